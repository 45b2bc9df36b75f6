package io.github.trackflux.simulator;

import io.github.trackflux.simulator.exchange.Calls;
import io.github.trackflux.simulator.exchange.Dialect;
import io.github.trackflux.simulator.exchange.ExchangeSettings;
import io.github.trackflux.simulator.exchange.Quirks;
import io.github.trackflux.simulator.exchange.Refusal;
import io.github.trackflux.simulator.listing.ListOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say how the endpoint behaves. */
final class ExchangeOptions {

    @Option(names = "--limit", paramLabel = "N", defaultValue = "10", description = "calls in any sliding second (10)")
    int limit;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            defaultValue = "newest",
            converter = Order.class,
            description = "order of the list: newest (the default), oldest, updated, unstable")
    ListOrder order = ListOrder.NEWEST;

    @Option(
            names = "--dialect",
            paramLabel = "DIALECT",
            defaultValue = "page-number",
            converter = Paging.class,
            description = "how it pages: page-number (the default), id-cursor")
    Dialect dialect = Dialect.PAGE_NUMBER;

    @Option(
            names = "--errors",
            paramLabel = "SHARE",
            defaultValue = "0",
            converter = Words.Share.class,
            description = "share of the calls answered with HTTP 500 (0)")
    double errors;

    @Option(
            names = "--replica-lag",
            paramLabel = "TIME",
            split = ",",
            converter = Words.TimeSpan.class,
            description = "answer from copies of the list that are so much behind as well (none)")
    List<Duration> replicaLags = new ArrayList<>();

    ExchangeSettings settings() {
        ExchangeSettings settings =
                ExchangeSettings.defaults().withLimit(limit).withOrder(order).withDialect(dialect);
        if (errors > 0) {
            settings = settings.with(Quirks.refusal(Refusal.SERVER_ERROR).when(Calls.share(errors)));
        }
        if (!replicaLags.isEmpty()) {
            List<Duration> copies = new ArrayList<>(replicaLags);
            copies.add(Duration.ZERO);
            settings = settings.with(Quirks.replicas(copies.toArray(Duration[]::new)));
        }
        return settings;
    }

    static final class Order extends Words.OneOf<ListOrder> {
        Order() {
            super(ListOrder.class);
        }
    }

    static final class Paging extends Words.OneOf<Dialect> {
        Paging() {
            super(Dialect.class);
        }
    }
}
