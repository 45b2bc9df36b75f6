package io.github.trackflux.reactor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The server's time, as far as its answers tell: the median of the last nine offsets between its clock and the middle of
 * a call, on a monotonic base, so that a step of this machine's clock changes nothing. Only stamps and signatures use it.
 */
final class ServerClock {
    private static final int SAMPLES = 9;
    private static final Duration JUMP = Duration.ofSeconds(5);

    private final Deque<Duration> samples = new ArrayDeque<>();
    private volatile Duration offset;

    ServerClock(Time time) {
        this.offset = sinceEpoch(time.wall().get()).minus(time.now());
    }

    /** The server's time at a moment of the monotonic clock. */
    Instant at(Duration moment) {
        return Instant.EPOCH.plus(moment.plus(offset));
    }

    /** Learns from an answer that the server stamped between these two moments. */
    synchronized void learn(Instant stamp, Duration sent, Duration received) {
        Duration middle = sent.plus(received).dividedBy(2);
        Duration sample = sinceEpoch(stamp).minus(middle);
        // A machine that slept, or whose first guess was wrong: old samples tell nothing then.
        if (sample.minus(offset).abs().compareTo(JUMP) > 0) {
            samples.clear();
        }
        samples.addLast(sample);
        if (samples.size() > SAMPLES) {
            samples.removeFirst();
        }
        offset = samples.stream().sorted().skip(samples.size() / 2).findFirst().orElse(sample);
    }

    private static Duration sinceEpoch(Instant instant) {
        return Duration.between(Instant.EPOCH, instant);
    }
}
