package io.github.trackflux.strategy;

import io.github.trackflux.reactor.TrackingOrders;
import io.github.trackflux.simulator.SimulatedExchange;
import io.github.trackflux.simulator.exchange.Call;
import io.github.trackflux.simulator.exchange.Quirks;
import io.github.trackflux.simulator.exchange.Refusal;
import io.github.trackflux.strategy.Header.DayTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * A day at a simulated exchange, with prices that walk, which passes in less than a minute. Not a good one:
 *
 * <pre>
 * 00:00  60 orders are open
 * 03:00  the exchange answers with errors alone, until 08:40; then the client has to find out that it is back
 * 15:00  the program stops, and is started again at 15:45
 * 18:00  an order that changes is not shown for a while, until 19:30: closes are told that are none
 * </pre>
 */
final class Day implements AutoCloseable {
    static final Duration STOP = Duration.ofHours(15);
    static final Duration START_AGAIN = Duration.ofHours(15).plusMinutes(45);
    static final Duration END = Duration.ofHours(24);

    private static final Duration BROKEN_FROM = Duration.ofHours(3);
    private static final Duration BROKEN_UNTIL = Duration.ofHours(8).plusMinutes(40);
    private static final Duration GHOSTS_FROM = Duration.ofHours(18);
    private static final Duration GHOSTS_UNTIL = Duration.ofHours(19).plusMinutes(30);

    private static final int ORDERS = 60;
    private static final double OPENS_A_DAY = 150;
    private static final double CLOSES_A_DAY = 130;
    private static final double UPDATES_A_DAY = 110;
    /** 6 % a day: the mood of a market in which there is something to see. */
    private static final double DAILY_VOLATILITY = 0.06;

    private static final Duration ROUND_TRIP = Duration.ofMillis(20);
    private static final Duration JITTER = Duration.ofMillis(5);
    /** The replicas of this exchange do not lag, and so little waits on such a day. */
    private static final Duration HOLD_DOWN = Duration.ofMillis(300);

    private static final Duration HIDDEN = Duration.ofMillis(1500);
    private static final double HOUR = 3600e9;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Later than any call, and no later than can be reckoned with. */
    private static final long NOT_YET = Long.MAX_VALUE / 2;

    private final SimulatedExchange exchange;
    private final DayTime time;
    private final Duration length;

    private Day(SimulatedExchange exchange, DayTime time, Duration length) {
        this.exchange = exchange;
        this.time = time;
        this.length = length;
    }

    /**
     * Begins one, when the client has made its first calls: those take seconds on a cold or busy machine, which would be
     * hours of the day.
     *
     * @param seed of the market
     * @param length in which it passes
     */
    static Day begin(long seed, Duration length) {
        AtomicLong midnight = new AtomicLong(NOT_YET);
        double speed = END.toNanos() / (double) length.toNanos();
        double perSecond = 1e9 / length.toNanos();
        double hourly = Math.min(10, DAILY_VOLATILITY * Math.sqrt(HOUR / length.toNanos()));
        SimulatedExchange exchange = SimulatedExchange.builder()
                .seed(seed)
                .orders(ORDERS)
                .rates(OPENS_A_DAY * perSecond, CLOSES_A_DAY * perSecond, UPDATES_A_DAY * perSecond)
                .shortLived(0.1)
                .market(settings -> settings.withTraders(4).withSymbols(6).withVolatility(hourly))
                .roundTrip(ROUND_TRIP, JITTER)
                .quirks(
                        Quirks.refusal(Refusal.SERVER_ERROR).when(during(midnight, speed, BROKEN_FROM, BROKEN_UNTIL)),
                        Quirks.rowsDroppedAfterUpdate(HIDDEN).when(during(midnight, speed, GHOSTS_FROM, GHOSTS_UNTIL)))
                .start();
        try (TrackingOrders warm = orders(exchange)) {
            var unused = warm.list(Session.QUERY).blockLast(PATIENCE);
        } catch (RuntimeException e) {
            exchange.close();
            throw e;
        }
        Instant now = exchange.now();
        midnight.set(now.getEpochSecond() * 1_000_000_000L + now.getNano());
        return new Day(exchange, new DayTime(now, speed), length);
    }

    private static Predicate<Call> during(AtomicLong midnight, double speed, Duration from, Duration until) {
        return call -> {
            double time = (call.now() - midnight.get()) * speed;
            return from.toNanos() <= time && time < until.toNanos();
        };
    }

    DayTime time() {
        return time;
    }

    /** In which it passes. */
    Duration length() {
        return length;
    }

    /** The two traders who have most of the orders. */
    List<String> busiest() {
        return exchange.market(market -> market.traderIds().subList(0, 2));
    }

    TrackingOrders orders() {
        return orders(exchange);
    }

    private static TrackingOrders orders(SimulatedExchange exchange) {
        return TrackingOrders.builder(exchange.credentials())
                .baseUrl(URI.create(exchange.url()))
                .holdDown(HOLD_DOWN)
                .build();
    }

    /** How long it is until that time of the day. */
    Duration until(Duration timeOfDay) {
        Duration left = Duration.between(exchange.now(), time.at(timeOfDay));
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public void close() {
        exchange.close();
    }
}
