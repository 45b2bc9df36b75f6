package io.github.trackflux.reactor.simulation;

import java.util.Arrays;

/** The strictest reading of "so many times a second": the moments of the last calls, as they arrive. */
final class RateCheck {
    private static final long SECOND = 1_000_000_000;

    private final long[] last;
    private int next;

    RateCheck(int limit) {
        this.last = new long[limit];
        Arrays.fill(last, Long.MIN_VALUE / 2);
    }

    boolean allows(long now) {
        boolean allowed = now - last[next] >= SECOND;
        last[next] = now;
        next = (next + 1) % last.length;
        return allowed;
    }
}
