package io.github.trackflux.reactor;

import io.github.bucket4j.Bucket;
import java.time.Duration;

/** The right to send one call through a turnstile. Give it back in exactly one of three ways; more do nothing. */
final class Pass {
    private final Turnstile turnstile;
    private final Bucket slot;
    private final int taken;
    private final long number;
    private boolean back;

    Pass(Turnstile turnstile, Bucket slot, int taken, long number) {
        this.turnstile = turnstile;
        this.slot = slot;
        this.taken = taken;
        this.number = number;
    }

    /** How many slots were taken when it was granted, its own among them. */
    int taken() {
        return taken;
    }

    /** How many calls, this one among them, the server may have counted within the second before it counted this. */
    int counted() {
        return taken + (int) (turnstile.granted() - number);
    }

    /** The call was never sent. */
    void unused() {
        if (settle()) {
            turnstile.unused(slot);
        }
    }

    /** The call has been counted. */
    void spent() {
        if (settle()) {
            turnstile.spent(slot);
        }
    }

    /** The call is given up, and may be counted at any time until then. */
    void spentAfter(Duration delay) {
        if (settle()) {
            turnstile.spentAfter(slot, delay);
        }
    }

    private synchronized boolean settle() {
        boolean first = !back;
        back = true;
        return first;
    }
}
