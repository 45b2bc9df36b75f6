package io.github.trackflux.reactor;

import java.time.Duration;
import java.util.Optional;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * How {@link LiveOrders} run. Immutable.
 *
 * @param grace how long polling goes on after the last subscriber has left, zero to a day; empty if it goes on until it is
 *     closed. 30 s by default
 * @param buffer how many events may wait for a subscriber that wants each of them, 1 to 1,000,000; 4,096 by default
 * @param scheduler where subscribers are called, as many at once as {@link Schedulers#boundedElastic()} has threads, ten for
 *     each processor. That is the default: one that blocks holds up no other while fewer block than there are threads
 */
public record LiveOptions(Optional<Duration> grace, int buffer, Scheduler scheduler) {
    private static final Duration LONGEST_GRACE = Duration.ofDays(1);
    private static final int LARGEST_BUFFER = 1_000_000;

    /** What holds if nothing is said. */
    public static final LiveOptions DEFAULT =
            new LiveOptions(Optional.of(Duration.ofSeconds(30)), 4096, Schedulers.boundedElastic());

    public LiveOptions {
        grace.ifPresent(given -> {
            if (given.isNegative() || given.compareTo(LONGEST_GRACE) > 0) {
                throw new IllegalArgumentException("grace must be zero to " + LONGEST_GRACE + ", was " + given);
            }
        });
        if (buffer < 1 || buffer > LARGEST_BUFFER) {
            throw new IllegalArgumentException("buffer must be 1 to " + LARGEST_BUFFER + ", was " + buffer);
        }
    }

    public LiveOptions withGrace(Duration grace) {
        return new LiveOptions(Optional.of(grace), buffer, scheduler);
    }

    /** Polling begins with the first subscriber and goes on, subscribers or none, until it is closed. */
    public LiveOptions warm() {
        return new LiveOptions(Optional.empty(), buffer, scheduler);
    }

    public LiveOptions withBuffer(int buffer) {
        return new LiveOptions(grace, buffer, scheduler);
    }

    public LiveOptions withScheduler(Scheduler scheduler) {
        return new LiveOptions(grace, buffer, scheduler);
    }
}
