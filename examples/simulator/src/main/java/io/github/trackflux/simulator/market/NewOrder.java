package io.github.trackflux.simulator.market;

import java.math.BigDecimal;

/**
 * What an order that is opened by hand says of itself, so that a test can count on every number.
 *
 * <p><b>Defaults</b> ({@link #of}): of {@code a-trader}, long, size 1 at a price of 100, leverage 10.
 *
 * @param symbol the trading pair; may be one that the market itself does not trade
 * @param traderId whose order is copied
 * @param side {@code long}, {@code short}, or anything else that a client must survive
 * @param size more than 0
 * @param price more than 0
 * @param leverage 1 or more
 */
public record NewOrder(String symbol, String traderId, String side, BigDecimal size, BigDecimal price, int leverage) {

    /** Checks that the numbers are positive. */
    public NewOrder {
        if (size.signum() <= 0 || price.signum() <= 0 || leverage < 1) {
            throw new IllegalArgumentException("size and price must be more than 0 and leverage 1 or more, were " + size
                    + ", " + price + ", " + leverage);
        }
    }

    /** Returns an order in that symbol, otherwise as by default. */
    public static NewOrder of(String symbol) {
        return new NewOrder(symbol, "a-trader", "long", BigDecimal.ONE, BigDecimal.valueOf(100), 10);
    }

    /** Returns this order of another trader. */
    public NewOrder withTrader(String id) {
        return new NewOrder(symbol, id, side, size, price, leverage);
    }

    /** Returns this order on another side. */
    public NewOrder withSide(String newSide) {
        return new NewOrder(symbol, traderId, newSide, size, price, leverage);
    }

    /** Returns this order with another size, such as {@code "0.25"}. */
    public NewOrder withSize(String newSize) {
        return new NewOrder(symbol, traderId, side, new BigDecimal(newSize), price, leverage);
    }

    /** Returns this order at another price, such as {@code "68000"}. */
    public NewOrder withPrice(String newPrice) {
        return new NewOrder(symbol, traderId, side, size, new BigDecimal(newPrice), leverage);
    }

    /** Returns this order with another leverage. */
    public NewOrder withLeverage(int times) {
        return new NewOrder(symbol, traderId, side, size, price, times);
    }
}
