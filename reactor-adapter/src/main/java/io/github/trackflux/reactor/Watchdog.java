package io.github.trackflux.reactor;

import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.FeedState;
import io.github.trackflux.view.FeedStep;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/**
 * Lets the health of one feed age while nothing is heard of it, on a thread that the feed cannot hold up: a feed whose loop
 * hangs, or that sleeps with its machine, is seen to be stale. Any thread may ask.
 */
final class Watchdog {
    /** A state lasts three seconds or longer, and there may be a thousand watchdogs. */
    private static final Duration CHECK = Duration.ofSeconds(1);

    private final Time time;
    private volatile Heard last;
    private volatile @Nullable FeedState shown;

    private record Heard(FeedHealth health, Time.Moment at) {}

    Watchdog(FeedHealth first, Time time) {
        this.time = time;
        this.last = new Heard(first, time.moment());
    }

    /** Takes what a step says. */
    void heard(FeedHealth health) {
        last = new Heard(health, time.moment());
    }

    /** The health now. */
    FeedHealth now() {
        Heard heard = last;
        return heard.health.after(time.since(heard.at));
    }

    /**
     * The health of each step, and what becomes of it whenever its state changes without one. Ends as the steps do.
     *
     * <pre>
     * steps    1 --- 2 --- 3 .....................
     * health   L --- L --- L ----- D ------- S ---     DEGRADED, then STALE, though no step says so
     * </pre>
     */
    Flux<FeedHealth> over(Flux<FeedStep> steps) {
        return steps.map(this::take).publish(told -> {
            Mono<FeedHealth> end = told.ignoreElements().onErrorComplete();
            return Flux.merge(told, aged().takeUntilOther(end));
        });
    }

    /** What becomes of it whenever its state changes without a step; endless. Seen a second and a quarter late at most. */
    Flux<FeedHealth> aged() {
        return checks(CHECK, time).handle(this::change);
    }

    /** Ticks for ever, about once in this time: many must not check as one. */
    static Flux<Long> checks(Duration each, Time time) {
        return Mono.defer(() -> Mono.delay(time.around(each), time.watch())).repeat();
    }

    /** The health of a step, from which it ages. */
    FeedHealth take(FeedStep step) {
        heard(step.health());
        shown = step.health().state();
        return step.health();
    }

    private void change(Long check, SynchronousSink<FeedHealth> sink) {
        FeedHealth now = now();
        if (now.state() != shown) {
            shown = now.state();
            sink.next(now);
        }
    }
}
