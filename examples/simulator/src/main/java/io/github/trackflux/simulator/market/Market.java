package io.github.trackflux.simulator.market;

import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The tracking orders of one follower: opened, changed and closed by a seeded process, or by hand.
 *
 * <p>{@link #advanceTo} plays everything that is due, in order, and tells each change to every listener. What is done by
 * hand happens at {@link #now()}.
 *
 * <p><b>Time:</b> whatever is handed in; it never goes back. <b>Threading:</b> none, one caller at a time.
 */
public final class Market {

    private static final double STANDING_OPENS_PER_SECOND = 3;
    private static final long BURST_NANOS = 200_000_000;

    /** A close that is already certain: of a short-lived order, or in a burst. */
    private record DueClose(long at, String trackingNo) {}

    private final MarketSettings settings;
    private final SplittableRandom random;
    private final Pace pace;
    private final Crowd crowd;
    private final Ledger ledger;
    private final PriorityQueue<DueClose> dueCloses = new PriorityQueue<>((a, b) ->
            a.at() != b.at() ? Long.compare(a.at(), b.at()) : a.trackingNo().compareTo(b.trackingNo()));
    private int wanted;
    private long now;
    private long nextEvent;

    private Market(MarketSettings settings, long start) {
        this.settings = settings;
        this.random = new SplittableRandom(settings.seed());
        this.crowd = new Crowd(settings, random.split());
        this.ledger = new Ledger(new RowDraft(random.split(), settings.volatility()));
        this.pace = new Pace(settings.rates(), random.split());
        this.wanted = settings.orders();
        this.now = start;
    }

    /**
     * Makes a market with its standing orders, which were opened one after another, three a second, before the start.
     *
     * @param settings what it is like
     * @param start nanoseconds since the epoch
     */
    public static Market start(MarketSettings settings, long start) {
        Market market = new Market(settings, start);
        long[] ages = new long[settings.orders()];
        long age = 0;
        for (int k = ages.length - 1; k >= 0; k--) {
            age += (long) (-StrictMath.log(1 - market.random.nextDouble()) / STANDING_OPENS_PER_SECOND * 1e9) + 1;
            ages[k] = age;
        }
        for (long before : ages) {
            market.ledger.opened(market.crowd.instrument(), market.crowd.trader(), start - before);
        }
        market.nextEvent = market.pace.nextAfter(start, market.size(), market.wanted);
        return market;
    }

    /** Returns the moment up to which everything has been played. */
    public long now() {
        return now;
    }

    /** Returns how many orders are open. */
    public int size() {
        return ledger.size();
    }

    /** Returns the orders that are open, in no particular order: a copy. */
    public List<OrderState> openOrders() {
        return ledger.all();
    }

    /** Returns the ids of the traders that the market itself uses, the busiest first. */
    public List<String> traderIds() {
        return crowd.traderIds();
    }

    /** Returns the symbols that the market itself uses, the busiest first, product type by product type. */
    public List<String> symbols() {
        return crowd.symbols();
    }

    /** Tells the listener of every open order at once, as opened in its present state, and then of every change. */
    public void listen(ChangeListener listener) {
        ledger.listen(listener);
    }

    /** Steers the market to another number of standing orders from now on; returns it. */
    public Market steerTo(int orders) {
        wanted = orders;
        nextEvent = pace.nextAfter(now, size(), wanted);
        return this;
    }

    /** Plays everything that is due up to and at that moment; does nothing if the market is already past it. */
    public void advanceTo(long nanos) {
        while (true) {
            DueClose close = dueCloses.peek();
            long due = close == null ? nextEvent : Math.min(close.at(), nextEvent);
            if (due > nanos) {
                break;
            }
            now = due;
            if (close != null && close.at() == due) {
                dueCloses.remove();
                closeIfOpen(ledger.find(close.trackingNo()));
            } else {
                play(pace.draw(size(), wanted));
                nextEvent = pace.nextAfter(now, size(), wanted);
            }
        }
        now = Math.max(now, nanos);
    }

    /** Opens an order by hand in the first product type. */
    public OrderState open(String symbol, String traderId) {
        return open(settings.productTypes().get(0), symbol, traderId);
    }

    /** Opens an order by hand; symbol and trader may be ones that the market itself does not use. */
    public OrderState open(String productType, String symbol, String traderId) {
        String type = productType.toUpperCase(Locale.ROOT);
        return ledger.opened(crowd.instrument(type, symbol), crowd.trader(traderId), now);
    }

    /** Opens exactly this order by hand, in the first product type. */
    public OrderState open(NewOrder order) {
        String type = settings.productTypes().get(0);
        return ledger.opened(order, crowd.instrument(type, order.symbol()), crowd.trader(order.traderId()), now);
    }

    /** Changes an open order by hand; whatever the change does to the row is believed, but for its number. */
    public OrderState update(String trackingNo, UnaryOperator<Row> change) {
        OrderState before = ledger.get(trackingNo);
        Row row = change.apply(before.row());
        if (!row.trackingNo().equals(trackingNo)) {
            throw new IllegalArgumentException("an update cannot change the number " + trackingNo);
        }
        return ledger.updated(before, row, now);
    }

    /** Changes an open order as the market itself would: a part closed, or another margin or leverage. */
    public OrderState update(String trackingNo) {
        return ledger.updated(ledger.get(trackingNo), now);
    }

    /** Closes an open order by hand. */
    public OrderState close(String trackingNo) {
        return ledger.closed(ledger.get(trackingNo), now);
    }

    /** Closes by hand everything that the trader has open, in one moment, oldest first; returns how many. */
    public int closeAll(String traderId) {
        List<OrderState> orders = ledger.ofTrader(traderId);
        orders.forEach(order -> ledger.closed(order, now));
        return orders.size();
    }

    private void play(Pace.Event event) {
        switch (event) {
            case OPEN -> openOne();
            case CLOSE -> closeIfOpen(anyOpen());
            case UPDATE -> {
                OrderState order = anyOpen();
                if (order != null) {
                    ledger.updated(order, now);
                }
            }
            case BURST -> {
                OrderState order = anyOpen();
                if (order != null) {
                    ledger.ofTrader(order.row().traderId()).forEach(each -> closeWithin(each, 0, BURST_NANOS));
                }
            }
        }
    }

    private void openOne() {
        OrderState order = ledger.opened(crowd.instrument(), crowd.trader(), now);
        ShortLives lives = settings.shortLives();
        if (random.nextDouble() < lives.share()) {
            closeWithin(order, lives.shortest().toNanos(), lives.longest().toNanos());
        }
    }

    private void closeWithin(OrderState order, long least, long most) {
        dueCloses.add(new DueClose(now + random.nextLong(least, most + 1), order.trackingNo()));
    }

    private @Nullable OrderState anyOpen() {
        return size() == 0 ? null : ledger.any(random);
    }

    private void closeIfOpen(@Nullable OrderState order) {
        if (order != null) {
            ledger.closed(order, now);
        }
    }
}
