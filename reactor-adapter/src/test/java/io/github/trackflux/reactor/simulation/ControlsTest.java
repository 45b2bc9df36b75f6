package io.github.trackflux.reactor.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.simulator.exchange.Quirks;
import io.github.trackflux.simulator.market.MarketSettings;
import io.github.trackflux.view.TrackerSettings;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is known to be wrong must be caught here, in fewer than fifty seeds, or the oracle is broken. */
class ControlsTest {
    private static final int SEEDS = 50;

    @Test
    void a_plain_diff_over_sweeps_tells_false_closes() {
        assertThat(firstCaught(ControlsTest::busy, scenario -> new SweepDiff(1)))
                .isBetween(1L, (long) SEEDS);
    }

    @Test
    void two_sweeps_that_agree_tell_false_closes() {
        assertThat(firstCaught(ControlsTest::busy, scenario -> new SweepDiff(2)))
                .isBetween(1L, (long) SEEDS);
    }

    @Test
    void our_tracker_without_a_hold_down_tells_false_closes_where_a_replica_lags() {
        assertThat(firstCaught(seed -> lagging(seed, Duration.ZERO), Watchers::ours))
                .isBetween(1L, (long) SEEDS);
    }

    @Test
    void our_tracker_tells_none_in_any_of_these_worlds() {
        assertThat(firstCaught(ControlsTest::busy, Watchers::ours)).isZero();
        assertThat(firstCaught(seed -> lagging(seed, Duration.ofSeconds(2)), Watchers::ours))
                .isZero();
    }

    /** The first seed with a false close; zero if there is none. */
    private static long firstCaught(Function<Long, Scenario> world, Function<Scenario, Watcher> watcher) {
        return LongStream.rangeClosed(1, SEEDS)
                .parallel()
                .filter(seed -> {
                    Scenario scenario = world.apply(seed);
                    Findings findings = QuickRun.play(scenario, watcher.apply(scenario));
                    return findings.count(Invariant.NO_FALSE_CLOSE) > 0;
                })
                .findFirst()
                .orElse(0);
    }

    /** Nothing is wrong with this exchange; it is only busy. */
    private static Scenario busy(long seed) {
        MarketSettings market = MarketSettings.defaults().withOrders(200).withRates(2, 1.6, 1);
        return Scenario.calm(seed, market, Duration.ofMinutes(1))
                .withTracker(TrackerSettings.DEFAULT.withHoldDown(Duration.ZERO));
    }

    private static Scenario lagging(long seed, Duration holdDown) {
        Duration lag = Duration.ofMillis(1500);
        MarketSettings market = MarketSettings.defaults().withOrders(60).withRates(2, 1.6, 1);
        Scenario scenario = Scenario.calm(seed, market, Duration.ofMinutes(1));
        return scenario.withTracker(TrackerSettings.DEFAULT.withHoldDown(holdDown))
                .withPromise(scenario.promise().withLag(lag))
                .withExchange(scenario.exchange().with(Quirks.replicas(Duration.ZERO, lag)));
    }
}
