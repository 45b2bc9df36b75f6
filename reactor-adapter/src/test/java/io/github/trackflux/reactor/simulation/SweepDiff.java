package io.github.trackflux.reactor.simulation;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.call.CallTiming;
import io.github.trackflux.call.TrackfluxException;
import io.github.trackflux.event.EventHeader;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.event.Proof;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.page.Paging;
import io.github.trackflux.page.Sweep;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.FeedStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A control: what most people would write. Walks the list and calls an order closed that so many complete walks in a row
 * did not show. The oracle must catch it, or the oracle is broken.
 */
final class SweepDiff implements Watcher {
    private static final AccountId ACCOUNT = new AccountId("c0c0c0c0c0c0");

    private final Filter filter =
            Filter.of(OrderQuery.of(ProductType.USDT_FUTURES)).get(0);
    private final Paging paging = new Paging(Optional.empty());
    private final int confirmations;
    private final Map<String, TrackingOrder> open = new LinkedHashMap<>();
    private final Map<String, Integer> missed = new HashMap<>();
    private final Map<String, TrackingOrder> shown = new LinkedHashMap<>();
    private final List<OrderEvent> events = new ArrayList<>();
    private Sweep sweep = begin();
    private boolean synced;
    private long sequence;

    SweepDiff(int confirmations) {
        this.confirmations = confirmations;
    }

    private Sweep begin() {
        paging.checkEdge();
        return new Sweep(filter, paging, paging.dialect().largestPage(), 1);
    }

    @Override
    public Optional<PageRequest> next(Duration now) {
        return sweep.next();
    }

    @Override
    public Duration idle(Duration now) {
        return Duration.ofMillis(50);
    }

    @Override
    public FeedStep answered(PageAnswer answer) {
        paging.saw(answer.request(), answer.page());
        answer.page().rows().forEach(row -> shown.put(row.trackingNo(), row));
        sweep.answered(answer);
        return progress(answer.timing());
    }

    @Override
    public FeedStep failed(PageRequest request, TrackfluxException error, CallTiming timing) {
        sweep.failed();
        return progress(timing);
    }

    private FeedStep progress(CallTiming timing) {
        if (sweep.state() != Sweep.State.OPEN) {
            if (sweep.state() == Sweep.State.COMPLETE) {
                compare(timing);
            }
            shown.clear();
            sweep = begin();
        }
        List<OrderEvent> told = List.copyOf(events);
        events.clear();
        FeedHealth none = FeedHealth.NEW;
        FeedHealth health = new FeedHealth(
                synced,
                open.size(),
                0,
                Duration.ZERO,
                0,
                Duration.ZERO,
                Set.of(),
                none.freshness(),
                Optional.empty(),
                none.callsPerSecond());
        return new FeedStep(told, Optional.empty(), Optional.empty(), health);
    }

    private void compare(CallTiming timing) {
        for (TrackingOrder order : List.copyOf(open.values())) {
            if (shown.containsKey(order.trackingNo())) {
                missed.remove(order.trackingNo());
            } else if (missed.merge(order.trackingNo(), 1, Integer::sum) >= confirmations) {
                missed.remove(order.trackingNo());
                open.remove(order.trackingNo());
                Proof proof = new Proof(Proof.Kind.WALKS, timing.sentAt(), timing.receivedAt());
                events.add(new OrderEvent.Closed(header(timing), order, proof));
            }
        }
        shown.forEach((number, order) -> {
            if (open.putIfAbsent(number, order) == null) {
                events.add(
                        synced
                                ? new OrderEvent.Opened(header(timing), order)
                                : new OrderEvent.Existing(header(timing), order));
            }
        });
        if (!synced) {
            synced = true;
            events.add(new OrderEvent.Synced(header(timing), open.size()));
        }
    }

    private EventHeader header(CallTiming timing) {
        Instant at = timing.receivedAt();
        return new EventHeader(Long.toString(++sequence), ACCOUNT, sequence, Origin.LIVE, at, at, at);
    }
}
