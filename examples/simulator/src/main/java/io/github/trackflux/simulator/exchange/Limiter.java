package io.github.trackflux.simulator.exchange;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * At most so many calls in any sliding second: the moments of the last admitted calls, the strictest reading of "10
 * times a second". A call exactly one second after another is no longer in its second. A refused call does not count.
 */
final class Limiter {

    private static final long SECOND = 1_000_000_000;

    private final Deque<Long> admitted = new ArrayDeque<>();

    /** Counts a call, if the limit still has room for it. */
    boolean admit(long now, int limit) {
        if (remaining(now, limit) == 0) {
            return false;
        }
        admitted.add(now);
        return true;
    }

    /** How many more calls would be admitted now. */
    int remaining(long now, int limit) {
        Long oldest = admitted.peek();
        while (oldest != null && now - oldest >= SECOND) {
            admitted.remove();
            oldest = admitted.peek();
        }
        return Math.max(0, limit - admitted.size());
    }
}
