package io.github.trackflux.kafka;

import io.github.trackflux.simulator.market.Market;
import io.github.trackflux.simulator.market.MarketSettings;
import io.github.trackflux.simulator.market.OrderState;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Opens, changes and closes orders of all accounts at a rate, until it is told to be quiet. */
final class Churn {
    private static final long TICK_MILLIS = 20;

    private final SimulatedAccounts exchange;
    private final Random random;
    private final double perTick;
    private final int orders;
    private final int first;
    private final int last;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private double due;

    /** Of all accounts. */
    Churn(SimulatedAccounts exchange, int orders, double perSecond, long seed) {
        this(exchange, 0, exchange.count(), orders, perSecond, seed);
    }

    /** Of the accounts from the first to before the last. */
    Churn(SimulatedAccounts exchange, int first, int last, int orders, double perSecond, long seed) {
        this.first = first;
        this.last = last;
        this.exchange = exchange;
        this.orders = orders;
        this.random = new Random(seed);
        this.perTick = perSecond * TICK_MILLIS / 1000;
        var unused = timer.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A market in which nothing happens by itself. */
    static MarketSettings still(int orders, long seed) {
        return MarketSettings.defaults()
                .withSeed(seed)
                .withOrders(orders)
                .withRates(0, 0, 0)
                .withShortLived(0);
    }

    private void tick() {
        for (due += perTick; due >= 1; due--) {
            exchange.move(random.nextInt(first, last), this::change);
        }
    }

    private Object change(Market market) {
        List<OrderState> open = market.openOrders();
        int dice = random.nextInt(10);
        if (open.isEmpty() || (dice < 3 && open.size() < 2 * orders)) {
            return market.open(
                    "BTCUSDT",
                    market.traderIds().get(random.nextInt(market.traderIds().size())));
        }
        String number = open.get(random.nextInt(open.size())).trackingNo();
        return dice < 6 ? market.close(number) : market.update(number);
    }

    /** From now on nothing changes; returns when that is so. */
    void end() throws InterruptedException {
        timer.shutdown();
        if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the churn did not end");
        }
    }
}
