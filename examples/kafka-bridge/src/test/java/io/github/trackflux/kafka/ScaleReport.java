package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What accounts cost a worker: processor, memory, and the delay to Kafka, for 1, 2 and 4 workers. Writes its table into {@code
 * docs/scale.md}.
 */
@Tag("simulation")
final class ScaleReport {
    private static final int ACCOUNTS = Integer.getInteger("scale.accounts", 300);
    private static final Duration EVERY = Duration.parse(System.getProperty("scale.every", "PT1S"));
    private static final Duration MEASURED = Duration.parse(System.getProperty("scale.measured", "PT30S"));
    private static final int ORDERS = 10;

    private final StringBuilder rows = new StringBuilder();

    @TempDir
    private Path directory;

    private final Path brokerDirectory = TestBroker.directory();
    private final EmbeddedBroker broker = EmbeddedBroker.start(brokerDirectory, EmbeddedBroker.freePort(), Map.of());

    @Test
    void accounts_that_one_two_and_four_workers_bear() throws Exception {
        for (int workers : new int[] {1, 2, 4}) {
            rows.append(measure(workers));
            System.out.print(Instant.now() + " " + rows.substring(rows.lastIndexOf("\n", rows.length() - 2) + 1));
        }
        ReportPage.put("scale.md", "measured", """
                %d accounts with some %d open orders each, 12 partitions, 0.05 changes a second and account; the exchange is simulated, 20 ms away; each row %d s. Exchange, broker and all
                workers share this machine's %d cores, so several workers show how the accounts are shared, not how far it goes.

                | workers | looks/s wanted | looks/s done | CPU of a worker, cores | ms CPU a look | memory of a worker | events/s | from the answer to the record, before its commit: median | 99 %% |
                |---|---|---|---|---|---|---|---|---|
                %s""".formatted(
                ACCOUNTS, ORDERS, MEASURED.toSeconds(), Runtime.getRuntime().availableProcessors(), rows));
        broker.close();
        EmbeddedBroker.delete(brokerDirectory);
    }

    private String measure(int workers) throws Exception {
        SimulatedAccounts exchange = new SimulatedAccounts(ACCOUNTS, Churn.still(ORDERS, 5), Duration.ofMillis(20), 0);
        Map<String, String> settings = new HashMap<>(TestBroker.settings(broker.bootstrapServers(), exchange));
        settings.put("topic.partitions", "12");
        settings.put("poll.every", EVERY.toString());
        settings.put("checkpoint.every", "PT30S");
        settings.put("session.timeout", "PT20S");
        BridgeConfig config = TestBroker.config(settings);
        try (Admin admin = Admin.create(config.clientProperties())) {
            assertThat(new TopicSetup(admin, config).ensure()).isEqualTo(12);
        }
        Path own = java.nio.file.Files.createDirectory(directory.resolve("workers-" + workers));
        try (Fleet fleet = new Fleet(exchange, settings, own);
                Heartbeats beats = new Heartbeats(config, ACCOUNTS)) {
            fleet.addAccounts();
            for (int worker = 0; worker < workers; worker++) {
                fleet.start();
            }
            beats.allSince(0, Duration.ofMinutes(3));
            Churn churn = new Churn(exchange, ORDERS, ACCOUNTS / 20.0, 5);
            rest(Duration.ofSeconds(10));
            Sample before = Sample.of(exchange, fleet);
            rest(MEASURED);
            Sample after = Sample.of(exchange, fleet);
            churn.end();
            try (TopicReader events =
                    new TopicReader(config.bootstrapServers(), config.topics().events())) {
                String row = row(workers, before, after, events);
                fleet.stop();
                return row;
            }
        } finally {
            exchange.close();
        }
    }

    private static String row(int workers, Sample before, Sample after, TopicReader events) {
        double seconds = (after.nanos() - before.nanos()) / 1e9;
        double looks = (after.calls() - before.calls()) / seconds;
        double cores = (after.cpuMillis() - before.cpuMillis()) / 1000.0 / seconds / workers;
        long[] delays = events.toTheEnd().stream()
                .filter(record -> record.timestamp() > before.wall() && record.timestamp() < after.wall())
                .map(Told::of)
                .mapToLong(told -> told.record().timestamp() - told.nanos("observedAt") / 1_000_000)
                .sorted()
                .toArray();
        assertThat(delays).as("events while it was measured").isNotEmpty();
        return "| %d | %.0f | %.0f | %.2f | %.2f | %d MB | %.1f | %d ms | %d ms |\n"
                .formatted(
                        workers,
                        ACCOUNTS * 1000.0 / Math.max(1, EVERY.toMillis()),
                        looks,
                        cores,
                        cores * workers * 1000 / looks,
                        after.memoryMegabytes() / workers,
                        delays.length / seconds,
                        delays[delays.length / 2],
                        delays[delays.length * 99 / 100]);
    }

    private static void rest(Duration time) throws InterruptedException {
        var unused = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What all workers together have used so far. */
    private record Sample(long nanos, long wall, long calls, long cpuMillis, long memoryMegabytes) {
        static Sample of(SimulatedAccounts exchange, Fleet fleet) {
            return new Sample(
                    System.nanoTime(),
                    Instant.now().toEpochMilli(),
                    exchange.calls(),
                    fleet.cpuMillis(),
                    fleet.memoryMegabytes());
        }
    }
}
