package io.github.trackflux.strategy;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How a strategy has done.
 *
 * @param cash with which it began
 * @param stopped why it decides nothing more, if it does not
 */
record Result(
        String name,
        BigDecimal cash,
        Account account,
        Quotes quotes,
        Trades trades,
        BigDecimal equity,
        BigDecimal unrealised,
        Curve curve,
        Optional<String> stopped) {

    BigDecimal gain() {
        return equity.subtract(cash);
    }
}
