package io.github.trackflux.reactor.simulation;

import io.github.trackflux.simulator.exchange.ExchangeSettings;
import io.github.trackflux.simulator.exchange.Quirks;
import io.github.trackflux.simulator.listing.ListOrder;
import io.github.trackflux.simulator.market.MarketSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One kind of market and server; one row of the report.
 *
 * @param orders standing orders
 * @param churn opens, closes and updates a second, each
 * @param roundTrip mean, in milliseconds; it varies by a third
 * @param order how the list is sorted
 * @param lagging whether every second call, about, is answered by a copy that is behind
 * @param every the cadence; zero for as fast as the budget allows
 */
record Cell(int orders, double churn, int roundTrip, ListOrder order, boolean lagging, Duration every) {
    static final Duration LAG = Duration.ofMillis(1500);

    /**
     * Where groups of one trader and symbol fill a page, closes are proven by a count, which waits for a spell without
     * opens and closes in the group. On the liveliest list of 1,000 one in a thousand takes longer than 70 s.
     */
    private static final int GROUPS_FILL_PAGES = 200;

    private static final Duration LONG_BOUND = Duration.ofMinutes(4);

    /** Every kind of server, for so many orders each, at one cadence. */
    static List<Cell> all(Duration every, int... orders) {
        List<Cell> cells = new ArrayList<>();
        for (int count : orders) {
            for (double churn : new double[] {0.1, 1, 5}) {
                for (int roundTrip : new int[] {20, 150}) {
                    for (ListOrder order : ListOrder.values()) {
                        cells.add(new Cell(count, churn, roundTrip, order, false, every));
                        cells.add(new Cell(count, churn, roundTrip, order, true, every));
                    }
                }
            }
        }
        return cells;
    }

    Scenario scenario(long seed, Duration lasting) {
        MarketSettings market = MarketSettings.defaults().withOrders(orders).withRates(churn, churn, churn);
        Scenario calm = Scenario.calm(seed, market, lasting);
        ExchangeSettings exchange = calm.exchange().withOrder(order);
        return calm.withTracker(calm.tracker().withEvery(every))
                .withNetwork(Network.quiet(RoundTrip.millis(roundTrip, roundTrip / 3)))
                .withPromise(promise())
                .withExchange(lagging ? exchange.with(Quirks.replicas(Duration.ZERO, LAG)) : exchange);
    }

    private Promise promise() {
        Promise all = Promise.ALL;
        Duration bound = orders < GROUPS_FILL_PAGES ? all.bound() : LONG_BOUND;
        return new Promise(lagging ? LAG : all.lag(), all.calmAfter(), bound, all.excused());
    }
}
