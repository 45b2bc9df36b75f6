package io.github.trackflux.simulator;

import io.github.trackflux.simulator.market.MarketSettings;
import picocli.CommandLine.Option;

/** The options that say what the market is like. */
final class MarketOptions {

    @Option(names = "--orders", paramLabel = "N", defaultValue = "20", description = "standing orders (20)")
    int orders;

    @Option(names = "--opens", paramLabel = "RATE", defaultValue = "0.2", description = "opens a second (0.2)")
    double opens;

    @Option(names = "--closes", paramLabel = "RATE", defaultValue = "0.2", description = "closes a second (0.2)")
    double closes;

    @Option(names = "--updates", paramLabel = "RATE", defaultValue = "0.2", description = "updates a second (0.2)")
    double updates;

    @Option(
            names = "--short-lived",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            converter = Words.Share.class,
            description = "share of the opens that live 0.1 to 1.6 s (0.2)")
    double shortLived;

    @Option(
            names = "--bursts",
            paramLabel = "RATE",
            defaultValue = "0",
            description = "moments an hour at which one trader closes everything (0)")
    double bursts;

    @Option(names = "--traders", paramLabel = "N", defaultValue = "8", description = "followed traders (8)")
    int traders;

    @Option(names = "--symbols", paramLabel = "N", defaultValue = "25", description = "traded symbols (25)")
    int symbols;

    MarketSettings settings() {
        return MarketSettings.defaults()
                .withOrders(orders)
                .withRates(opens, closes, updates)
                .withShortLived(shortLived)
                .withBurstsPerHour(bursts)
                .withTraders(traders)
                .withSymbols(symbols);
    }
}
