package io.github.trackflux.reactor.simulation;

import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.simulator.exchange.Call;
import io.github.trackflux.simulator.exchange.Calls;
import io.github.trackflux.simulator.exchange.Dialect;
import io.github.trackflux.simulator.exchange.ExchangeSettings;
import io.github.trackflux.simulator.exchange.Quirk;
import io.github.trackflux.simulator.listing.ListOrder;
import io.github.trackflux.simulator.market.MarketSettings;
import io.github.trackflux.view.TrackerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A scenario in the making, which faults are added to. */
final class Draft {
    /** When the last fault ends that does not stay for ever. */
    static final Duration CALM = Duration.ofSeconds(60);

    private static final Duration BOUND = Duration.ofSeconds(45);
    /** A false close raises the hold-down, for an hour, to at most a minute. */
    private static final Duration RAISED_BOUND = Duration.ofSeconds(105);

    private static final double MOST_WALKABLE = 0.2;
    private static final int MOST_FOR_CERTAIN = 40;
    private static final Duration LAST_LOOK = Duration.ofSeconds(15);
    private static final Duration SYNCED = Duration.ofSeconds(5);

    final SplittableRandom random;
    MarketSettings market = MarketSettings.defaults();
    OrderQuery query = OrderQuery.of(ProductType.USDT_FUTURES);
    ExchangeSettings exchange;
    Network network = Network.quiet(RoundTrip.millis(80, 30));
    TrackerSettings tracker = TrackerSettings.DEFAULT;
    Duration lag = Duration.ZERO;
    Duration skew = Duration.ZERO;

    private Duration bound = BOUND;
    private boolean hindered;

    final long seed;
    private final List<World.Act> plan = new ArrayList<>();
    private final Set<Invariant> excused = EnumSet.noneOf(Invariant.class);
    private final List<String> faults = new ArrayList<>();

    Draft(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed * 7919 + 3);
        this.exchange = ExchangeSettings.defaults().withSeed(seed + 1);
    }

    /** A part of the run before it gets calm, in nanoseconds since the start. */
    record Span(long from, long until) {
        long exchangeFrom() {
            return Scenario.START + from;
        }

        long exchangeUntil() {
            return Scenario.START + until;
        }
    }

    /** A span that long, after the first seconds, in which most feeds get to know the list. */
    Span span(Duration length) {
        long latest = CALM.minus(length).toNanos();
        long from = random.nextLong(SYNCED.toNanos(), Math.max(SYNCED.toNanos() + 1, latest));
        return new Span(from, from + length.toNanos());
    }

    /** From the start, or from some moment on, until it gets calm. */
    Span untilCalm() {
        long from = random.nextBoolean() ? 0 : random.nextLong(SYNCED.toNanos(), CALM.toNanos() / 2);
        return new Span(from, CALM.toNanos());
    }

    Predicate<Call> during(Duration length) {
        Span span = span(length);
        return Calls.between(span.exchangeFrom(), span.exchangeUntil());
    }

    /** A share of the calls, until it gets calm. */
    Quirk shared(Quirk quirk, double share) {
        return shared(quirk, share, untilCalm());
    }

    Quirk shared(Quirk quirk, double share, Span span) {
        return quirk.when(
                Calls.between(span.exchangeFrom(), span.exchangeUntil()).and(Calls.share(share)));
    }

    Duration between(long leastMillis, long mostMillis) {
        return Duration.ofMillis(random.nextLong(leastMillis, mostMillis + 1));
    }

    @SafeVarargs
    final <T> T oneOf(T... all) {
        return all[random.nextInt(all.length)];
    }

    void quirk(Quirk quirk) {
        exchange = exchange.with(quirk);
    }

    void exchange(UnaryOperator<ExchangeSettings> change) {
        exchange = change.apply(exchange);
    }

    void at(long nanos, Consumer<World> act) {
        plan.add(new World.Act(Duration.ofNanos(nanos), act));
    }

    /** Again and again, at random distances. */
    void often(Span span, long leastMillis, long mostMillis, Consumer<World> act) {
        oftenDrawn(span, leastMillis, mostMillis, () -> act);
    }

    /** The same, drawing anew what is done each time. */
    void oftenDrawn(Span span, long leastMillis, long mostMillis, Supplier<Consumer<World>> acts) {
        long at = span.from();
        while (at < span.until()) {
            at(at, acts.get());
            at += between(leastMillis, mostMillis).toNanos();
        }
    }

    /** False closes are excused; each is taken back, and makes the hold-down longer, and with it every proof. */
    void misleads() {
        excuse(Invariant.NO_FALSE_CLOSE, Invariant.INTERVAL);
        bound = RAISED_BOUND;
        unprovable();
    }

    /** On lists of more than a page, some closes may stay unproven. */
    void unprovable() {
        if (market.orders() > MOST_FOR_CERTAIN) {
            excuse(Invariant.NO_LOST_CLOSE, Invariant.STATE);
        }
    }

    /**
     * Filters do not work. What fits no single answer is then proven by walks, and walks prove nothing of a list that
     * changes all the time. A query that itself needs a filter would see nothing at all.
     */
    void hinders() {
        hindered = true;
        query = new OrderQuery(query.productTypes(), Optional.empty(), Optional.empty());
        if (market.rates().opens() > MOST_WALKABLE) {
            unprovable();
        }
    }

    void excuse(Invariant... invariants) {
        Collections.addAll(excused, invariants);
    }

    void named(String fault) {
        faults.add(fault);
    }

    Scenario build() {
        boolean byId = exchange.order() == ListOrder.NEWEST;
        boolean nearlyById = exchange.order() == ListOrder.UNSTABLE && !hindered;
        if (exchange.dialect() == Dialect.ID_CURSOR && !byId && !nearlyById) {
            // Below the last row's id is not what comes after that row: such a server hides rows.
            excuse(Invariant.NO_LOST_CLOSE, Invariant.NO_MISSED_OPEN, Invariant.STATE);
        }
        plan.sort(Comparator.comparing(World.Act::at));
        return new Scenario(
                seed,
                market.withSeed(seed),
                query,
                exchange,
                network,
                tracker,
                new Promise(lag, CALM, bound, Set.copyOf(excused)),
                List.copyOf(plan),
                skew,
                CALM.plus(bound).plus(LAST_LOOK),
                List.copyOf(faults));
    }
}
