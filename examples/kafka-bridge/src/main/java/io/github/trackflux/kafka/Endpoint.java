package io.github.trackflux.kafka;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;

/** {@code /health}, {@code /ready} and {@code /metrics}: 200 for yes and 503 for no, with all that is known in the body. */
final class Endpoint implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final DisposableServer server;

    Endpoint(InetSocketAddress address, Health health, PrometheusMeterRegistry metrics) {
        HttpServer routed = HttpServer.create()
                .bindAddress(() -> address)
                .route(routes -> routes.get(
                                "/health", (request, response) -> answer(response, health::isAlive, health::json))
                        .get("/ready", (request, response) -> answer(response, health::isReady, health::json))
                        .get(
                                "/metrics",
                                (request, response) -> body(
                                        response.header("Content-Type", "text/plain; version=0.0.4; charset=utf-8"),
                                        metrics::scrape)));
        try {
            server = routed.bindNow();
        } catch (ChannelBindException e) {
            throw new IllegalStateException(Setting.HTTP.key + ": " + e.getMessage() + "; is another worker there?", e);
        }
    }

    private static Publisher<Void> answer(HttpServerResponse response, BooleanSupplier yes, Supplier<String> json) {
        return body(response.status(yes.getAsBoolean() ? 200 : 503).header("Content-Type", "application/json"), json);
    }

    /** Made elsewhere: the network's threads must not wait for a lock. */
    private static Publisher<Void> body(HttpServerResponse response, Supplier<String> body) {
        return response.sendString(Mono.fromSupplier(body).subscribeOn(Schedulers.boundedElastic()));
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.disposeNow(GRACE);
    }
}
