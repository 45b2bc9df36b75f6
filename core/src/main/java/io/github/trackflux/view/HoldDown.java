package io.github.trackflux.view;

import java.time.Duration;

/** How far behind a replica may be: as set, doubled by every close that had to be taken back, halved by a quiet hour. */
final class HoldDown {
    static final long MOST = Duration.ofSeconds(60).toNanos();
    private static final long FIRST_STEP = Duration.ofMillis(500).toNanos();
    private static final long QUIET = Duration.ofHours(1).toNanos();

    private final long base;
    private long current;
    private long changedAt;

    HoldDown(Duration base) {
        this.base = base.toNanos();
        this.current = this.base;
    }

    long at(long now) {
        while (current > base && now - changedAt >= QUIET) {
            current = Math.max(base, current / 2);
            changedAt += QUIET;
        }
        return current;
    }

    /** For how long it has been what it is. */
    long quiet(long now) {
        return Math.max(0, now - changedAt);
    }

    /** Takes over what a feed before this one had learned. Time in which nobody looked is not quiet. */
    void resume(long learned, long quiet, long now) {
        if (learned > base) {
            current = learned;
            changedAt = now - Math.min(quiet, QUIET);
        }
    }

    /** One incident may bring back hundreds of orders; it doubles once. */
    void raise(long now) {
        boolean sameIncident = current > base && now - changedAt <= current;
        if (!sameIncident) {
            current = Math.min(MOST, Math.max(FIRST_STEP, 2 * current));
            changedAt = now;
        }
    }
}
