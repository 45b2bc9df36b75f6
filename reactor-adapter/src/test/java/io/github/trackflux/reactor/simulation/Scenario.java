package io.github.trackflux.reactor.simulation;

import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.simulator.exchange.ExchangeSettings;
import io.github.trackflux.simulator.market.MarketSettings;
import io.github.trackflux.view.TrackerSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One world to watch, played the same way every time.
 *
 * @param seed of everything that is drawn
 * @param market what happens
 * @param query which of it is watched
 * @param exchange how it is shown
 * @param network how calls travel
 * @param tracker how it is watched
 * @param promise what must hold
 * @param plan what is done by hand, in order
 * @param skew how far this machine's clock is ahead of the exchange's
 * @param lasting how long it is watched
 * @param faults what is wrong, in words
 */
public record Scenario(
        long seed,
        MarketSettings market,
        OrderQuery query,
        ExchangeSettings exchange,
        Network network,
        TrackerSettings tracker,
        Promise promise,
        List<World.Act> plan,
        Duration skew,
        Duration lasting,
        List<String> faults) {
    /** The exchange's clock when a run begins: nanoseconds since 1970. */
    public static final long START = 1_767_225_600_000_000_000L;

    private static final long SECOND = 1_000_000_000L;

    /** A market without faults. */
    public static Scenario calm(long seed, MarketSettings market, Duration lasting) {
        return new Scenario(
                seed,
                market.withSeed(seed),
                OrderQuery.of(ProductType.USDT_FUTURES),
                ExchangeSettings.defaults().withSeed(seed + 1),
                Network.quiet(RoundTrip.millis(80, 30)),
                TrackerSettings.DEFAULT,
                Promise.ALL,
                List.of(),
                Duration.ZERO,
                lasting,
                List.of());
    }

    /** How far the exchange's time, as a feed knows it, may be wrong: by half a round trip, and by the jitter of others. */
    long clockError() {
        return network.longest();
    }

    /** Whether the feed may be killed, so that its checkpoints must be kept. */
    public boolean isInterrupted() {
        return !plan.isEmpty();
    }

    /** Nanoseconds since 1970. */
    static long nanos(Instant instant) {
        return instant.getEpochSecond() * SECOND + instant.getNano();
    }

    /** A moment that many nanoseconds after the start, by the exchange's clock. */
    public static Instant instant(long sinceStart) {
        long nanos = START + sinceStart;
        return Instant.ofEpochSecond(nanos / SECOND, nanos % SECOND);
    }

    /** Another market, with what is done to it by hand. */
    Scenario with(MarketSettings other, List<World.Act> acts) {
        return new Scenario(seed, other, query, exchange, network, tracker, promise, acts, skew, lasting, faults);
    }

    public Scenario withTracker(TrackerSettings settings) {
        return new Scenario(seed, market, query, exchange, network, settings, promise, plan, skew, lasting, faults);
    }

    public Scenario withExchange(ExchangeSettings settings) {
        return new Scenario(seed, market, query, settings, network, tracker, promise, plan, skew, lasting, faults);
    }

    public Scenario withNetwork(Network calls) {
        return new Scenario(seed, market, query, exchange, calls, tracker, promise, plan, skew, lasting, faults);
    }

    public Scenario withPromise(Promise promised) {
        return new Scenario(seed, market, query, exchange, network, tracker, promised, plan, skew, lasting, faults);
    }

    @Override
    public String toString() {
        return "-Dsimulation.seed=" + seed + ": " + market.orders() + " orders, " + market.rates() + ", "
                + exchange.order() + ", " + exchange.dialect() + ", " + network + ", hold-down " + tracker.holdDown()
                + ", " + faults;
    }
}
