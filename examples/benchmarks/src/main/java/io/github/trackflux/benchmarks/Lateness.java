package io.github.trackflux.benchmarks;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** How much later than an interval after the one before polls were answered, counted in milliseconds. */
final class Lateness {
    private static final int MOST = 10_000;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(MOST + 1);

    void add(long nanos) {
        counts.incrementAndGet((int) Math.max(0, Math.min(MOST, nanos / 1_000_000)));
    }

    long count() {
        long all = 0;
        for (int i = 0; i <= MOST; i++) {
            all += counts.get(i);
        }
        return all;
    }

    /** So many milliseconds or less for this share of polls. */
    int percentile(double share) {
        long due = Math.max(1, Math.round(share * count()));
        int at = -1;
        for (long seen = 0; seen < due && at < MOST; ) {
            seen += counts.get(++at);
        }
        return Math.max(0, at);
    }
}
