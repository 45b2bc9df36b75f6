package io.github.trackflux.reactor.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/** When sweeps began, as far as calls show it: to know what three complete ones should have shown. */
final class SweepCount {
    /** Three that are over, the one after them, and one whose last page may still be asked for. */
    private static final int NEEDED = 5;

    private final long slack;
    private final int needed;
    private final Deque<Long> starts = new ArrayDeque<>();
    private long sure = Long.MIN_VALUE / 2;

    /**
     * A count.
     *
     * @param slack how long a sweep may wait for its answers
     * @param lists how many lists take turns
     */
    SweepCount(long slack, int lists) {
        this.slack = slack;
        this.needed = NEEDED * lists;
    }

    void began(long now) {
        starts.addLast(now);
    }

    /** What was open from this moment on must have been seen by now. */
    long sureSince(long now) {
        while (starts.size() >= needed && last(needed) + slack <= now) {
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
