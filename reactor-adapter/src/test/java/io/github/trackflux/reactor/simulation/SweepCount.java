package io.github.trackflux.reactor.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When sweeps ended, as views tell it: to know what three complete ones should have shown. Pages tell nothing, since the
 * first page and the last are also read for their own sake.
 */
final class SweepCount {
    /**
     * Three that are over; the one that was on its way when the first of them began; and the one after that, which may
     * begin while its last page, not known of at first, is still to be asked for.
     */
    private static final int NEEDED = 5;

    private final long slack;
    private final int needed;
    private final Deque<Long> ends = new ArrayDeque<>();
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

    /** A view was told. */
    void ended(long now) {
        ends.addLast(now);
        if (ends.size() > needed) {
            sure = ends.removeFirst() - slack;
        }
    }

    /** What was open from this moment on has been seen by now, or missed. */
    long sureSince() {
        return sure;
    }
}
