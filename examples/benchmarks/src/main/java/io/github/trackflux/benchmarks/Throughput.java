package io.github.trackflux.benchmarks;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.reactor.UnpacedFeed;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The whole pipeline with its budget off, beside bare GETs of the same bytes: turn by turn, in one JVM, one server. */
final class Throughput {
    private static final int CONNECTIONS = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String TARGET =
            "/api/v2/copy/mix-follower/query-current-orders" + "?pageNo=1&pageSize=50&productType=USDT-FUTURES";

    private Throughput() {}

    static String table(boolean quick) {
        int rounds = quick ? 1 : 7;
        int calls = quick ? 50 : 4_000;
        ConnectionProvider pool = ConnectionProvider.create("benchmark", CONNECTIONS);
        double[] bare = new double[rounds];
        double[] ours = new double[rounds];
        double[] ratio = new double[rounds];
        try (PageServer server = new PageServer(1, Bodies.ROWS)) {
            HttpClient client = HttpClient.create(pool).baseUrl(server.url().toString());
            Supplier<Flux<?>> gets = () -> Mono.defer(
                            () -> client.get().uri(TARGET).responseSingle((response, body) -> body.asByteArray()))
                    .repeat(calls - 1);
            UnpacedFeed[] feeds = new UnpacedFeed[CONNECTIONS];
            Arrays.setAll(feeds, i -> feed(server.url(), pool));
            int[] next = {0};
            Supplier<Flux<?>> answers = () -> feeds[next[0]++ % CONNECTIONS].answers(calls);
            // Both are compiled before either counts.
            perSecond(gets, calls);
            perSecond(answers, calls);
            for (int i = 0; i < rounds; i++) {
                bare[i] = perSecond(gets, calls);
                ours[i] = perSecond(answers, calls);
                ratio[i] = ours[i] / bare[i];
            }
        }
        pool.dispose();
        return String.format(
                Locale.ROOT,
                """
                | pages of 50 rows a second, %d connections, median of %d | | lowest–highest |
                |---|--:|--:|
                | bare Reactor Netty GETs | %,.0f | %,.0f–%,.0f |
                | signed, sent, decoded, reconciled | %,.0f | %,.0f–%,.0f |
                | **share** | **%.2f** | %.2f–%.2f |
                """,
                CONNECTIONS,
                rounds,
                spread(bare)[1],
                spread(bare)[0],
                spread(bare)[2],
                spread(ours)[1],
                spread(ours)[0],
                spread(ours)[2],
                spread(ratio)[1],
                spread(ratio)[0],
                spread(ratio)[2]);
    }

    private static UnpacedFeed feed(URI url, ConnectionProvider pool) {
        Credentials credentials = PageServer.credentials(0);
        return new UnpacedFeed(url, credentials, own -> HttpClient.create(pool));
    }

    /** As many loops as connections, each so many calls one after the other. */
    private static double perSecond(Supplier<Flux<?>> loop, int calls) {
        long from = System.nanoTime();
        Flux.range(0, CONNECTIONS)
                .flatMap(i -> loop.get().then(), CONNECTIONS)
                .then()
                .block(PATIENCE);
        return (double) CONNECTIONS * calls * 1e9 / (System.nanoTime() - from);
    }

    private static double[] spread(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return new double[] {sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]};
    }
}
