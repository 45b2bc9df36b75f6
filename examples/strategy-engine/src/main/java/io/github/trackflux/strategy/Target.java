package io.github.trackflux.strategy;

import io.github.trackflux.model.PositionSide;
import java.math.BigDecimal;

/**
 * How much a strategy wants to hold on account of one tracking order. A level and no trade: wanting it twice is wanting it
 * once, so an event that is told again does no harm.
 *
 * @param key the {@code trackingNo} that the position answers to
 * @param symbol what is held
 * @param side long or short
 * @param quantity 0 or more
 * @param why in a few words
 */
record Target(String key, String symbol, PositionSide side, BigDecimal quantity, String why) {
    Target {
        if (quantity.signum() < 0) {
            throw new IllegalArgumentException("quantity must be 0 or more, was " + quantity);
        }
    }

    /** The same position, not held any more. */
    Target none(String newWhy) {
        return new Target(key, symbol, side, BigDecimal.ZERO, newWhy);
    }
}
