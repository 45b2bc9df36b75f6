package io.github.trackflux.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.RememberingDecoder;
import io.github.trackflux.reactor.TrackingOrders;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Many accounts in one JVM, each with its own client, key and budget; one connection pool and the usual event loops. */
final class Accounts {
    private static final int[] SIZES = {500, 1_000, 1_500, 5_000};
    private static final int ORDERS = 10;
    private static final int CONNECTIONS = 64;
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final OrderQuery QUERY = OrderQuery.of(ProductType.USDT_FUTURES);

    /**
     * What one size cost.
     *
     * @param heap of one account, in bytes
     * @param rows the part of it that is its orders and their remembered text
     * @param cpu microseconds of both cores a poll, the server's included
     * @param threads of the JVM, all told
     */
    record Run(int accounts, double pollsPerSecond, Lateness late, double heap, double rows, double cpu, int threads) {}

    private Accounts() {}

    static String table(boolean quick) {
        if (quick) {
            return NOTE + HEAD + line(run(20, Duration.ofSeconds(2), Duration.ofSeconds(1)));
        }
        return NOTE
                + HEAD
                + Arrays.stream(SIZES)
                        .mapToObj(accounts -> line(run(accounts, Duration.ofSeconds(30))))
                        .collect(Collectors.joining());
    }

    private static final String NOTE = """
            Feeds start spread over the first half of a warm-up of 40 s, which is not counted: a cold JVM cannot take \
            thousands of polls a second.

            """;

    static final String HEAD = """
            | accounts of 10 orders | polls a second | late, ms: median | p99 | most | CPU, µs a poll, server included \
            | heap of an account, KB | of that its rows | threads |
            |--:|--:|--:|--:|--:|--:|--:|--:|--:|
            """;

    static String line(Run run) {
        return String.format(
                Locale.ROOT,
                "| %,d | %,.0f | %d | %d | %d | %.0f | %.1f | %.1f | %d |%n",
                run.accounts(),
                run.pollsPerSecond(),
                run.late().percentile(0.5),
                run.late().percentile(0.99),
                run.late().percentile(1),
                run.cpu(),
                run.heap() / 1e3,
                run.rows() / 1e3,
                run.threads());
    }

    static Run run(int accounts, Duration window) {
        return run(accounts, window, WARM_UP);
    }

    static Run run(int accounts, Duration window, Duration warmUp) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ConnectionProvider pool = ConnectionProvider.builder("accounts")
                .maxConnections(CONNECTIONS)
                .pendingAcquireMaxCount(-1)
                .build();
        HttpClient shared = HttpClient.create(pool).compress(true).responseTimeout(Duration.ofSeconds(3));
        try (PageServer server = new PageServer(accounts, ORDERS)) {
            double rows = rows();
            Lateness late = new Lateness();
            AtomicBoolean counting = new AtomicBoolean();
            long before = Heap.used();
            List<TrackingOrders> clients = new ArrayList<>(accounts);
            Disposable.Composite feeds = Disposables.composite();
            for (int i = 0; i < accounts; i++) {
                TrackingOrders client = TrackingOrders.builder(PageServer.credentials(i))
                        .baseUrl(server.url())
                        .every(INTERVAL)
                        .httpClient(own -> shared)
                        .build();
                clients.add(client);
                // Not all within one interval: a JVM that is cold cannot take so many first polls in a second.
                Duration begin = warmUp.dividedBy(2).multipliedBy(i).dividedBy(accounts);
                feeds.add(Mono.delay(begin)
                        .thenMany(polls(client, late, counting))
                        .subscribe());
            }
            pause(warmUp);
            long cpu = system.getProcessCpuTime();
            counting.set(true);
            pause(window);
            counting.set(false);
            double spent = system.getProcessCpuTime() - cpu;
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();
            double heap = (double) (Heap.used() - before) / accounts;
            feeds.dispose();
            clients.forEach(TrackingOrders::close);
            pool.dispose();
            double polls = late.count();
            return new Run(
                    accounts, polls / window.toSeconds(), late, heap, rows, spent / 1e3 / Math.max(1, polls), threads);
        }
    }

    private static Flux<Long> polls(TrackingOrders client, Lateness late, AtomicBoolean counting) {
        return client.views(QUERY).map(view -> System.nanoTime()).buffer(2, 1).map(pair -> {
            long took = pair.get(pair.size() - 1) - pair.get(0);
            if (counting.get()) {
                late.add(took - INTERVAL.toNanos());
            }
            return took;
        });
    }

    /** The heap that the orders of one account take, with the text that is remembered of them. */
    private static double rows() {
        int accounts = 200;
        List<Object> held = new ArrayList<>();
        long before = Heap.used();
        for (int account = 0; account < accounts; account++) {
            List<String> rows = new ArrayList<>();
            for (int i = 0; i < ORDERS; i++) {
                rows.add(Bodies.row((long) (account + 1) * ORDERS - i, 0));
            }
            RememberingDecoder decoder = new RememberingDecoder();
            Page page = decoder.decode("page", ByteBuffer.wrap(Bodies.body(rows, 1)))
                    .page()
                    .orElseThrow();
            held.add(List.of(decoder, page));
        }
        double each = (double) (Heap.used() - before) / accounts;
        return held.size() == accounts ? each : 0;
    }

    private static void pause(Duration time) {
        Mono.delay(time).block();
    }
}
