package io.github.trackflux.reactor;

import io.github.trackflux.event.EventHeader;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.FeedStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is open by the events of one loop so far, and how each open order is told to whoever comes late. Serial. */
final class LiveState {
    private static final String UNKNOWN = "";

    private final Map<String, Held> open = new LinkedHashMap<>();
    private boolean synced;
    private Snapshot now = Snapshot.NOTHING;

    /**
     * An open order.
     *
     * @param existing the last news of it, as told to whoever was not there; it keeps the number of that news
     * @param trader the trader's id; kept when the exchange masks it later; empty while it is not known
     */
    record Held(OrderEvent.Existing existing, String trader) {}

    /**
     * An event with what it takes to judge whom it concerns.
     *
     * @param trader of the order concerned; empty if there is none or it is not known
     * @param asNew how it is told to those to whom the order was not known to belong before; else the event
     */
    record News(OrderEvent event, String trader, OrderEvent asNew) {}

    /** A moment between two steps: what the events up to {@code sequence} lead to. Immutable. */
    record Snapshot(
            Map<String, Held> open,
            long sequence,
            Instant asOf,
            Optional<OrderEvent.Synced> synced,
            Optional<FeedHealth> health) {
        /** Before the first step. */
        static final Snapshot NOTHING = new Snapshot(Map.of(), 0, Instant.EPOCH, Optional.empty(), Optional.empty());
    }

    /** A step between two moments. */
    record Change(Snapshot before, List<News> news, Snapshot now) {}

    /** Another word on how the feed stands, without a step. */
    Change health(FeedHealth health) {
        return add(new FeedStep(List.of(), Optional.empty(), Optional.empty(), health));
    }

    Change add(FeedStep step) {
        List<News> news = new ArrayList<>(step.events().size());
        for (OrderEvent event : step.events()) {
            news.add(add(event));
        }
        Snapshot before = now;
        now = step.events().isEmpty()
                ? new Snapshot(now.open, now.sequence, now.asOf, now.synced, Optional.of(step.health()))
                : snapshot(step.events().get(step.events().size() - 1).header(), step.health());
        return new Change(before, news, now);
    }

    private Snapshot snapshot(EventHeader last, FeedHealth health) {
        Map<String, Held> held = Collections.unmodifiableMap(new LinkedHashMap<>(open));
        Optional<OrderEvent.Synced> told =
                synced ? Optional.of(new OrderEvent.Synced(Headers.as("synced", last), held.size())) : Optional.empty();
        return new Snapshot(held, last.sequence(), last.observedAt(), told, Optional.of(health));
    }

    private News add(OrderEvent event) {
        synced |= event instanceof OrderEvent.Synced;
        if (event.subject().isEmpty()) {
            return new News(event, UNKNOWN, event);
        }
        TrackingOrder order = event.subject().get();
        Held before = open.get(order.trackingNo());
        String known = before == null ? UNKNOWN : before.trader;
        if (event instanceof OrderEvent.Closed) {
            open.remove(order.trackingNo());
            return new News(event, known, event);
        }
        String trader =
                known.isEmpty() && order.hasUsableTrader() ? order.traderId().get() : known;
        open.put(order.trackingNo(), new Held(existing(event, order, before), trader));
        boolean revealed = before != null && !trader.equals(known);
        return new News(event, trader, revealed ? asNew(event, order) : event);
    }

    private static OrderEvent.Existing existing(OrderEvent event, TrackingOrder order, @Nullable Held before) {
        if (event instanceof OrderEvent.Existing existing) {
            return existing;
        }
        EventHeader of = event.header();
        Instant since =
                before == null ? of.notBefore() : before.existing.header().notBefore();
        return new OrderEvent.Existing(Headers.since(since, "existing", of), order);
    }

    /** That an order is a trader's may come out late. To those who watch the trader it is a late open then. */
    private OrderEvent asNew(OrderEvent event, TrackingOrder order) {
        EventHeader header = Headers.late("revealed", event.header());
        return synced ? new OrderEvent.Opened(header, order) : new OrderEvent.Existing(header, order);
    }
}
