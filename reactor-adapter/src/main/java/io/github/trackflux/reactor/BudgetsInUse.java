package io.github.trackflux.reactor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** The budgets of all clients that somebody holds still, each budget counted once, as gauges. */
final class BudgetsInUse {
    private final Time time;
    private final Set<TrackingOrders> clients =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    BudgetsInUse(Time time) {
        this.time = time;
    }

    void add(TrackingOrders client) {
        clients.add(client);
    }

    void bindTo(MeterRegistry registry, Tags tags) {
        sum("trackflux.budget.limit", "Calls that are let through in any second now.", BudgetState::callsPerSecond)
                .tags(tags)
                .register(registry);
        sum("trackflux.budget.ceiling", "The most that the limit may become again.", BudgetState::ceiling)
                .tags(tags)
                .register(registry);
        TimeGauge.builder("trackflux.budget.closed", this::closed, TimeUnit.NANOSECONDS)
                .description("How long nothing will be sent, of the client that waits longest.")
                .tags(tags)
                .register(registry);
    }

    private Gauge.Builder<?> sum(String name, String description, ToIntFunction<BudgetState> part) {
        return Gauge.builder(name, () -> budgets(part)).description(description).baseUnit("calls");
    }

    private int budgets(ToIntFunction<BudgetState> part) {
        return clients().stream()
                .map(TrackingOrders::callBudget)
                .distinct()
                .map(CallBudget::state)
                .mapToInt(part)
                .sum();
    }

    private long closed() {
        Instant now = time.wall().get();
        return clients().stream()
                .flatMap(client -> client.budget().closedUntil().stream())
                .mapToLong(until -> Duration.between(now, until).toNanos())
                .reduce(0, Math::max);
    }

    /** A copy: a synchronized set must not be read while it changes. */
    private List<TrackingOrders> clients() {
        return List.of(clients.toArray(TrackingOrders[]::new));
    }
}
