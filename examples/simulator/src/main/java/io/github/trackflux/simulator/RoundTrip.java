package io.github.trackflux.simulator;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a call is on its way, there and back.
 *
 * <p>Half of it passes before the exchange counts and answers the call, half after; each half varies by half of the
 * jitter, on its own.
 *
 * @param mean of the whole round trip
 * @param jitter how much longer or shorter it may be, uniformly
 */
record RoundTrip(Duration mean, Duration jitter) {

    static final RoundTrip NONE = new RoundTrip(Duration.ZERO, Duration.ZERO);

    RoundTrip {
        if (mean.isNegative() || jitter.isNegative()) {
            throw new IllegalArgumentException("round trip and jitter must be 0 or more: " + mean + ", " + jitter);
        }
    }

    /** Draws one way in nanoseconds. */
    long leg(RandomGenerator random) {
        double drawn = mean.toNanos() + (2 * random.nextDouble() - 1) * jitter.toNanos();
        return Math.max(0, (long) (drawn / 2));
    }
}
