package io.github.trackflux.watch;

import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.page.Dialect;
import io.github.trackflux.reactor.TrackingOrdersBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the command line. What they mean is checked where they are used: at the library's own doors. */
final class WatchOptions {
    @Option(
            names = "--product-type",
            paramLabel = "TYPE",
            split = ",",
            converter = Words.Product.class,
            description = "USDT-FUTURES (default), COIN-FUTURES, USDC-FUTURES, in either case; several with commas")
    List<ProductType> productTypes = List.of(ProductType.USDT_FUTURES);

    @Option(names = "--symbol", paramLabel = "SYMBOL", description = "only this trading pair, such as BTCUSDT")
    @Nullable
    String symbol;

    @Option(names = "--trader-id", paramLabel = "ID", description = "only orders copied from this trader")
    @Nullable
    String traderId;

    @Option(names = "--json", description = "one event a line as JSON, and nothing else on standard output")
    boolean json;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = Words.Cadence.class,
            description = "how often to read the list: 1s, or max (default) for as often as the budget allows")
    Duration every = Duration.ZERO;

    @Option(
            names = "--hold-down",
            paramLabel = "TIME",
            converter = Words.Time.class,
            description = "how far behind a server of the exchange may be (default 2s)")
    Duration holdDown = Duration.ofSeconds(2);

    @Option(
            names = "--calls-per-second",
            paramLabel = "N",
            converter = Words.WholeNumber.class,
            description = "how many calls the exchange allows, 1 to 10 (default 10)")
    Integer callsPerSecond = 10;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Words.Time.class,
            description = "end after this time (default: at Ctrl-C)")
    @Nullable
    Duration length;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "go on where the run before ended, and keep here where this one does")
    @Nullable
    Path checkpoint;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            converter = Words.Url.class,
            description = "another exchange than https://api.bitget.com; https, unless on this machine")
    @Nullable
    URI baseUrl;

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            converter = Words.Paging.class,
            description = "how the exchange pages: auto (default), page-number or id-cursor")
    Optional<Dialect> dialect = Optional.empty();

    @Option(
            names = "--simulated-orders",
            paramLabel = "N",
            converter = Words.WholeNumber.class,
            description = "how many orders the simulated exchange begins with (default 60)")
    @Nullable
    Integer simulatedOrders;

    OrderQuery query() {
        return new OrderQuery(EnumSet.copyOf(productTypes), Optional.ofNullable(symbol), Optional.ofNullable(traderId));
    }

    TrackingOrdersBuilder applyTo(TrackingOrdersBuilder builder) {
        dialect.ifPresent(builder::dialect);
        return builder.every(every).holdDown(holdDown).callsPerSecond(callsPerSecond);
    }
}
