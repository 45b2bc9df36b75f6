package io.github.trackflux.reactor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Who is next: lanes in turn, and within a lane who came first.
 *
 * <p>Turns alone are not fair. Slots that were taken together come back together, and of ten the one feed that always has
 * calls waiting would take nine, if the other waits for an answer just then. So while there are several lanes, each keeps
 * a distance between its own calls, a little less than it would have with all slots for itself: slots that come together
 * drift apart, and nothing is lost. Not thread-safe.
 */
final class Turns {
    private static final Duration CONTENDED = Duration.ofSeconds(2);
    private static final double CLOSER = 0.9;

    private final Deque<Lane> order = new ArrayDeque<>();
    private @Nullable Lane latest;
    private Duration contendedUntil = Duration.ZERO;

    boolean isEmpty() {
        return order.isEmpty();
    }

    void add(Lane.Waiter waiter) {
        Lane lane = waiter.lane;
        lane.waiting.addLast(waiter);
        if (lane.waiting.size() == 1) {
            order.addLast(lane);
        }
    }

    void remove(Lane.Waiter waiter) {
        Lane lane = waiter.lane;
        if (lane.waiting.remove(waiter) && lane.waiting.isEmpty()) {
            order.remove(lane);
        }
    }

    /** The next who may go now, if somebody may; is let through by that. */
    Lane.@Nullable Waiter next(Duration now, int slots) {
        for (Iterator<Lane> lanes = order.iterator(); lanes.hasNext(); ) {
            Lane lane = lanes.next();
            if (wait(lane, now, slots) <= 0) {
                lanes.remove();
                return served(lane, now);
            }
        }
        return null;
    }

    /** How long until somebody may go; longest if nobody waits. */
    long nanosToNext(Duration now, int slots) {
        return order.stream().mapToLong(lane -> wait(lane, now, slots)).min().orElse(Long.MAX_VALUE);
    }

    private Lane.Waiter served(Lane lane, Duration now) {
        Lane.Waiter waiter = lane.waiting.removeFirst();
        if (!lane.waiting.isEmpty()) {
            order.addLast(lane);
        }
        if (lane != latest) {
            contendedUntil = latest == null ? contendedUntil : now.plus(CONTENDED);
            latest = lane;
        }
        lane.last = now;
        return waiter;
    }

    private long wait(Lane lane, Duration now, int slots) {
        Duration last = lane.last;
        if (last == null || contendedUntil.compareTo(now) <= 0) {
            return 0;
        }
        long distance = (long) (CLOSER * Turnstile.PERIOD.toNanos() / slots);
        return Math.max(0, last.toNanos() + distance - now.toNanos());
    }
}
