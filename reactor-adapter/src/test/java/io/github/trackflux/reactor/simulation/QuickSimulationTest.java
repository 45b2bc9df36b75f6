package io.github.trackflux.reactor.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.simulator.listing.ListOrder;
import io.github.trackflux.simulator.market.MarketSettings;
import io.github.trackflux.view.TrackerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tracker alone at production's pace, with plain rows. */
class QuickSimulationTest {
    @Test
    @Tag("long")
    void an_exchange_without_faults_is_told_right_whatever_its_size_and_order() {
        List<Scenario> scenarios = new ArrayList<>();
        for (int orders : new int[] {0, 5, 50, 60, 200, 1000}) {
            for (ListOrder order : ListOrder.values()) {
                for (Duration holdDown : List.of(Duration.ZERO, Duration.ofSeconds(2))) {
                    scenarios.add(calm(scenarios.size(), orders, order, holdDown));
                }
            }
        }

        Seeds seeds = Seeds.play(scenarios, QuickSimulationTest::play);

        assertThat(seeds.broken()).isEmpty();
        assertThat(seeds.all().closes.count()).isGreaterThan(20_000);
        assertThat(seeds.all().reinstated()).isZero();
    }

    @Test
    void each_fault_alone_breaks_nothing() {
        assertThat(Seeds.play(alone(60), QuickSimulationTest::play).broken()).isEmpty();
    }

    @Test
    @Tag("long")
    void nor_does_it_where_there_are_fewer_orders_or_more() {
        assertThat(Seeds.play(alone(5, 48, 60, 150), QuickSimulationTest::play).broken())
                .isEmpty();
    }

    @Test
    @Tag("long")
    void none_to_five_faults_at_once_break_nothing() {
        assertThat(Seeds.play(1_000, 1_149, Swarm::of, QuickSimulationTest::play)
                        .broken())
                .isEmpty();
    }

    private static List<Scenario> alone(int... sizes) {
        List<Scenario> scenarios = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            for (int orders : sizes) {
                scenarios.add(Swarm.of(scenarios.size(), orders, fault));
            }
        }
        return scenarios;
    }

    private static Findings play(Scenario scenario) {
        return QuickRun.play(scenario, Watchers.ours(scenario));
    }

    private static Scenario calm(long seed, int orders, ListOrder order, Duration holdDown) {
        MarketSettings market = MarketSettings.defaults().withOrders(orders).withRates(2, 1.6, 1);
        Scenario scenario = Scenario.calm(seed, market, Duration.ofMinutes(5))
                .withTracker(TrackerSettings.DEFAULT.withHoldDown(holdDown));
        return scenario.withExchange(scenario.exchange().withOrder(order));
    }
}
