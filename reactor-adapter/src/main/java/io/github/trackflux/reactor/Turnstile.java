package io.github.trackflux.reactor;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Lets calls through while fewer than so many slots are taken, lanes in turn. May be closed for a time, and narrowed to
 * one call; what is changed counts as soon as the next pass is given back.
 */
final class Turnstile {
    /** A little more than the second that a server counts over. */
    static final Duration PERIOD = Duration.ofMillis(1010);

    /** The budget that this is part of: whoever holds this, as a task of the scheduler does, holds that too. */
    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private final Object owner;

    private final Time time;
    private final Slots slots;
    private final Turns turns = new Turns();
    /** They have their pass, which was kept for them. */
    private final Deque<Lane.Waiter> prepaid = new ArrayDeque<>();

    private int width;
    private boolean single;
    private int out;
    private long granted;
    private Duration opens = Duration.ZERO;
    private @Nullable Alarm alarm;
    private boolean serving;

    private record Alarm(long at) {}

    Turnstile(int width, Time time, Object owner) {
        this.width = width;
        this.owner = owner;
        this.time = time;
        this.slots = new Slots(PERIOD, time);
    }

    Mono<Pass> acquire(Lane lane) {
        return Mono.create(sink -> {
            Lane.Waiter waiter = new Lane.Waiter(lane, sink);
            enter(waiter);
            sink.onCancel(() -> forget(waiter));
            drain();
        });
    }

    void keep(Lane lane, Pass pass) {
        synchronized (this) {
            if (!lane.ended && lane.kept == null) {
                lane.kept = pass;
                return;
            }
        }
        pass.unused();
    }

    void release(Lane lane) {
        Pass kept = taken(lane);
        if (kept != null) {
            kept.unused();
        }
    }

    void end(Lane lane) {
        synchronized (this) {
            lane.ended = true;
        }
        release(lane);
    }

    private synchronized @Nullable Pass taken(Lane lane) {
        Pass kept = lane.kept;
        lane.kept = null;
        return kept;
    }

    /** Lets so many through in any second from now on. Whatever is out ends as it may. */
    synchronized void width(int slotsTaken) {
        width = slotsTaken;
    }

    /** Lets one call out at a time from now on, or as many as there are slots. */
    synchronized void single(boolean one) {
        single = one;
    }

    /** Lets nobody through until then. */
    synchronized void close(Duration until) {
        opens = until.compareTo(opens) > 0 ? until : opens;
    }

    /** For how long nobody is let through; zero if it is open. */
    synchronized Duration closedFor() {
        Duration left = opens.minus(time.now());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** How many passes it has granted so far. */
    synchronized long granted() {
        return granted;
    }

    void unused(Bucket slot) {
        synchronized (this) {
            out--;
            slots.unused(slot);
        }
        drain();
    }

    void spent(Bucket slot) {
        synchronized (this) {
            out--;
            slots.spent(slot);
        }
        drain();
    }

    void spentAfter(Bucket slot, Duration delay) {
        synchronized (this) {
            // Given up: whoever may only go alone may go now.
            out--;
        }
        time.scheduler().schedule(() -> late(slot), delay.toMillis(), TimeUnit.MILLISECONDS);
        drain();
    }

    private void late(Bucket slot) {
        synchronized (this) {
            slots.spent(slot);
        }
        drain();
    }

    private void enter(Lane.Waiter waiter) {
        Pass kept;
        synchronized (this) {
            Lane lane = waiter.lane;
            kept = taken(lane);
            if (kept != null && closedFor().isZero()) {
                waiter.granted = kept;
                prepaid.addLast(waiter);
                return;
            }
            turns.add(waiter);
        }
        if (kept != null) {
            // Whoever waits for a pass must not hold one: with few slots it would wait for itself.
            kept.unused();
        }
    }

    /** Runs exactly if the waiter was not given its pass: a sink that is cancelled as it is served drops what it gets. */
    private void forget(Lane.Waiter waiter) {
        Pass pass;
        synchronized (this) {
            prepaid.remove(waiter);
            turns.remove(waiter);
            pass = waiter.granted;
        }
        if (pass != null) {
            pass.unused();
        }
    }

    private void drain() {
        synchronized (this) {
            // One at a time: a subscriber that gives back at once must not nest, and nobody may overtake.
            if (serving) {
                return;
            }
            serving = true;
        }
        boolean done = false;
        try {
            for (Lane.Waiter next = next(); next != null; next = next()) {
                // Outside the lock: it runs the subscriber.
                next.sink.success(next.granted);
            }
            done = true;
        } finally {
            // A subscriber that fails for good, out of memory say, must not end the serving of all others.
            if (!done) {
                stopServing();
            }
        }
    }

    private synchronized void stopServing() {
        serving = false;
    }

    /** The next waiter with its pass; null ends the serving, under the same lock that found nothing to serve. */
    private synchronized Lane.@Nullable Waiter next() {
        if (!prepaid.isEmpty()) {
            return prepaid.removeFirst();
        }
        int taken = slots.taken();
        boolean open = taken < width && !(single && out > 0) && closedFor().isZero();
        Lane.Waiter next = open ? turns.next(time.now(), width) : null;
        if (next == null) {
            serving = false;
            scheduleWakeUp(open);
            return null;
        }
        out++;
        granted++;
        next.granted = new Pass(this, slots.take(), taken + 1, granted);
        return next;
    }

    /**
     * Also if nobody waits: what the scheduler holds is not collected, and with this its owner is not, and so whoever
     * comes next still finds what was spent, and for how long it is closed.
     */
    private void scheduleWakeUp(boolean open) {
        Duration now = time.now();
        long closed = closedFor().toNanos();
        // If all are out, the next one that comes back looks again.
        long soonest = closed > 0 ? closed : slots.nanosToNext();
        soonest = open ? Math.min(soonest, turns.nanosToNext(now, width)) : soonest;
        if (soonest < Long.MAX_VALUE && (alarm == null || now.toNanos() + soonest < alarm.at())) {
            Alarm earliest = new Alarm(now.toNanos() + soonest);
            alarm = earliest;
            time.scheduler().schedule(() -> wakeUp(earliest), soonest, TimeUnit.NANOSECONDS);
        }
    }

    @SuppressWarnings("ReferenceEquality") // this very alarm: another may have been set for the same time
    private void wakeUp(Alarm rung) {
        synchronized (this) {
            // Not by its time: a scheduler may be a little early.
            if (alarm == rung) {
                alarm = null;
            }
        }
        drain();
    }
}
