package io.github.trackflux.strategy;

import java.math.BigDecimal;

/**
 * What was traded so far.
 *
 * @param highest that was ever paid for all that was held in one symbol
 */
record Trades(int count, BigDecimal highest) {
    static final Trades NONE = new Trades(0, BigDecimal.ZERO);

    Trades with(BigDecimal paidForSymbol) {
        return new Trades(count + 1, highest.max(paidForSymbol));
    }
}
