package io.github.trackflux.strategy;

import io.github.trackflux.model.PositionSide;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A decision that led to a trade on paper: a line of the decisions file.
 *
 * @param n the signal's number
 * @param key the tracking order that it answers to
 * @param target how much is held from now on
 * @param change how much that is more, or less
 */
record Decided(
        long n,
        Instant at,
        String strategy,
        String why,
        String key,
        String symbol,
        PositionSide side,
        BigDecimal target,
        BigDecimal change,
        BigDecimal price,
        BigDecimal fee) {

    static Decided of(String strategy, Signal signal, Target target, Fill fill) {
        return new Decided(
                signal.number(),
                signal.at(),
                strategy,
                target.why(),
                target.key(),
                target.symbol(),
                target.side(),
                target.quantity(),
                fill.change(),
                fill.price(),
                fill.fee());
    }
}
