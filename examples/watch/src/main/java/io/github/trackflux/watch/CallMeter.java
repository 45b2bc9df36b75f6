package io.github.trackflux.watch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Counts what the exchange answered, at the moment of each answer. Safe for all threads. */
final class CallMeter {
    private static final long WINDOW = Duration.ofSeconds(10).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int TOO_MANY_REQUESTS = 429;

    private final LongSupplier nanos;
    private final Deque<Long> recent = new ArrayDeque<>();
    private long answered;
    private long refused;
    private long first;
    private long last;

    CallMeter(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * The calls so far.
     *
     * @param perSecond answered in the last ten seconds
     * @param overall answered a second, from the first answer to the last
     * @param refused answered with status 429: more than the exchange allows
     */
    record Calls(double perSecond, double overall, long refused) {}

    /** Takes an answer with this HTTP status. */
    synchronized void answered(int status) {
        if (status == TOO_MANY_REQUESTS) {
            refused++;
            return;
        }
        last = nanos.getAsLong();
        first = answered == 0 ? last : first;
        answered++;
        recent.addLast(last);
        forget(last);
    }

    synchronized Calls calls() {
        long now = nanos.getAsLong();
        forget(now);
        long span = Math.max(SECOND, Math.min(WINDOW, answered == 0 ? 0 : now - first));
        double overall = perSecond(Math.max(0, answered - 1), Math.max(SECOND, last - first));
        return new Calls(perSecond(recent.size(), span), overall, refused);
    }

    private static double perSecond(long calls, long span) {
        return (double) calls * SECOND / span;
    }

    private void forget(long now) {
        while (!recent.isEmpty() && now - recent.getFirst() > WINDOW) {
            recent.removeFirst();
        }
    }
}
