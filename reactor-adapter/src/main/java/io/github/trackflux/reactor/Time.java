package io.github.trackflux.reactor;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The one source of time: what waits, what measures and what tells the date belong together, so that a test can move all
 * of them at once.
 *
 * @param scheduler runs what is due
 * @param nanos monotonic nanoseconds since an origin of its own
 * @param wall this machine's idea of the date
 */
record Time(Scheduler scheduler, LongSupplier nanos, Supplier<Instant> wall) {
    static Time system() {
        long origin = System.nanoTime();
        return new Time(Schedulers.parallel(), () -> System.nanoTime() - origin, Instant::now);
    }

    /** Time as a scheduler tells it; for virtual time. */
    static Time of(Scheduler scheduler) {
        return new Time(
                scheduler,
                () -> scheduler.now(TimeUnit.NANOSECONDS),
                () -> Instant.ofEpochMilli(scheduler.now(TimeUnit.MILLISECONDS)));
    }

    Duration now() {
        return Duration.ofNanos(nanos.getAsLong());
    }
}
