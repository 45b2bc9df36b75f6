package io.github.trackflux.reactor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's time, as far as its answers tell: the median of the last nine offsets between its clock and the middle of
 * a call, on a monotonic base, so that a step of this machine's clock changes nothing. Each sample may be wrong by half
 * its round trip. Once nine are in, the time moves towards their median by at most a twentieth of what has passed, unless
 * a sample is further off than its round trip can explain. Only stamps and signatures use it.
 */
final class ServerClock {
    private static final Logger LOG = LoggerFactory.getLogger(ServerClock.class);
    private static final int SAMPLES = 9;
    private static final int SLEW = 20;
    private static final Duration JUMP = Duration.ofSeconds(5);

    private final Time time;
    private final Deque<Duration> samples = new ArrayDeque<>();
    private Duration learned = Duration.ZERO;
    private boolean warned;
    private volatile Duration offset;

    ServerClock(Time time) {
        this.time = time;
        this.offset = sinceEpoch(time.wall().get()).minus(time.now());
    }

    /** The server's time at a moment of the monotonic clock. */
    Instant at(Duration moment) {
        return Instant.EPOCH.plus(moment.plus(offset));
    }

    /** Learns from an answer that the server stamped between these two moments. */
    synchronized void learn(Instant stamp, Duration sent, Duration received) {
        Duration half = part(received.minus(sent), 2);
        Duration sample = sinceEpoch(stamp).minus(sent.plus(half));
        // A machine that slept, or whose first guess was wrong: old samples tell nothing then.
        boolean jumped = sample.minus(offset).abs().compareTo(JUMP.plus(half)) > 0;
        if (jumped) {
            samples.clear();
            warn(stamp);
        }
        boolean steady = samples.size() == SAMPLES;
        samples.addLast(sample);
        if (steady) {
            samples.removeFirst();
        }
        Duration[] sorted = samples.toArray(Duration[]::new);
        Arrays.sort(sorted);
        Duration median = sorted[sorted.length / 2];
        offset = steady ? towards(median, part(received.minus(learned).abs(), SLEW)) : median;
        learned = received;
    }

    private Duration towards(Duration goal, Duration most) {
        Duration way = goal.minus(offset);
        if (way.abs().compareTo(most) <= 0) {
            return goal;
        }
        return way.isNegative() ? offset.minus(most) : offset.plus(most);
    }

    private void warn(Instant stamp) {
        Duration off = Duration.between(stamp, time.wall().get());
        if (!warned && off.abs().compareTo(JUMP) > 0) {
            warned = true;
            LOG.warn("This machine's clock is {} s off the exchange's, whose time is used", off.toMillis() / 1000);
        }
    }

    /** Of what is short: {@link Duration#dividedBy} reckons in decimals, and this is done for each answer. */
    private static Duration part(Duration whole, int parts) {
        return Duration.ofNanos(whole.toNanos() / parts);
    }

    private static Duration sinceEpoch(Instant instant) {
        return Duration.between(Instant.EPOCH, instant);
    }
}
