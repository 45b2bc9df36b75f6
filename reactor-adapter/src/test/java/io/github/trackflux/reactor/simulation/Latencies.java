package io.github.trackflux.reactor.simulation;

import java.util.Arrays;

/** Delays counted by the millisecond, so that thousands of hours cost no memory and runs can be added up. */
public final class Latencies {
    private static final int MOST_MILLIS = 120_000;

    private final long[] counts = new long[MOST_MILLIS + 1];
    private long count;
    private long longest;

    void add(long nanos) {
        counts[(int) Math.min(MOST_MILLIS, Math.max(0, nanos / 1_000_000))]++;
        count++;
        longest = Math.max(longest, nanos / 1_000_000);
    }

    void add(Latencies other) {
        Arrays.setAll(counts, i -> counts[i] + other.counts[i]);
        count += other.count;
        longest = Math.max(longest, other.longest);
    }

    public long count() {
        return count;
    }

    /** The longest, in milliseconds. */
    public long longest() {
        return longest;
    }

    /** The delay in milliseconds that this share of all does not exceed; 0 if there is none. */
    public long quantile(double share) {
        long wanted = (long) Math.ceil(share * count);
        long seen = 0;
        for (int millis = 0; millis <= MOST_MILLIS; millis++) {
            seen += counts[millis];
            if (seen >= wanted && seen > 0) {
                return millis;
            }
        }
        return 0;
    }
}
