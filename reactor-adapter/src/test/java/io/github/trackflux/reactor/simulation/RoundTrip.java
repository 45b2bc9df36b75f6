package io.github.trackflux.reactor.simulation;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a call takes: uniform within {@code jitter} around {@code base}, half of it on the way out.
 *
 * @param base mean time from sending to the whole answer
 * @param jitter at most so much more or less
 */
public record RoundTrip(Duration base, Duration jitter) {
    public static RoundTrip millis(long base, long jitter) {
        return new RoundTrip(Duration.ofMillis(base), Duration.ofMillis(jitter));
    }

    long longest() {
        return base.plus(jitter).toNanos();
    }

    /** Nanoseconds of one way, drawn anew for each. */
    public long oneWay(RandomGenerator random) {
        long spread = jitter.toNanos() / 2;
        return base.toNanos() / 2 - spread + (spread == 0 ? 0 : random.nextLong(2 * spread + 1));
    }
}
