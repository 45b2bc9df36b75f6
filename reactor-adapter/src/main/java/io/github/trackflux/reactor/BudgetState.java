package io.github.trackflux.reactor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a budget stands.
 *
 * @param callsPerSecond how many calls are let through in any second now; less than was set while the exchange refuses
 *     more, at least 1
 * @param ceiling the most that it may become again
 * @param refusals how many calls the exchange has refused since the budget was made, because they were too many
 * @param closedUntil until when nothing is sent, if that is so: the exchange asked to wait, or refuses this machine
 */
public record BudgetState(int callsPerSecond, int ceiling, long refusals, Optional<Instant> closedUntil) {
    /** The same, if nothing is sent for so long from now on for another reason too. */
    BudgetState withClosed(Duration closed, Instant now) {
        if (closed.isZero()) {
            return this;
        }
        Instant until = now.plus(closed);
        return new BudgetState(
                callsPerSecond,
                ceiling,
                refusals,
                closedUntil.filter(until::isBefore).or(() -> Optional.of(until)));
    }
}
