package io.github.trackflux.reactor;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What calls take, one each: a bucket of one token, which is spent when the answer arrives and is there again a period
 * later. Together they equal a log of the last calls, which no single bucket does. Made as they are needed, and few kept
 * that are not: a thousand users who poll once a second need two each. Not thread-safe.
 */
final class Slots {
    private static final int KEPT = 2;

    private final TimeMeter meter;
    private final Duration period;
    private final Deque<Bucket> free = new ArrayDeque<>();
    /** In the order in which their tokens come back. */
    private final Deque<Bucket> cooling = new ArrayDeque<>();

    private int busy;

    Slots(Duration period, Time time) {
        this.period = period;
        this.meter = new Meter(time);
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

    /** How many are not free: their calls are out, or were answered less than a period ago. */
    int taken() {
        while (!cooling.isEmpty() && cooling.peekFirst().getAvailableTokens() > 0) {
            keep(cooling.removeFirst());
        }
        return busy + cooling.size();
    }

    /** A free one, or a new one. */
    Bucket take() {
        busy++;
        return free.isEmpty() ? made() : free.removeFirst();
    }

    /** Its call was not sent. */
    void unused(Bucket slot) {
        busy--;
        keep(slot);
    }

    private void keep(Bucket slot) {
        if (free.size() < KEPT) {
            free.addLast(slot);
        }
    }

    /** Its call was counted by now at the latest. */
    void spent(Bucket slot) {
        busy--;
        slot.tryConsume(1);
        cooling.addLast(slot);
    }

    /** How long until the next comes back; longest if all that are taken are still out. */
    long nanosToNext() {
        return cooling.isEmpty()
                ? Long.MAX_VALUE
                : cooling.peekFirst().estimateAbilityToConsume(1).getNanosToWaitForRefill();
    }

    private Bucket made() {
        return Bucket.builder()
                .withCustomTimePrecision(meter)
                .addLimit(limit -> limit.capacity(1).refillGreedy(1, period))
                .build();
    }
}
