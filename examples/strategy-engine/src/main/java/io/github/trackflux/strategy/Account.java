package io.github.trackflux.strategy;

import java.math.BigDecimal;
import java.util.Map;

/**
 * A paper account: what it holds, and what it has in cash. Buying takes from the cash what is bought, selling short puts it
 * there, so that at every moment equity is cash and positions at their last prices. Immutable and exact; nothing is rounded
 * but how a cost is shared between the two parts of a position.
 *
 * @param cash may be less than nothing: margin is not played
 * @param fees paid so far, taken from the cash
 * @param realised gains and losses of what was left, fees not counted
 * @param positions by tracking order, none of them empty
 */
record Account(BigDecimal cash, BigDecimal fees, BigDecimal realised, Map<String, Position> positions) {
    static Account of(BigDecimal cash) {
        return new Account(cash, BigDecimal.ZERO, BigDecimal.ZERO, Map.of());
    }

    BigDecimal held(String key) {
        Position position = positions.get(key);
        return position == null ? BigDecimal.ZERO : position.quantity();
    }

    /** The account after a fill. */
    Account after(Fill fill) {
        Position before = positions.getOrDefault(
                fill.key(), new Position(fill.symbol(), fill.side(), BigDecimal.ZERO, BigDecimal.ZERO));
        Position now = before.plus(fill.change(), fill.price());
        BigDecimal paid = Position.worth(fill.side(), fill.change(), fill.price());
        return new Account(
                cash.subtract(paid).subtract(fill.fee()),
                fees.add(fill.fee()),
                realised.add(gained(before, fill)),
                now.quantity().signum() == 0
                        ? Copies.without(positions, fill.key())
                        : Copies.with(positions, fill.key(), now));
    }

    private static BigDecimal gained(Position before, Fill fill) {
        if (fill.change().signum() >= 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal part = fill.change().negate();
        return new Position(before.symbol(), before.side(), part, before.costOf(part)).gain(fill.price());
    }

    /** What was paid for all that is held in a symbol, on both sides. */
    BigDecimal paidFor(String symbol) {
        return positions.values().stream()
                .filter(position -> position.symbol().equals(symbol))
                .map(Position::cost)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Cash, and positions at their last prices. What is held was paid for, so its price is known. */
    BigDecimal equity(Quotes quotes) {
        return positions.values().stream()
                .map(position -> position.worth(quotes.price(position.symbol()).orElseThrow()))
                .reduce(cash, BigDecimal::add);
    }

    /** What leaving everything now would gain, fees not counted. */
    BigDecimal unrealised(Quotes quotes) {
        return positions.values().stream()
                .map(position -> position.gain(quotes.price(position.symbol()).orElseThrow()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
