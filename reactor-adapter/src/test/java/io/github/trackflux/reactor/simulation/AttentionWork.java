package io.github.trackflux.reactor.simulation;

import io.github.trackflux.simulator.market.MarketSettings;
import io.github.trackflux.view.TrackerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The work on which it is measured how soon changes are told: hold-down 0, round trip 80 ± 30 ms, newest first.
 *
 * @param orders standing orders
 * @param busy 2 opens, 1.6 closes and 1 update a second, a fifth of the opens short-lived; else 0.2 of each
 * @param evenly whether all traders have as many orders, so that no group of one trader and symbol fills a page; else the
 *     simulator's own market, in which the first has more than a third
 */
record AttentionWork(int orders, boolean busy, boolean evenly) {
    /** Plays it for so long, as one or more runs. */
    Findings play(long seed, Duration lasting, int runs) {
        List<Scenario> scenarios = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            MarketSettings market = MarketSettings.defaults().withOrders(orders);
            market = busy ? market.withRates(2, 1.6, 1) : market.withRates(0.2, 0.2, 0.2);
            Scenario scenario = Scenario.calm(seed + i, market, lasting.dividedBy(runs))
                    .withTracker(TrackerSettings.DEFAULT.withHoldDown(Duration.ZERO));
            scenarios.add(evenly ? EvenCrowd.in(scenario) : scenario);
        }
        Seeds seeds = Seeds.play(scenarios, scenario -> QuickRun.play(scenario, Watchers.ours(scenario)));
        if (!seeds.broken().isEmpty()) {
            throw new AssertionError(seeds.broken());
        }
        return seeds.all();
    }
}
