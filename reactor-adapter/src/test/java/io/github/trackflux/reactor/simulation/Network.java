package io.github.trackflux.reactor.simulation;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How calls travel: quietly in the end, until then with trouble.
 *
 * @param quiet how long a call takes once all is quiet
 * @param troubled how long until then
 * @param lost share of the ways, until then, on which a call or its answer is lost
 * @param until when all gets quiet, from the start
 */
public record Network(RoundTrip quiet, RoundTrip troubled, double lost, Duration until) {
    /** After how long a call is given up. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** The delay of what never arrives. */
    public static final long NEVER = Long.MAX_VALUE;

    public static Network quiet(RoundTrip roundTrip) {
        return new Network(roundTrip, roundTrip, 0, Duration.ZERO);
    }

    public Network troubled(RoundTrip roundTrip, double lost, Duration until) {
        return new Network(quiet, roundTrip, lost, until);
    }

    /** Nanoseconds of one way that begins now, or {@link #NEVER}. */
    public long oneWay(RandomGenerator random, long now) {
        if (now >= until.toNanos()) {
            return quiet.oneWay(random);
        }
        return lost > 0 && random.nextDouble() < lost ? NEVER : troubled.oneWay(random);
    }

    long longest() {
        return Math.max(quiet.longest(), troubled.longest());
    }
}
