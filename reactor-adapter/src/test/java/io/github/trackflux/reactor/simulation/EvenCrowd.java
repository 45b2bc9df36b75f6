package io.github.trackflux.reactor.simulation;

import io.github.trackflux.simulator.market.Market;
import io.github.trackflux.simulator.market.MarketSettings;
import io.github.trackflux.simulator.market.OrderState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A market whose traders are all equally busy, as a plan for one that does nothing by itself. The simulator's own market
 * gives the first trader more than a third of all orders, so that of 1,000 orders some groups of one trader and symbol
 * fill a page, and no single answer can prove their closes; here none does.
 */
final class EvenCrowd {
    private static final double SHORT_LIVED = 0.2;
    private static final long SHORTEST = Duration.ofMillis(100).toNanos();
    private static final long LONGEST = Duration.ofMillis(1600).toNanos();
    /** How far the number of orders may wander. */
    private static final double SLACK = 0.05;

    private final SplittableRandom random;
    private final int orders;
    private final double symbols;
    private final List<World.Act> plan = new ArrayList<>();

    /** One open to come; whoever plans its close does not know its number yet. */
    private static final class Birth {
        private String number = "";
    }

    private EvenCrowd(long seed, MarketSettings market) {
        this.random = new SplittableRandom(seed * 31 + 17);
        this.orders = market.orders();
        double sum = 0;
        for (int i = 1; i <= market.symbols(); i++) {
            sum += 1.0 / i;
        }
        this.symbols = sum;
    }

    /** The scenario with the same number of orders and the same rates, and an even crowd. */
    static Scenario in(Scenario scenario) {
        MarketSettings market = scenario.market();
        EvenCrowd crowd = new EvenCrowd(scenario.seed(), market);
        for (int i = 0; i < market.orders(); i++) {
            crowd.open(1000L * i);
        }
        long end = scenario.lasting().toNanos();
        crowd.often(market.rates().opens(), end, at -> {
            Birth birth = crowd.open(at);
            if (crowd.random.nextDouble() < SHORT_LIVED) {
                crowd.at(at + crowd.random.nextLong(SHORTEST, LONGEST + 1), world -> close(world, birth.number));
            }
        });
        crowd.often(market.rates().closes(), end, crowd::closeAny);
        crowd.often(market.rates().updates(), end, crowd::updateAny);
        crowd.plan.sort(Comparator.comparing(World.Act::at));
        return scenario.with(market.withOrders(0).withRates(0, 0, 0), List.copyOf(crowd.plan));
    }

    private Birth open(long at) {
        Birth birth = new Birth();
        int symbol = symbol();
        int trader = random.nextInt(8);
        at(at, world -> {
            Market market = world.market();
            birth.number = market.open(
                            market.symbols().get(symbol), market.traderIds().get(trader))
                    .trackingNo();
        });
        return birth;
    }

    private int symbol() {
        double at = random.nextDouble() * symbols;
        int symbol = 0;
        for (double sum = 1; sum < at; sum += 1.0 / (symbol + 1)) {
            symbol++;
        }
        return symbol;
    }

    private void closeAny(long at) {
        double first = random.nextDouble();
        double second = random.nextDouble();
        at(at, world -> {
            if (world.market().size() > orders * (1 - SLACK) - 2) {
                close(world, drawn(world, first));
            }
            if (world.market().size() > orders * (1 + SLACK) + 2) {
                close(world, drawn(world, second));
            }
        });
    }

    private void updateAny(long at) {
        double place = random.nextDouble();
        at(at, world -> world.market().update(drawn(world, place)));
    }

    private static String drawn(World world, double place) {
        List<OrderState> open = world.market().openOrders();
        return open.get((int) (place * open.size())).trackingNo();
    }

    private static void close(World world, String number) {
        if (world.market().openOrders().stream()
                .anyMatch(order -> order.trackingNo().equals(number))) {
            world.market().close(number);
        }
    }

    private void often(double perSecond, long end, Consumer<Long> plans) {
        double at = 0;
        while (true) {
            at -= StrictMath.log(1 - random.nextDouble()) / perSecond * 1e9;
            if (at >= end) {
                return;
            }
            plans.accept((long) at);
        }
    }

    private void at(long nanos, Consumer<World> act) {
        plan.add(new World.Act(Duration.ofNanos(nanos), act));
    }
}
