package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.github.trackflux.auth.Credentials;
import io.github.trackflux.auth.RequestSigner;
import io.github.trackflux.suite.TestSecrets;
import io.github.trackflux.view.FeedStep;
import io.netty.handler.logging.LogLevel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.transport.logging.AdvancedByteBufFormat;

/** Logs all that there is to log of good and bad calls, as loud as it goes, and looks for what must not be in it. */
@Timeout(180)
class SecretsTest {
    private static final String KEY = TestSecrets.secret("bg_5f2c1d9e8a7b6034");
    private static final String SECRET = TestSecrets.secret("9c4b7e21f0a8d653");
    private static final String PASSPHRASE = TestSecrets.secret("correct-horse-battery");
    private static final Credentials CREDENTIALS = Credentials.of(KEY, SECRET, PASSPHRASE);

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private final Loopback loopback = new Loopback();
    private final Queue<String> written = new ConcurrentLinkedQueue<>();
    private final Queue<String> signatures = new ConcurrentLinkedQueue<>();
    private final Map<Logger, Optional<Level>> loud = new LinkedHashMap<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            // The other side of the wire is the exchange's own log.
            if (!event.getLoggerName().startsWith("reactor.netty.http.server")) {
                written.add(event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage());
                written.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
    };

    @BeforeEach
    void listen() {
        appender.start();
        for (String name : List.of("reactor", "reactor.netty", "io.netty", "io.github.trackflux", "com")) {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            loud.put(logger, Optional.ofNullable(logger.getLevel()));
            logger.setLevel(Level.TRACE);
            logger.setAdditive(false);
            logger.addAppender(appender);
        }
    }

    @AfterEach
    void stop() {
        loopback.close();
        loud.forEach((logger, level) -> {
            logger.detachAppender(appender);
            logger.setAdditive(true);
            logger.setLevel(level.orElse(null));
        });
    }

    @Test
    void no_key_secret_passphrase_or_signature_is_in_any_log_or_error() {
        String refusal = "{\"code\":\"%s\",\"msg\":\"no\",\"requestTime\":\"1767225600000\"}";
        List<URI> urls = List.of(
                serve(Loopback.answering(200, Loopback.list(3))),
                serve(Loopback.answering(400, refusal.formatted("40009"))),
                serve(Loopback.answering(400, refusal.formatted("40012"))),
                serve(Loopback.answering(400, refusal.formatted("40037"))),
                serve(Loopback.answering(400, refusal.formatted("40034"))),
                serve(Loopback.answering(429, refusal.formatted("429"))),
                serve(Loopback.answering(503, "<html>")),
                serve(Loopback.answering(200, "<html>")),
                serve(Loopback.answering(403, "")),
                serve((request, response) -> response.status(302)
                        .header("Location", "http://127.0.0.1:1/")
                        .send()),
                serve((request, response) -> Mono.never()),
                loopback.serveRaw("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"code\":\"000"),
                loopback.serveRaw("SSH-2.0\r\n\r\n"),
                loopback.serveRaw("HTTP/1.1 200 OK\r\nX: " + "x".repeat(20_000)),
                URI.create("http://127.0.0.1:1"),
                URI.create("https://127.0.0.1:"
                        + loopback.serveRaw("nothing of the kind").getPort()));
        Loopback.read(loopback.transport(urls.get(0))).block(Loopback.SOON);
        for (URI url : urls) {
            call(url);
        }

        assertThat(signatures).hasSizeGreaterThan(5);
        assertThat(written).hasSizeGreaterThan(500).anyMatch(line -> line.startsWith("TRACE"));
        assertThat(written).anyMatch(line -> line.contains("io.github.trackflux"));
        for (String secret : List.of(KEY, SECRET, PASSPHRASE)) {
            assertThat(written).noneMatch(line -> line.contains(secret));
        }
        assertThat(written).noneMatch(line -> signatures.stream().anyMatch(line::contains));
    }

    @Test
    void what_a_server_says_forges_no_line_and_no_order_or_trader_is_named() {
        String hostile = "Ann\\r\\nERROR all is lost\\u001b[2J\\u009b31m\\u202egnp.exe\\u2028";
        String row =
                "{\"trackingNo\":\"8844221100\",\"symbol\":\"%1$s\",\"traderId\":\"a-trader\",\"traderName\":\"%1$s\"}";
        String list = Loopback.EMPTY_LIST.replace("[]", "[" + row.formatted(hostile) + ",{\"trackingNo\":\"77\"}]");
        String refusal = "{\"code\":\"%1$s\",\"msg\":\"%1$s\",\"requestTime\":\"1767225600000\"}".formatted(hostile);
        AtomicInteger calls = new AtomicInteger();
        URI now = serve((request, response) -> calls.incrementAndGet() % 4 == 0
                ? Loopback.answering(200, list).apply(request, response)
                : Loopback.answering(500, refusal).apply(request, response));
        URI always = serve(Loopback.answering(500, refusal));
        // As often as it takes on a machine that has other things to do.
        for (int i = 0; i < 20 && ours().noneMatch(line -> line.contains("500")); i++) {
            call(now);
            call(always);
        }

        assertThat(ours()).anyMatch(line -> line.contains("500"));
        assertThat(ours()).noneMatch(line -> UNPRINTABLE.matcher(line).find());
        assertThat(ours()).noneMatch(line -> line.contains("8844221100") || line.contains("a-trader"));
    }

    /** What the library itself has logged. */
    private Stream<String> ours() {
        return written.stream().filter(line -> line.matches("[A-Z]+ io\\.github\\.trackflux(?s:.*)"));
    }

    @Test
    void credentials_builder_and_client_print_nothing_of_it() {
        TrackingOrdersBuilder builder = TrackingOrders.builder(CREDENTIALS);
        try (TrackingOrders orders = builder.build()) {
            Object headers = RequestSigner.sign(Samples.firstPage().toCall(), CREDENTIALS, Instant.EPOCH);
            assertThat(Stream.of(CREDENTIALS, builder, orders, headers).map(String::valueOf))
                    .noneMatch(text -> text.contains(KEY) || text.contains(SECRET) || text.contains(PASSPHRASE));
        }
    }

    private URI serve(Loopback.Handler handler) {
        return loopback.serve((request, response) -> {
            signatures.add(request.requestHeaders().get("ACCESS-SIGN"));
            return handler.apply(request, response);
        });
    }

    /** A list and the first steps of a feed, whatever becomes of them. */
    private void call(URI url) {
        try (TrackingOrders orders = TrackingOrders.builder(CREDENTIALS)
                .baseUrl(url)
                // As somebody who looks for an error would: it is not let.
                .httpClient(client -> client.responseTimeout(Duration.ofMillis(300))
                        .wiretap("reactor.netty.wire", LogLevel.INFO, AdvancedByteBufFormat.TEXTUAL))
                .build()) {
            Flux<FeedStep> steps = orders.steps(Samples.QUERY).take(3);
            Flux.merge(orders.list(Samples.QUERY).cast(Object.class), steps)
                    .take(Duration.ofSeconds(2))
                    .doOnError(this::write)
                    .onErrorResume(error -> Mono.empty())
                    .blockLast(Loopback.SOON);
        }
    }

    private void write(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        written.add(text.toString());
    }
}
