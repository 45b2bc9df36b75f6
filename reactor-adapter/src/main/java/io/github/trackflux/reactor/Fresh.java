package io.github.trackflux.reactor;

import io.github.trackflux.call.StaleException;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.FeedStep;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Operators for whoever must not act on old news, for {@link Flux#transform}. A feed itself never ends for being late.
 *
 * <pre>{@code
 * orders.steps(query).transform(Fresh.requireFresh(Duration.ofSeconds(10)))
 * orders.watch(query).transform(Fresh.openedWithin(Duration.ofSeconds(3)))
 * }</pre>
 */
public final class Fresh {
    private Fresh() {}

    /**
     * The same steps, until the last complete sweep is older than this; then a {@link StaleException} and no further call.
     * Before the first sweep is complete, the time since the feed began counts.
     *
     * <p><strong>Time.</strong> Watched on {@link reactor.core.scheduler.Schedulers#single()}, so that a feed that hangs is
     * noticed too, a second and a quarter late at most. By whichever of the monotonic clock and the date says more: a
     * machine that slept is not fresh.
     *
     * @param limit more than a sweep takes, and than the cadence
     */
    public static Function<Flux<FeedStep>, Flux<FeedStep>> requireFresh(Duration limit) {
        positive(limit);
        return steps -> requireFresh(steps, limit, Time.system());
    }

    static Flux<FeedStep> requireFresh(Flux<FeedStep> steps, Duration limit, Time time) {
        Duration quarter = limit.dividedBy(4);
        Duration check = quarter.compareTo(Duration.ofSeconds(1)) < 0 ? quarter : Duration.ofSeconds(1);
        return Flux.defer(() -> {
            Watchdog watchdog = new Watchdog(FeedHealth.NEW, time);
            AtomicReference<FeedHealth> last = new AtomicReference<>(FeedHealth.NEW);
            Mono<FeedHealth> stale = Watchdog.checks(check, time)
                    .map(tick -> watchdog.now())
                    .filter(health -> isStale(health, limit))
                    .next()
                    .doOnNext(last::set);
            // Ended from outside and then told why: an error from outside would not give up the calls in flight.
            // What is heard in between takes nothing back.
            Mono<FeedStep> end = Mono.fromRunnable(() -> checked(Objects.requireNonNull(last.get()), limit));
            return steps.map(step -> {
                        watchdog.heard(checked(step.health(), limit));
                        return step;
                    })
                    .takeUntilOther(stale)
                    .concatWith(end);
        });
    }

    /**
     * The same events without each {@code Opened} that may have happened longer before it was seen than this, such as those
     * after a time of trouble. All others pass, so a close may come of an order whose open was left out.
     *
     * @param limit more than a sweep takes
     */
    public static Function<Flux<OrderEvent>, Flux<OrderEvent>> openedWithin(Duration limit) {
        positive(limit);
        return events -> events.filter(
                event -> !(event instanceof OrderEvent.Opened) || age(event).compareTo(limit) <= 0);
    }

    private static Duration age(OrderEvent event) {
        return Duration.between(event.header().notBefore(), event.header().observedAt());
    }

    private static FeedHealth checked(FeedHealth health, Duration limit) {
        if (isStale(health, limit)) {
            Duration ago = health.freshness().sweptAgo();
            throw new StaleException("the last complete sweep is " + ago + " ago, allowed are " + limit);
        }
        return health;
    }

    private static boolean isStale(FeedHealth health, Duration limit) {
        return health.freshness().sweptAgo().compareTo(limit) > 0;
    }

    private static void positive(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("limit must be positive, was " + limit);
        }
    }
}
