package io.github.trackflux.view;

import java.time.Duration;
import java.util.Optional;

/**
 * What is in a feed's way now. It goes with the first answer that is one.
 *
 * @param kind what it is
 * @param code the exchange's own code, where it gave one
 * @param pause how long nothing will be sent for it, as of the health that carries it; zero if it tries on
 */
public record Trouble(Kind kind, Optional<String> code, Duration pause) {
    /** The closed set of what can be in the way. */
    public enum Kind {
        /** More calls were counted than the exchange allows this user. */
        THROTTLED,
        /** The exchange refuses this machine's address. */
        BANNED,
        /** The exchange is being upgraded, or has suspended the service. */
        MAINTENANCE,
        /** The exchange finds the time of the calls wrong, also after it was measured anew. */
        CLOCK,
        /** Answers cannot be read. */
        DECODE,
        /** The exchange refuses with a code that is not known here: report it, please. */
        UNKNOWN_CODE,
        /** Calls do not reach the exchange, or get no whole answer. */
        TRANSPORT,
        /** The exchange fails to answer. */
        SERVER,
        /** A key that worked is refused. */
        KEY,
        /** A query that worked is refused: the exchange has changed. */
        PARAMETER,
        /** The feed has ended with an error. */
        ENDED
    }

    public Trouble {
        if (pause.isNegative()) {
            throw new IllegalArgumentException("pause must not be negative, was " + pause);
        }
    }

    public static Trouble of(Kind kind) {
        return new Trouble(kind, Optional.empty(), Duration.ZERO);
    }

    Trouble after(Duration silence) {
        Duration rest = pause.minus(silence);
        return new Trouble(kind, code, rest.isNegative() ? Duration.ZERO : rest);
    }
}
