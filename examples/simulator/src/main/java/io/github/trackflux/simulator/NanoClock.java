package io.github.trackflux.simulator;

import java.time.Duration;
import java.time.Instant;

/** Tells the exchange's time. */
@FunctionalInterface
public interface NanoClock {

    /** Returns nanoseconds since the epoch; never less than before. */
    long now();

    /** Returns the time of day as it is now, moved on by the machine's monotonic clock: no time step ever shows. */
    static NanoClock system() {
        Instant start = Instant.now();
        long base = start.getEpochSecond() * 1_000_000_000L + start.getNano() - System.nanoTime();
        return () -> base + System.nanoTime();
    }

    /** Returns this clock set ahead, or back if negative. */
    default NanoClock ahead(Duration offset) {
        long nanos = offset.toNanos();
        return () -> now() + nanos;
    }
}
