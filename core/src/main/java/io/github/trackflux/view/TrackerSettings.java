package io.github.trackflux.view;

import io.github.trackflux.page.Dialect;
import java.time.Duration;
import java.util.Optional;

/**
 * How to look, and how much to believe.
 *
 * @param every the least time from the start of one sweep to the start of the next; zero for as fast as the budget allows
 * @param holdDown how far behind a server's replica may be: zero to 60 s, 2 s by default. Delays only the close of an
 *     order younger than this
 * @param emptyGuard how long a list must stay empty, over three answers at least, before its orders are closed: 1 s by
 *     default
 * @param dialect how the server pages; empty to find out
 */
public record TrackerSettings(Duration every, Duration holdDown, Duration emptyGuard, Optional<Dialect> dialect) {
    // Before DEFAULT, which is checked against them.
    private static final Duration LONGEST_HOLD_DOWN = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** As fast as the budget allows, 2 s, 1 s, find out. */
    public static final TrackerSettings DEFAULT =
            new TrackerSettings(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(1), Optional.empty());

    public TrackerSettings {
        check("every", every, LONGEST);
        check("hold-down", holdDown, LONGEST_HOLD_DOWN);
        check("empty guard", emptyGuard, LONGEST_HOLD_DOWN);
    }

    public TrackerSettings withEvery(Duration every) {
        return new TrackerSettings(every, holdDown, emptyGuard, dialect);
    }

    public TrackerSettings withHoldDown(Duration holdDown) {
        return new TrackerSettings(every, holdDown, emptyGuard, dialect);
    }

    public TrackerSettings withEmptyGuard(Duration emptyGuard) {
        return new TrackerSettings(every, holdDown, emptyGuard, dialect);
    }

    public TrackerSettings withDialect(Dialect dialect) {
        return new TrackerSettings(every, holdDown, emptyGuard, Optional.of(dialect));
    }

    private static void check(String what, Duration value, Duration most) {
        if (value.isNegative() || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(what + " must be PT0S to " + most + ", was " + value);
        }
    }
}
