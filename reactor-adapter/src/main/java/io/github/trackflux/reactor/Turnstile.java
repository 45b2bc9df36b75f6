package io.github.trackflux.reactor;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Lets calls through while fewer than so many slots are taken: first come, first served within a queue, and in turn among
 * queues, so that who asks for much waits for no more than its share. May be closed for a time, and narrowed to one call;
 * what is changed counts as soon as the next pass is given back.
 */
final class Turnstile {
    /** A little more than the second that a server counts over. */
    private static final Duration PERIOD = Duration.ofMillis(1010);

    private final Time time;
    private final Slots slots;
    private final Deque<Queue> turns = new ArrayDeque<>();
    private final Deque<Waiter> prepaid = new ArrayDeque<>();
    private int width;
    private boolean single;
    private int out;
    private long passed;
    private Duration opens = Duration.ZERO;
    private boolean wakeUpScheduled;
    private boolean serving;

    Turnstile(int width, Time time) {
        this.width = width;
        this.time = time;
        this.slots = new Slots(PERIOD, time);
    }

    /** Those who are served one after the other. May keep a pass for the next of them. */
    final class Queue {
        private final Deque<Waiter> waiting = new ArrayDeque<>();
        private @Nullable Pass kept;
        private boolean ended;

        /** A pass, as soon as one is free and it is this queue's turn. Cancelling while waiting costs nothing. */
        Mono<Pass> acquire() {
            return Mono.create(sink -> {
                Waiter waiter = new Waiter(this, sink);
                enter(waiter);
                sink.onCancel(() -> forget(waiter));
                drain();
            });
        }

        /** Completes when a pass is there and kept for whoever acquires next: the moment to decide what is worth it. */
        Mono<Void> reserve() {
            return acquire().doOnNext(this::keep).then();
        }

        private void keep(Pass pass) {
            synchronized (Turnstile.this) {
                if (!ended && kept == null) {
                    kept = pass;
                    return;
                }
            }
            pass.unused();
        }

        /** Gives back what is kept. */
        void release() {
            Pass given = taken();
            if (given != null) {
                given.unused();
            }
        }

        /** Keeps nothing any more. */
        void end() {
            synchronized (Turnstile.this) {
                ended = true;
            }
            release();
        }

        private @Nullable Pass taken() {
            synchronized (Turnstile.this) {
                Pass given = kept;
                kept = null;
                return given;
            }
        }
    }

    private static final class Waiter {
        private final Queue queue;
        private final MonoSink<Pass> sink;
        private @Nullable Pass granted;

        Waiter(Queue queue, MonoSink<Pass> sink) {
            this.queue = queue;
            this.sink = sink;
        }
    }

    /** The right to send one call. Give it back in exactly one of three ways; more do nothing. */
    final class Pass {
        private final Bucket slot;
        private final int taken;
        private final long number;
        private boolean back;

        private Pass(Bucket slot, int taken, long number) {
            this.slot = slot;
            this.taken = taken;
            this.number = number;
        }

        /** How many slots were taken when it was given, its own among them. */
        int taken() {
            return taken;
        }

        /** How many calls, this one among them, the server may have counted within the second before it counted this. */
        int counted() {
            synchronized (Turnstile.this) {
                return taken + (int) (passed - number);
            }
        }

        /** The call was never sent. */
        void unused() {
            if (settle()) {
                release(false);
            }
        }

        /** The call has been counted. */
        void spent() {
            if (settle()) {
                release(true);
            }
        }

        /** The call is given up, and may be counted at any time until then. */
        void spentAfter(Duration delay) {
            if (settle()) {
                time.scheduler().schedule(() -> release(true), delay.toMillis(), TimeUnit.MILLISECONDS);
                // Whoever may only go alone may go now.
                drain();
            }
        }

        private boolean settle() {
            synchronized (Turnstile.this) {
                boolean first = !back;
                back = true;
                out -= first ? 1 : 0;
                return first;
            }
        }

        private void release(boolean spent) {
            synchronized (Turnstile.this) {
                if (spent) {
                    slots.spent(slot);
                } else {
                    slots.unused(slot);
                }
            }
            drain();
        }
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

    private synchronized void enter(Waiter waiter) {
        Queue queue = waiter.queue;
        if (queue.kept != null && closedFor().isZero()) {
            waiter.granted = queue.kept;
            queue.kept = null;
            prepaid.addLast(waiter);
            return;
        }
        queue.waiting.addLast(waiter);
        if (queue.waiting.size() == 1) {
            turns.addLast(queue);
        }
    }

    /** Runs exactly if the waiter was not given its pass: a sink that is cancelled as it is served drops what it gets. */
    private void forget(Waiter waiter) {
        Pass granted;
        synchronized (this) {
            prepaid.remove(waiter);
            if (waiter.queue.waiting.remove(waiter) && waiter.queue.waiting.isEmpty()) {
                turns.remove(waiter.queue);
            }
            granted = waiter.granted;
        }
        if (granted != null) {
            granted.unused();
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
            for (Waiter next = next(); next != null; next = next()) {
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
    private synchronized @Nullable Waiter next() {
        if (!prepaid.isEmpty()) {
            return prepaid.removeFirst();
        }
        int taken = slots.taken();
        boolean open = taken < width && !(single && out > 0) && closedFor().isZero();
        if (turns.isEmpty() || !open) {
            serving = false;
            scheduleWakeUp();
            return null;
        }
        Queue queue = turns.removeFirst();
        Waiter next = queue.waiting.removeFirst();
        if (!queue.waiting.isEmpty()) {
            turns.addLast(queue);
        }
        out++;
        next.granted = new Pass(slots.take(), taken + 1, ++passed);
        return next;
    }

    /**
     * Also if nobody waits: what the scheduler holds is not collected, and so whoever comes next still finds what was
     * spent, and for how long it is closed.
     */
    private void scheduleWakeUp() {
        if (wakeUpScheduled) {
            return;
        }
        long closed = closedFor().toNanos();
        // All out: the next one that comes back looks again.
        long soonest = closed > 0 ? closed : slots.nanosToNext();
        if (soonest < Long.MAX_VALUE) {
            wakeUpScheduled = true;
            time.scheduler().schedule(this::wakeUp, soonest, TimeUnit.NANOSECONDS);
        }
    }

    private void wakeUp() {
        synchronized (this) {
            wakeUpScheduled = false;
        }
        drain();
    }
}
