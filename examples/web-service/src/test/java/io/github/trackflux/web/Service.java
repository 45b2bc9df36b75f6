package io.github.trackflux.web;

import io.github.trackflux.simulator.SimulatedExchange;
import io.github.trackflux.spring.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;

/** The whole service on a free port, and a client of it. */
final class Service implements AutoCloseable {
    static final Duration SOON = Duration.ofMinutes(1);
    private static final ParameterizedTypeReference<ServerSentEvent<Map<String, Object>>> EVENT =
            new ParameterizedTypeReference<>() {};

    final ConfigurableApplicationContext context;
    final WebTestClient client;

    private Service(ConfigurableApplicationContext context) {
        this.context = context;
        this.client = WebTestClient.bindToServer()
                .baseUrl(url())
                .responseTimeout(SOON)
                .build();
    }

    /** @param properties such as {@code trackflux.simulator.orders=30}, or {@code server.port=}, which is any free one else */
    static Service start(String... properties) {
        String[] arguments =
                Stream.of(properties).map(property -> "--" + property).toArray(String[]::new);
        SpringApplication application = new SpringApplication(WebService.class, OwnLoops.class);
        application.setAdditionalProfiles("test");
        return new Service(application.run(arguments));
    }

    /** Event loops of its own: a service that ends would stop those of the others in this JVM. */
    @Configuration(proxyBeanMethods = false)
    static class OwnLoops {
        @Bean
        ReactorResourceFactory reactorResourceFactory() {
            ReactorResourceFactory loops = new ReactorResourceFactory();
            loops.setUseGlobalResources(false);
            return loops;
        }
    }

    /** One whose orders change by hand alone. */
    static Service still(int orders, String... more) {
        return start(Stream.concat(
                        Stream.of("trackflux.simulator.orders=" + orders, "trackflux.simulator.changes-per-second=0"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    SimulatedExchange exchange() {
        return context.getBean(Exchange.class).simulated().orElseThrow();
    }

    String open(String symbol, String trader) {
        return exchange().market(market -> market.open(symbol, trader)).trackingNo();
    }

    void close(String trackingNo) {
        exchange().market(market -> market.close(trackingNo));
    }

    /** Waits until the list has been read whole. */
    Service synced() {
        events("/events", "").filter(Service::isWhole).blockFirst(SOON);
        return this;
    }

    private static boolean isWhole(ServerSentEvent<Map<String, Object>> event) {
        return "synced".equals(event.event())
                || ("snapshot".equals(event.event())
                        && Boolean.TRUE.equals(event.data().get("synced")));
    }

    /** What is told of orders, without the vitals. */
    Flux<ServerSentEvent<Map<String, Object>>> events(String path, String last) {
        return client.get()
                .uri(path)
                .accept(MediaType.TEXT_EVENT_STREAM)
                .headers(headers -> lastId(headers, last))
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(EVENT)
                .getResponseBody()
                .filter(event -> !"vitals".equals(event.event()));
    }

    private static void lastId(HttpHeaders headers, String last) {
        if (!last.isEmpty()) {
            headers.set("Last-Event-ID", last);
        }
    }

    /** The first so many of them, while something is done once the stream has begun. */
    List<ServerSentEvent<Map<String, Object>>> first(int count, String path, String last) {
        return events(path, last).take(count).collectList().block(SOON);
    }

    @Override
    public void close() {
        context.close();
    }
}
