package io.github.trackflux.kafka;

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
    private static final int TOO_MANY_REQUESTS = 429;

    private final MeterRegistry registry;
    private final Counter steps;
    private final Counter refusals;
    private final Counter events;
    private final Counter failures;
    private final Timer delay;
    private final Timer takeover;
    private final DistributionSummary batches;

    BridgeMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.steps = Counter.builder("trackflux.polls")
                .description("answers of the exchange that were read, and calls that were given up")
                .register(registry);
        this.refusals = Counter.builder("trackflux.refusals")
                .description("calls that the exchange refused as too many")
                .register(registry);
        this.events = Counter.builder("trackflux.events")
                .description("events that Kafka has")
                .register(registry);
        this.failures = Counter.builder("trackflux.kafka.failures")
                .description("times that a partition began anew: fenced, or Kafka away")
                .register(registry);
        this.delay = Timer.builder("trackflux.kafka.delay")
                .description("from the answer that told an event to its commit")
                .serviceLevelObjectives(
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30))
                .register(registry);
        this.takeover = Timer.builder("trackflux.takeover")
                .description("from the assignment of a partition until its accounts are watched")
                .register(registry);
        this.batches = DistributionSummary.builder("trackflux.transaction.accounts")
                .description("accounts that shared a transaction")
                .register(registry);
        // JVM: what breaks first on a full worker is one of these.
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    void watch(Worker worker) {
        gauge(
                "trackflux.partitions.owned",
                "partitions of accounts that are this worker's",
                worker,
                Worker::partitions);
        gauge(
                "trackflux.accounts.owned",
                "accounts that are this worker's",
                worker,
                w -> w.accounts().size());
        for (AccountState state : AccountState.values()) {
            Gauge.builder(
                            "trackflux.accounts",
                            worker,
                            w -> w.accounts().stream()
                                    .filter(account -> account.state() == state)
                                    .count())
                    .description("accounts by how they stand")
                    .tag("state", state.word())
                    .register(registry);
        }
        gauge(
                "trackflux.events.waiting",
                "events that are told and not in Kafka yet",
                worker,
                w -> w.accounts().stream().mapToInt(AccountStatus::waiting).sum());
        gauge(
                "trackflux.staleness.seconds",
                "age of the oldest list among the accounts that are watched",
                worker,
                w -> w.accounts().stream()
                        .mapToDouble(AccountStatus::ageSeconds)
                        .max()
                        .orElse(0));
    }

    private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value).description(description).register(registry);
    }

    void step() {
        steps.increment();
    }

    void answered(int status) {
        Counter.builder("trackflux.calls")
                .description("answers of the exchange by their status")
                .tag("status", status / 100 + "xx")
                .register(registry)
                .increment();
        if (status == TOO_MANY_REQUESTS) {
            refusals.increment();
        }
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
