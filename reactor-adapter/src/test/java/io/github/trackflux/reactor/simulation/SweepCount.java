package io.github.trackflux.reactor.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/** When sweeps began, as far as calls show it: to know what three complete ones should have shown. */
final class SweepCount {
    /** Three that are over, the one after them, and one whose last page may still be asked for. */
    private static final int NEEDED = 5;

    private final long slack;
    private final Deque<Long> starts = new ArrayDeque<>();
    private long sure = Long.MIN_VALUE / 2;

    SweepCount(long slack) {
        this.slack = slack;
    }

    void began(long now) {
        starts.addLast(now);
    }

    /** What was open from this moment on must have been seen by now. */
    long sureSince(long now) {
        while (starts.size() >= NEEDED && last(NEEDED) + slack <= now) {
            sure = starts.removeFirst();
        }
        return sure;
    }

    private long last(int place) {
        int i = 0;
        for (long start : starts) {
            if (++i == place) {
                return start;
            }
        }
        throw new IllegalStateException("fewer than " + place);
    }
}
