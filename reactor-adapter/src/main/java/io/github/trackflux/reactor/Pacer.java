package io.github.trackflux.reactor;

import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * Spaces calls evenly over the budget, so that the longest blind time is the mean one. A slot comes back one second and a
 * little after its answer, so the even distance is the time that a slot is away, divided by the slots that there are now;
 * it is measured as calls go, since only the round trip is unknown. Not thread-safe.
 */
final class Pacer {
    private static final double AWAY = Turnstile.PERIOD.toNanos();
    private static final double WEIGHT = 0.1;
    /** A little closer than even: whoever comes too late for a slot must be able to catch up. */
    private static final double CLOSER = 0.98;

    private final IntSupplier slots;
    private double roundTrip = Duration.ofMillis(50).toNanos();
    private long last = Long.MIN_VALUE / 2;

    Pacer(IntSupplier slots) {
        this.slots = slots;
    }

    /** How long to wait before the next call. */
    Duration pause(Duration now) {
        long distance = (long) (CLOSER * (AWAY + roundTrip) / slots.getAsInt());
        return Duration.ofNanos(Math.max(0, last + distance - now.toNanos()));
    }

    /** How many calls a second can be sent. */
    double rate() {
        return slots.getAsInt() * 1e9 / (AWAY + roundTrip);
    }

    void sent(Duration at) {
        last = at.toNanos();
    }

    void answered(Duration took) {
        roundTrip += WEIGHT * (took.toNanos() - roundTrip);
    }
}
