package io.github.trackflux.simulator.market;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a market is like. The same settings give the same changes at the same moments.
 *
 * <p><b>Defaults</b> ({@link #defaults()}): seed 1, 20 standing orders, 0.2 opens, closes and updates a second, no
 * bursts, 20 % of the opens living 0.1 to 1.6 s, 8 traders, 25 symbols, {@code USDT-FUTURES} alone, prices that do not walk.
 *
 * @param seed of everything that is drawn
 * @param orders standing orders at the start, which the market is steered back to
 * @param rates how often things happen
 * @param shortLives orders that close themselves
 * @param traders how many traders are followed; the first has most of the orders (Zipf)
 * @param symbols how many symbols are traded per product type; the first has most of the orders (Zipf)
 * @param productTypes in which orders are opened, each as often as the others
 * @param volatility how far a symbol's price walks in an hour, as a standard deviation: 0.01 is one per cent. At 0 prices lie
 *     within one per cent of a constant; else rows lie within 0.02 % of the walk
 */
public record MarketSettings(
        long seed,
        int orders,
        Rates rates,
        ShortLives shortLives,
        int traders,
        int symbols,
        List<String> productTypes,
        double volatility) {

    /** Checks the counts and writes the product types in upper case. */
    public MarketSettings {
        if (orders < 0) {
            throw new IllegalArgumentException("orders must be 0 or more, was " + orders);
        }
        if (traders < 1 || symbols < 1) {
            throw new IllegalArgumentException("at least one trader and one symbol: " + traders + ", " + symbols);
        }
        if (!(volatility >= 0 && volatility <= 10)) {
            throw new IllegalArgumentException("volatility must be between 0 and 10 an hour, was " + volatility);
        }
        if (productTypes.isEmpty()) {
            throw new IllegalArgumentException("at least one product type is needed");
        }
        productTypes =
                productTypes.stream().map(type -> type.toUpperCase(Locale.ROOT)).toList();
    }

    /** Returns the settings to start from. */
    public static MarketSettings defaults() {
        return new MarketSettings(
                1,
                20,
                new Rates(0.2, 0.2, 0.2, 0),
                new ShortLives(0.2, Duration.ofMillis(100), Duration.ofMillis(1600)),
                8,
                25,
                List.of("USDT-FUTURES"),
                0);
    }

    /** Returns these settings with another seed. */
    public MarketSettings withSeed(long newSeed) {
        return new MarketSettings(newSeed, orders, rates, shortLives, traders, symbols, productTypes, volatility);
    }

    /** Returns these settings with another number of standing orders. */
    public MarketSettings withOrders(int standing) {
        return new MarketSettings(seed, standing, rates, shortLives, traders, symbols, productTypes, volatility);
    }

    /** Returns these settings with other rates a second, and the bursts as they are. */
    public MarketSettings withRates(double opens, double closes, double updates) {
        Rates changed = new Rates(opens, closes, updates, rates.bursts());
        return new MarketSettings(seed, orders, changed, shortLives, traders, symbols, productTypes, volatility);
    }

    /** Returns these settings with one trader closing everything so often. */
    public MarketSettings withBurstsPerHour(double bursts) {
        Rates changed = new Rates(rates.opens(), rates.closes(), rates.updates(), bursts);
        return new MarketSettings(seed, orders, changed, shortLives, traders, symbols, productTypes, volatility);
    }

    /** Returns these settings with another share of short-lived orders. */
    public MarketSettings withShortLived(double share) {
        return withShortLives(new ShortLives(share, shortLives.shortest(), shortLives.longest()));
    }

    /** Returns these settings with other short lives. */
    public MarketSettings withShortLives(ShortLives lives) {
        return new MarketSettings(seed, orders, rates, lives, traders, symbols, productTypes, volatility);
    }

    /** Returns these settings with so many traders. */
    public MarketSettings withTraders(int count) {
        return new MarketSettings(seed, orders, rates, shortLives, count, symbols, productTypes, volatility);
    }

    /** Returns these settings with so many symbols. */
    public MarketSettings withSymbols(int count) {
        return new MarketSettings(seed, orders, rates, shortLives, traders, count, productTypes, volatility);
    }

    /** Returns these settings with other product types. */
    public MarketSettings withProductTypes(String... types) {
        return new MarketSettings(seed, orders, rates, shortLives, traders, symbols, List.of(types), volatility);
    }

    /** Returns these settings with prices that walk so far in an hour. */
    public MarketSettings withVolatility(double perHour) {
        return new MarketSettings(seed, orders, rates, shortLives, traders, symbols, productTypes, perHour);
    }
}
