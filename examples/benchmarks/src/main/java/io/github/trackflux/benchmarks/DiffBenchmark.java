package io.github.trackflux.benchmarks;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.call.CallTiming;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.page.Position;
import io.github.trackflux.view.RowComparison;
import io.github.trackflux.view.Tracker;
import io.github.trackflux.view.TrackerSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A sweep of 1,000 orders, 20 pages: what the tracker makes of it, and what a plain comparison of two maps would cost. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DiffBenchmark {
    /** Sweep after sweep and nothing else: a cadence too short to be one. */
    private static final TrackerSettings SWEEPS = TrackerSettings.DEFAULT.withEvery(Duration.ofNanos(1));

    private static final Duration ROUND_TRIP = Duration.ofMillis(80);
    /** A sweep takes a little longer than the hold-down, so that a row that goes back is a change and no echo. */
    private static final Duration PACE = Duration.ofMillis(110);

    private static final Filter ALL = new Filter(ProductType.USDT_FUTURES, Optional.empty(), Optional.empty());
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    /** How many of the 1,000 orders are changed from one sweep to the next. */
    @Param({"0", "10"})
    public int changed;

    private ManyOrders orders = new ManyOrders(0);
    private Tracker tracker = tracker();
    private RowComparison rows = new RowComparison();
    private Duration now = Duration.ZERO;
    private int sweep;
    private Map<String, TrackingOrder> before = Map.of();

    @Setup
    public void prepare() {
        orders = new ManyOrders(changed);
        tracker = tracker();
        rows = new RowComparison();
        for (int i = 0; i < 10 * ManyOrders.PAGES; i++) {
            step();
        }
        rowsAreCompared();
    }

    private static Tracker tracker() {
        return new Tracker(new AccountId("0123456789ab"), OrderQuery.of(ProductType.USDT_FUTURES), SWEEPS);
    }

    /** As many answers as the list has pages, from the question of what to read to the step that each makes. */
    @Benchmark
    public int trackerTakesSweep() {
        int events = 0;
        for (int i = 0; i < ManyOrders.PAGES; i++) {
            events += step();
        }
        sweep++;
        return events;
    }

    private int step() {
        now = now.plus(PACE);
        return tracker.answered(answer(tracker.next(now).orElseThrow()))
                .events()
                .size();
    }

    /** The answers alone: what is shown against what is known. */
    @Benchmark
    public int rowsAreCompared() {
        int events = 0;
        for (int page = 1; page <= ManyOrders.PAGES; page++) {
            now = now.plus(PACE);
            events += rows.events(answer(new PageRequest(ALL, new Position.Numbered(page), Bodies.ROWS)));
        }
        sweep++;
        return events;
    }

    private PageAnswer answer(PageRequest request) {
        int number = request.position() instanceof Position.Numbered numbered ? numbered.number() : 1;
        Page page = orders.page(sweep, number, request.size());
        Duration received = now.plus(ROUND_TRIP);
        return new PageAnswer(request, page, new CallTiming(now, received, EPOCH.plus(now), EPOCH.plus(received)));
    }

    /** Every row read anew, put into a map, and the map compared with the one before. */
    @Benchmark
    public int mapsAreCompared() {
        Map<String, TrackingOrder> after = new HashMap<>(2 * ManyOrders.ORDERS);
        int events = 0;
        for (TrackingOrder row : orders.readAnew(sweep++)) {
            after.put(row.trackingNo(), row);
            if (!row.equals(before.get(row.trackingNo()))) {
                events++;
            }
        }
        for (String number : before.keySet()) {
            if (!after.containsKey(number)) {
                events++;
            }
        }
        before = after;
        return events;
    }
}
