package io.github.trackflux.strategy;

import io.github.trackflux.model.PositionSide;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What is held on account of one tracking order.
 *
 * @param cost what was paid for what is still held
 */
record Position(String symbol, PositionSide side, BigDecimal quantity, BigDecimal cost) {
    private static final int COST_SCALE = 12;

    /** 1 for long, −1 for short. */
    private static BigDecimal sign(PositionSide side) {
        return side.equals(PositionSide.SHORT) ? BigDecimal.ONE.negate() : BigDecimal.ONE;
    }

    /** What an amount of this side is worth: less than nothing if it is short. */
    static BigDecimal worth(PositionSide side, BigDecimal quantity, BigDecimal price) {
        return sign(side).multiply(quantity).multiply(price);
    }

    BigDecimal worth(BigDecimal price) {
        return worth(side, quantity, price);
    }

    /** What would be gained by leaving at this price. */
    BigDecimal gain(BigDecimal price) {
        return worth(price).subtract(sign(side).multiply(cost));
    }

    /** The part of its cost that belongs to this part of it. Up, so that what is left never seems to have cost too much. */
    BigDecimal costOf(BigDecimal part) {
        return part.compareTo(quantity) == 0 ? cost : cost.multiply(part).divide(quantity, COST_SCALE, RoundingMode.UP);
    }

    /** This position with so much more of it, or less if it is negative. */
    Position plus(BigDecimal change, BigDecimal price) {
        BigDecimal costs = change.signum() > 0
                ? change.multiply(price)
                : costOf(change.negate()).negate();
        return new Position(symbol, side, quantity.add(change), cost.add(costs));
    }
}
