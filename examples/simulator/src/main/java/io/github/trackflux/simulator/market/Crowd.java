package io.github.trackflux.simulator.market;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The traders that are followed and the symbols that they trade, few of each having most of the orders. */
final class Crowd {

    record Trader(String id, String name) {}

    /** One symbol and about what it costs. */
    record Instrument(String productType, String symbol, double price) {}

    /** Coins and about what they cost. */
    private static final List<String> COINS = List.of(
            "BTC 68000",
            "ETH 3400",
            "SOL 160",
            "XRP 0.6",
            "DOGE 0.16",
            "BNB 590",
            "ADA 0.45",
            "SUI 1.1",
            "LINK 14",
            "AVAX 28",
            "LTC 75",
            "DOT 6.2",
            "TRX 0.13",
            "NEAR 5.4",
            "APT 7.1",
            "ARB 0.8",
            "OP 1.7",
            "PEPE 0.00001",
            "WIF 2.1",
            "TON 7",
            "FIL 4.6",
            "ATOM 6.5",
            "UNI 9.5",
            "INJ 23",
            "$MYRO 0.12");

    private final RandomGenerator random;
    private final List<Trader> traders = new ArrayList<>();
    private final List<List<Instrument>> markets = new ArrayList<>();
    private final Zipf traderRanks;
    private final Zipf symbolRanks;

    Crowd(MarketSettings settings, RandomGenerator random) {
        this.random = random;
        for (int k = 0; k < settings.traders(); k++) {
            traders.add(drawTrader(k));
        }
        for (String productType : settings.productTypes()) {
            markets.add(instruments(productType, settings.symbols()));
        }
        traderRanks = new Zipf(settings.traders());
        symbolRanks = new Zipf(settings.symbols());
    }

    Trader trader() {
        return traders.get(traderRanks.draw(random));
    }

    Instrument instrument() {
        List<Instrument> market = markets.size() == 1 ? markets.get(0) : markets.get(random.nextInt(markets.size()));
        return market.get(symbolRanks.draw(random));
    }

    /** The trader of that id; one whom nobody has heard of gets a name like the others. */
    Trader trader(String id) {
        return traders.stream()
                .filter(trader -> trader.id().equals(id))
                .findFirst()
                .orElseGet(() -> new Trader(id, "x-" + id));
    }

    Instrument instrument(String productType, String symbol) {
        return markets.stream()
                .flatMap(List::stream)
                .filter(known -> known.productType().equals(productType)
                        && known.symbol().equals(symbol))
                .findFirst()
                .orElseGet(() -> new Instrument(productType, symbol, 1));
    }

    List<String> traderIds() {
        return traders.stream().map(Trader::id).toList();
    }

    List<String> symbols() {
        return markets.stream().flatMap(List::stream).map(Instrument::symbol).toList();
    }

    private Trader drawTrader(int rank) {
        String id = "b"
                + "%016x%04x"
                        .formatted(random.nextLong(), random.nextInt(1 << 16))
                        .substring(1);
        String name = rank == 2 ? "Ωmega-趋势" : "x-" + (1_000_000 + random.nextInt(9_000_000));
        return new Trader(id, name);
    }

    private static List<Instrument> instruments(String productType, int count) {
        String quote = switch (productType) {
            case "COIN-FUTURES" -> "USD";
            case "USDC-FUTURES" -> "PERP";
            default -> "USDT";
        };
        List<Instrument> market = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            String coin = k < COINS.size() ? COINS.get(k) : "COIN" + k + " 1";
            int space = coin.indexOf(' ');
            double price = Double.parseDouble(coin.substring(space + 1));
            market.add(new Instrument(productType, coin.substring(0, space) + quote, price));
        }
        return market;
    }
}
