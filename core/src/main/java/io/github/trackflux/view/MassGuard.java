package io.github.trackflux.view;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts the closes of the last hold-down. More than ten, or a fifth of all orders, are more likely a server's fault than
 * a market's doing, and want a second kind of evidence: a narrower call that shows a witness, or three answers over three
 * seconds.
 */
final class MassGuard {
    private static final int FEW = 10;
    private static final int SHARE = 5;
    private static final int ANSWERS = 3;
    private static final long LASTING = Duration.ofSeconds(3).toNanos();

    private final Deque<Long> closes = new ArrayDeque<>();

    /** Whether that many more closes now would be too many to believe at once. */
    boolean doubts(int more, int open, long now, long holdDown) {
        while (!closes.isEmpty() && now - closes.peekFirst() > holdDown) {
            closes.removeFirst();
        }
        return closes.size() + more > Math.max(FEW, (open + closes.size()) / SHARE);
    }

    void closed(long now) {
        closes.addLast(now);
    }

    /** Counts an answer that lacks a doubted order; whether enough of them have by now. */
    boolean believes(Known known, long sent, long received) {
        if (known.massSweeps == 0) {
            known.massSince = received;
        }
        known.massSweeps++;
        return known.massSweeps >= ANSWERS && sent - known.massSince >= LASTING;
    }
}
