package io.github.trackflux.reactor;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The one source of time, and of chance in it: what waits, what measures and what tells the date belong together, so that
 * a test can move all of them at once.
 *
 * @param scheduler runs what is due
 * @param nanos monotonic nanoseconds since an origin of its own
 * @param wall this machine's idea of the date
 * @param chance from 0 to less than 1, anew each time
 */
record Time(Scheduler scheduler, LongSupplier nanos, Supplier<Instant> wall, DoubleSupplier chance) {
    static Time system() {
        long origin = System.nanoTime();
        return new Time(Schedulers.parallel(), () -> System.nanoTime() - origin, Instant::now, Time::anything);
    }

    /** Time as a scheduler tells it; for virtual time. */
    static Time of(Scheduler scheduler) {
        return new Time(
                scheduler,
                () -> scheduler.now(TimeUnit.NANOSECONDS),
                () -> Instant.ofEpochMilli(scheduler.now(TimeUnit.MILLISECONDS)),
                Time::anything);
    }

    private static double anything() {
        return ThreadLocalRandom.current().nextDouble();
    }

    Duration now() {
        return Duration.ofNanos(nanos.getAsLong());
    }

    /** A random wait up to a bound that doubles with each try before: many clients must not come back as one. */
    Duration jittered(Duration first, long before, Duration most) {
        long bound = Math.min(most.toNanos(), first.toNanos() << Math.min(before, 20));
        return Duration.ofNanos((long) (bound * chance.getAsDouble()));
    }
}
