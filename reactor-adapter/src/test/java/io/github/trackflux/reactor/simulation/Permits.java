package io.github.trackflux.reactor.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The budget's arithmetic without its buckets: a permit comes back a second and 10 ms after its answer. */
final class Permits {
    private static final long AWAY = Duration.ofMillis(1010).toNanos();

    private final Deque<Long> back = new ArrayDeque<>();
    private int free;

    Permits(int slots) {
        this.free = slots;
    }

    boolean take(long now) {
        while (!back.isEmpty() && back.peekFirst() <= now) {
            back.removeFirst();
            free++;
        }
        if (free == 0) {
            return false;
        }
        free--;
        return true;
    }

    void untake() {
        free++;
    }

    void answered(long now) {
        back.addLast(now + AWAY);
    }

    /** When the next one is free, if it is known already. */
    long nextFree() {
        return back.isEmpty() ? Long.MAX_VALUE : back.peekFirst();
    }
}
