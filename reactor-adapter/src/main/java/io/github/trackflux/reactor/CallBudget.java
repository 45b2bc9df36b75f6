package io.github.trackflux.reactor;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * What permits a call: as many slots as calls are allowed in a second. A slot is busy while its call is out, and stays so
 * until one second and 10 ms after the answer has arrived.
 *
 * <p>Why after the answer: the server counted the call before it answered, so when the slot is free again that call has
 * left the server's second, whatever the network did on the way. A bucket that refills by the clock lets twice as many
 * through, and one that is spent at sending is undone by jitter. Each slot is a bucket of one token, spent when the answer
 * arrives: together they equal a log of the last calls.
 */
final class CallBudget {
    private static final Duration PERIOD = Duration.ofMillis(1010);
    /** How long a call that was never answered may still be counted by a server that wakes up. */
    private static final Duration UNANSWERED = Duration.ofSeconds(10);

    private final Time time;
    private final List<Slot> slots = new ArrayList<>();
    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private boolean wakeUpScheduled;
    private boolean serving;

    CallBudget(int callsPerSecond, Time time) {
        this.time = time;
        TimeMeter meter = new Meter(time);
        for (int i = 0; i < callsPerSecond; i++) {
            slots.add(new Slot(Bucket.builder()
                    .withCustomTimePrecision(meter)
                    .addLimit(limit -> limit.capacity(1).refillGreedy(1, PERIOD))
                    .build()));
        }
    }

    private static final class Slot {
        private final Bucket bucket;
        private boolean busy;

        Slot(Bucket bucket) {
            this.bucket = bucket;
        }
    }

    private static final class Waiter {
        private final MonoSink<Permit> sink;
        private @Nullable Permit granted;

        Waiter(MonoSink<Permit> sink) {
            this.sink = sink;
        }
    }

    private record Meter(Time time) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return time.nanos().getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    /** The right to send one call. Give it back in exactly one of three ways; more do nothing. */
    final class Permit {
        private final Slot slot;
        private boolean back;

        private Permit(Slot slot) {
            this.slot = slot;
        }

        /** The call was never sent. */
        void unused() {
            if (settle()) {
                release(false);
            }
        }

        /** The answer has arrived. */
        void answered() {
            if (settle()) {
                release(true);
            }
        }

        /** No answer came; the server may count the call at any time until it surely has. */
        void unanswered() {
            if (settle()) {
                time.scheduler().schedule(() -> release(true), UNANSWERED.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private boolean settle() {
            synchronized (CallBudget.this) {
                boolean first = !back;
                back = true;
                return first;
            }
        }

        private void release(boolean spent) {
            synchronized (CallBudget.this) {
                slot.busy = false;
                if (spent) {
                    slot.bucket.tryConsume(1);
                }
            }
            drain();
        }
    }

    /**
     * A permit, as soon as one is free. First come, first served.
     *
     * <p>Cancelling while waiting costs nothing; a permit that comes too late for its subscriber is free again at once.
     */
    Mono<Permit> acquire() {
        return Mono.create(sink -> {
            Waiter waiter = new Waiter(sink);
            synchronized (this) {
                waiting.addLast(waiter);
            }
            sink.onCancel(() -> forget(waiter));
            drain();
        });
    }

    /** Completes when a permit is free, without taking it: the moment to decide what is worth it. */
    Mono<Void> whenFree() {
        return acquire().doOnNext(Permit::unused).then();
    }

    synchronized int size() {
        return slots.size();
    }

    /** Lowers the limit, if it is higher. A call that is out in a slot too many may end; its slot gives no further permit. */
    synchronized void atMost(int callsPerSecond) {
        while (slots.size() > callsPerSecond) {
            slots.remove(slots.size() - 1);
        }
    }

    /** Runs exactly if the waiter was not given its permit: a sink that is cancelled as it is served drops what it gets. */
    private void forget(Waiter waiter) {
        Permit granted;
        synchronized (this) {
            waiting.remove(waiter);
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

    /** The next waiter with its permit; null ends the serving, under the same lock that found nothing to serve. */
    private synchronized @Nullable Waiter next() {
        Slot slot = free();
        if (waiting.isEmpty() || slot == null) {
            serving = false;
            scheduleWakeUp();
            return null;
        }
        slot.busy = true;
        Waiter next = waiting.removeFirst();
        next.granted = new Permit(slot);
        return next;
    }

    private @Nullable Slot free() {
        for (Slot slot : slots) {
            if (!slot.busy && slot.bucket.getAvailableTokens() > 0) {
                return slot;
            }
        }
        return null;
    }

    private void scheduleWakeUp() {
        if (wakeUpScheduled || waiting.isEmpty()) {
            return;
        }
        long soonest = Long.MAX_VALUE;
        for (Slot slot : slots) {
            if (!slot.busy) {
                long wait = slot.bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
                soonest = Math.min(soonest, wait);
            }
        }
        // All busy: the next one that comes back looks again.
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
