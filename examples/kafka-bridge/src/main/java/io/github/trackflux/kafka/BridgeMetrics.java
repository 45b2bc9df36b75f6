package io.github.trackflux.kafka;

import io.github.trackflux.reactor.ClientObserver;
import io.github.trackflux.reactor.TrackfluxMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/**
 * What is counted and timed. None is for each account, order or trader: their number has no bound, and their names are
 * somebody's.
 */
final class BridgeMetrics {
    private final MeterRegistry registry;
    private final ClientObserver exchange;
    private final Counter events;
    private final Counter failures;
    private final Timer delay;
    private final Timer takeover;
    private final DistributionSummary batches;

    BridgeMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.exchange = TrackfluxMetrics.in(registry);
        this.events = Counter.builder("trackflux.bridge.events")
                .description("events that Kafka has")
                .register(registry);
        this.failures = Counter.builder("trackflux.bridge.kafka.failures")
                .description("times that a partition began anew: fenced, or Kafka away")
                .register(registry);
        this.delay = Timer.builder("trackflux.bridge.kafka.delay")
                .description("from the answer that told an event to its commit")
                .serviceLevelObjectives(
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30))
                .register(registry);
        this.takeover = Timer.builder("trackflux.bridge.takeover")
                .description("from the assignment of a partition until its accounts are watched")
                .register(registry);
        this.batches = DistributionSummary.builder("trackflux.bridge.transaction.accounts")
                .description("accounts that shared a transaction")
                .register(registry);
        // JVM: what breaks first on a full worker is one of these.
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    void watch(Worker worker) {
        gauge(
                "trackflux.bridge.partitions.owned",
                "partitions of accounts that are this worker's",
                worker,
                Worker::partitions);
        gauge(
                "trackflux.bridge.accounts.owned",
                "accounts that are this worker's",
                worker,
                w -> w.accounts().size());
        for (AccountState state : AccountState.values()) {
            Gauge.builder(
                            "trackflux.bridge.accounts",
                            worker,
                            w -> w.accounts().stream()
                                    .filter(account -> account.state() == state)
                                    .count())
                    .description("accounts by how they stand")
                    .tag("state", state.word())
                    .register(registry);
        }
        gauge(
                "trackflux.bridge.events.waiting",
                "events that are told and not in Kafka yet",
                worker,
                w -> w.accounts().stream().mapToInt(AccountStatus::waiting).sum());
    }

    private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value).description(description).register(registry);
    }

    /** Counts what all clients and their feeds do, as the library does for any program. */
    ClientObserver exchange() {
        return exchange;
    }

    void committed(Iterable<Batch> transaction) {
        long now = System.nanoTime();
        int accounts = 0;
        for (Batch batch : transaction) {
            accounts++;
            events.increment(batch.events().size());
            if (!batch.events().isEmpty()) {
                delay.record(Duration.ofNanos(now - batch.since()));
            }
        }
        batches.record(accounts);
    }

    void failed() {
        failures.increment();
    }

    void tookOver(Duration time) {
        takeover.record(time);
    }
}
