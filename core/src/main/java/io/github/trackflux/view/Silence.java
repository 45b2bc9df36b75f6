package io.github.trackflux.view;

import io.github.trackflux.call.CallTiming;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notices that nobody looked for long: from the receipt of one answer to the sending of the next. By whichever clock says
 * more, since the monotonic one stands still while a machine is suspended.
 */
final class Silence {
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final int ROUNDS = 10;

    private final Duration longest;
    private @Nullable CallTiming last;

    /** A silence in server time. */
    record Span(Instant from, Instant to) {}

    /**
     * Nothing has been heard yet.
     *
     * @param every the cadence; ten of it, and at least ten seconds, are no silence yet
     */
    Silence(Duration every) {
        Duration rounds = every.multipliedBy(ROUNDS);
        this.longest = rounds.compareTo(SHORTEST) > 0 ? rounds : SHORTEST;
    }

    /** Takes word of an answer; the silence that it ends, if that was long. */
    Optional<Span> heard(CallTiming timing) {
        CallTiming before = last;
        if (before == null || timing.received().compareTo(before.received()) > 0) {
            last = timing;
        }
        return before == null || !isLong(before, timing)
                ? Optional.empty()
                : Optional.of(new Span(before.receivedAt(), timing.sentAt()));
    }

    private boolean isLong(CallTiming before, CallTiming after) {
        Duration quiet = after.sent().minus(before.received());
        Duration quietAt = Duration.between(before.receivedAt(), after.sentAt());
        return quiet.compareTo(longest) > 0 || quietAt.compareTo(longest) > 0;
    }
}
