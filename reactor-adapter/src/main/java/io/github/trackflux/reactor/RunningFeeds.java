package io.github.trackflux.reactor;

import io.github.trackflux.view.Anomaly;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.FeedState;
import io.github.trackflux.view.Trouble;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** The health of all feeds that run, as gauges: sums, and the worst of ages, as of the moment when they are read. */
final class RunningFeeds {
    private final Set<Watchdog> running = ConcurrentHashMap.newKeySet();

    /** One more runs; what it says is to be heard by the answer, which ages meanwhile. */
    Watchdog begin(Time time) {
        Watchdog health = new Watchdog(FeedHealth.NEW, time);
        running.add(health);
        return health;
    }

    void end(Watchdog health) {
        running.remove(health);
    }

    void bindTo(MeterRegistry registry, Tags tags) {
        for (FeedState state : FeedState.values()) {
            feeds("trackflux.feeds", "Feeds by how far they can be believed.", of -> of.state() == state)
                    .tags(tags.and("state", word(state)))
                    .register(registry);
        }
        for (Trouble.Kind kind : Trouble.Kind.values()) {
            feeds("trackflux.troubled.feeds", "Feeds by what is in their way now.", of -> has(of, kind))
                    .tags(tags.and("trouble", word(kind)))
                    .register(registry);
        }
        for (Anomaly anomaly : Anomaly.values()) {
            feeds(
                            "trackflux.anomalous.feeds",
                            "Feeds by what they have noticed of the server.",
                            of -> of.anomalies().contains(anomaly))
                    .tags(tags.and("anomaly", word(anomaly)))
                    .register(registry);
        }
        orders("trackflux.open.orders", "Orders that are open.", FeedHealth::open)
                .tags(tags)
                .register(registry);
        orders("trackflux.suspect.orders", "Orders that were missed and are not yet proven.", FeedHealth::suspects)
                .tags(tags)
                .register(registry);
        age("trackflux.suspect.age", "For how long the longest suspected has been.", FeedHealth::oldestSuspect)
                .tags(tags)
                .register(registry);
        age("trackflux.sweep.age", "Since the last complete sweep, of the feed whose is oldest.", RunningFeeds::swept)
                .tags(tags)
                .register(registry);
    }

    private static boolean has(FeedHealth health, Trouble.Kind kind) {
        return health.trouble().filter(trouble -> trouble.kind() == kind).isPresent();
    }

    private static Duration swept(FeedHealth health) {
        return health.freshness().sweptAgo();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private Gauge.Builder<?> feeds(String name, String description, Predicate<FeedHealth> which) {
        return sum(name, description, "feeds", health -> which.test(health) ? 1 : 0);
    }

    private Gauge.Builder<?> orders(String name, String description, ToIntFunction<FeedHealth> how) {
        return sum(name, description, "orders", how);
    }

    private Gauge.Builder<?> sum(String name, String description, String unit, ToIntFunction<FeedHealth> part) {
        return Gauge.builder(
                        name,
                        () -> running.stream().map(Watchdog::now).mapToInt(part).sum())
                .description(description)
                .baseUnit(unit);
    }

    private TimeGauge.Builder<?> age(String name, String description, Function<FeedHealth, Duration> of) {
        return TimeGauge.builder(
                        name,
                        () -> running.stream()
                                .map(Watchdog::now)
                                .map(of)
                                .mapToLong(Duration::toNanos)
                                .max()
                                .orElse(0),
                        TimeUnit.NANOSECONDS)
                .description(description);
    }
}
