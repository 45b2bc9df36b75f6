package io.github.trackflux.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.trackflux.reactor.BudgetState;
import io.github.trackflux.reactor.LiveOrders;
import io.github.trackflux.reactor.TrackingOrders;
import io.github.trackflux.spring.Exchange;
import io.github.trackflux.view.FeedHealth;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** How the feed and its budget stand, once a second, and so the last two minutes to whoever comes. */
@Component
final class Vitals {
    static final int KEPT = 120;
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final TrackingOrders orders;
    private final LiveOrders live;
    private final Journal journal;
    private final MeterRegistry registry;
    private final String exchange;
    private final boolean simulated;
    private final Flux<Now> stream;

    Vitals(
            TrackingOrders orders,
            LiveOrders live,
            Journal journal,
            MeterRegistry registry,
            ObjectProvider<Exchange> exchange) {
        this.orders = orders;
        this.live = live;
        this.journal = journal;
        this.registry = registry;
        Exchange known = exchange.getIfAvailable();
        this.exchange = known == null ? "exchange" : known.name();
        this.simulated = known != null && known.isSimulated();
        this.stream = Flux.interval(EVERY)
                .onBackpressureDrop()
                .scan(Count.NONE, (last, tick) -> count(last))
                .skip(1)
                .map(this::now)
                .takeUntilOther(journal.closing())
                .replay(KEPT)
                .autoConnect(0);
    }

    /** What has been counted when. */
    private record Count(long calls, double seconds, long nanos, double rate, double latency) {
        static final Count NONE = new Count(0, 0, 0, 0, 0);
    }

    /**
     * @param calls calls a second that were answered lately
     * @param latency seconds that they took on average
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Now(
            Instant at,
            String exchange,
            boolean simulated,
            String state,
            @Nullable String trouble,
            @Nullable String ended,
            List<String> anomalies,
            int open,
            int suspects,
            double sweptAgo,
            double calls,
            double latency,
            int limit,
            int ceiling,
            long refusals) {}

    Flux<Now> stream() {
        return stream;
    }

    private Count count(Count last) {
        Collection<Timer> timers = registry.find("trackflux.calls").timers();
        long calls = timers.stream().mapToLong(Timer::count).sum();
        double seconds = timers.stream()
                .mapToDouble(timer -> timer.totalTime(TimeUnit.SECONDS))
                .sum();
        long nanos = System.nanoTime();
        long more = calls - last.calls();
        double rate = last.nanos() == 0 ? 0 : more * 1e9 / (nanos - last.nanos());
        double latency = more == 0 ? 0 : (seconds - last.seconds()) / more;
        return new Count(calls, seconds, nanos, rate, latency);
    }

    private Now now(Count count) {
        FeedHealth health = live.currentHealth().orElse(FeedHealth.NEW);
        BudgetState budget = orders.budget();
        return new Now(
                Instant.now(),
                exchange,
                simulated,
                word(health.state()),
                health.trouble().map(trouble -> word(trouble.kind())).orElse(null),
                journal.end().map(Throwable::getMessage).orElse(null),
                health.anomalies().stream().map(Vitals::word).sorted().toList(),
                health.open(),
                health.suspects(),
                health.freshness().sweptAgo().toMillis() / 1000.0,
                Math.round(count.rate() * 100) / 100.0,
                Math.round(count.latency() * 10_000) / 10_000.0,
                budget.callsPerSecond(),
                budget.ceiling(),
                budget.refusals());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
