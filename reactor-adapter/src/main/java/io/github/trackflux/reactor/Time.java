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
 * @param watch the same for what watches over that: another thread, which what is due cannot hold up
 * @param nanos monotonic nanoseconds since an origin of its own
 * @param wall this machine's idea of the date
 * @param chance from 0 to less than 1, anew each time
 */
record Time(Scheduler scheduler, Scheduler watch, LongSupplier nanos, Supplier<Instant> wall, DoubleSupplier chance) {
    Time(Scheduler scheduler, LongSupplier nanos, Supplier<Instant> wall, DoubleSupplier chance) {
        this(scheduler, scheduler, nanos, wall, chance);
    }

    /** A moment on both clocks. */
    record Moment(Duration monotonic, Instant wall) {}

    static Time system() {
        long origin = System.nanoTime();
        return new Time(
                Schedulers.parallel(),
                Schedulers.single(),
                () -> System.nanoTime() - origin,
                Instant::now,
                Time::anything);
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

    Moment moment() {
        return new Moment(now(), wall.get());
    }

    /** How old what happened then is: by whichever clock says more, since the monotonic one may stand still in a sleep. */
    Duration since(Moment then) {
        return now().minus(then.monotonic()).plus(asleep(then));
    }

    /** How much longer ago that was by the date; zero if the date was set back. */
    Duration asleep(Moment then) {
        Duration more = Duration.between(then.wall(), wall.get()).minus(now().minus(then.monotonic()));
        return more.isNegative() ? Duration.ZERO : more;
    }

    /** A random wait up to a bound that doubles with each try before: many clients must not come back as one. */
    Duration jittered(Duration first, long before, Duration most) {
        return Duration.ofNanos((long) (bound(first, before, most) * chance.getAsDouble()));
    }

    /** Half of such a bound to all of it: where coming back at once would help nobody. */
    Duration spread(Duration first, long before, Duration most) {
        return Duration.ofNanos((long) (bound(first, before, most) * (1 + chance.getAsDouble()) / 2));
    }

    /** Three to five quarters of it: many clients must not stay in step. */
    Duration around(Duration wait) {
        return Duration.ofNanos((long) (wait.toNanos() * (0.75 + chance.getAsDouble() / 2)));
    }

    private static long bound(Duration first, long before, Duration most) {
        return Math.min(most.toNanos(), first.toNanos() << Math.min(before, 20));
    }
}
