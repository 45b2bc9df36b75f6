package io.github.trackflux.strategy;

import io.github.trackflux.model.PositionSide;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A trade on paper, at the last price that a row told, whole and at once: no spread, no slippage, no funding.
 *
 * @param change how much more is held, or less if it is negative; never 0
 * @param fee what the exchange would take: {@link #FEE} of what was traded
 */
record Fill(String key, String symbol, PositionSide side, BigDecimal change, BigDecimal price, BigDecimal fee) {
    /** What the exchange takes of takers of futures by default: 0.06 %. */
    static final BigDecimal FEE = new BigDecimal("0.0006");

    /** The trade that leads from what the account holds to the target; none if it holds that, or nothing tells a price. */
    static Optional<Fill> of(Account account, Target target, Quotes quotes) {
        BigDecimal change = target.quantity().subtract(account.held(target.key()));
        if (change.signum() == 0) {
            return Optional.empty();
        }
        return quotes.price(target.symbol()).map(price -> {
            BigDecimal fee = change.abs().multiply(price).multiply(FEE);
            return new Fill(target.key(), target.symbol(), target.side(), change, price, fee);
        });
    }
}
