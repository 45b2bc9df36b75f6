package io.github.trackflux.reactor.simulation;

import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.simulator.market.Market;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Draws a scenario for each seed: a market, a round trip, and none to five faults at once. */
public final class Swarm {
    private static final int MOST_FAULTS = 5;

    private Swarm() {}

    /** The scenario of a seed. */
    public static Scenario of(long seed) {
        return drawn(seed, EnumSet.noneOf(Fault.class));
    }

    /** The same, of a program that is killed again and again, whatever else is wrong. */
    public static Scenario killed(long seed) {
        return drawn(seed, EnumSet.of(Fault.KILLED));
    }

    private static Scenario drawn(long seed, Set<Fault> faults) {
        Draft draft = new Draft(seed);
        int orders = draft.oneOf(0, 1, 3, 5, 20, 48, 49, 50, 51, 52, 60, 99, 100, 101, 150, 200, 400);
        draft.market = draft.market.withOrders(orders).withTraders(draft.oneOf(3, 8, 20));
        double churn = draft.oneOf(0.1, 0.5, 2.0, 4.0);
        draft.market = draft.market.withRates(churn, churn * 0.8, churn / 2);
        draft.network = Network.quiet(
                draft.oneOf(RoundTrip.millis(20, 10), RoundTrip.millis(80, 30), RoundTrip.millis(150, 100)));
        draft.tracker = draft.tracker.withHoldDown(draft.oneOf(Duration.ZERO, Duration.ofSeconds(2)));
        draft.tracker = draft.tracker.withEvery(draft.oneOf(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1)));
        watch(draft);
        Fault[] all = Fault.values();
        int count = draft.random.nextInt(MOST_FAULTS + 1);
        while (faults.size() < count) {
            faults.add(all[draft.random.nextInt(all.length)]);
        }
        faults.forEach(fault -> strike(fault, draft));
        return draft.build();
    }

    /** Mostly everything; else two product types at once, or one symbol, or one trader. */
    private static void watch(Draft draft) {
        switch (draft.random.nextInt(10)) {
            case 0 -> {
                draft.market = draft.market.withProductTypes("USDT-FUTURES", "COIN-FUTURES");
                draft.query = OrderQuery.of(ProductType.USDT_FUTURES, ProductType.COIN_FUTURES);
            }
            case 1 ->
                draft.query = draft.query.withSymbol(market(draft).symbols().get(0));
            case 2 ->
                draft.query = draft.query.withTrader(market(draft).traderIds().get(0));
            default -> {}
        }
    }

    /** The names of the market that this draft leads to. */
    private static Market market(Draft draft) {
        return Market.start(draft.market.withOrders(0).withSeed(draft.seed), Scenario.START);
    }

    /** A scenario with these faults, in a market with about one change of each kind a second. */
    static Scenario of(long seed, int orders, Fault... faults) {
        Draft draft = new Draft(seed);
        draft.market = draft.market.withOrders(orders).withRates(1, 0.8, 1);
        for (Fault fault : faults) {
            strike(fault, draft);
        }
        return draft.build();
    }

    private static void strike(Fault fault, Draft draft) {
        fault.strike(draft);
        draft.named(fault.name());
    }
}
