package io.github.trackflux.reactor;

import io.github.trackflux.event.EventHeader;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.FeedStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is open by the events of one loop so far, and how each open order is told to whoever comes late. Serial. */
final class LiveState {
    private static final String UNKNOWN = "";

    private final Roll open = new Roll();
    /** Whether it is known what was open, so that what comes to be known as open is news. */
    private boolean hasBaseline;

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

    /**
     * A moment between two steps: what the events up to {@code sequence} lead to. Immutable.
     *
     * @param checkpoint the last that a step brought and that is worth saving; empty until one did
     */
    record Snapshot(
            Roll.Moment open,
            long sequence,
            Instant asOf,
            Optional<OrderEvent.Synced> synced,
            Optional<Checkpoint> checkpoint,
            Optional<FeedHealth> health) {
        /** Before the first step. */
        static final Snapshot NOTHING = new Snapshot(
                Roll.Moment.NOTHING, 0, Instant.EPOCH, Optional.empty(), Optional.empty(), Optional.empty());

        /** With another word on how the feed stands. */
        Snapshot with(FeedHealth health) {
            return new Snapshot(open, sequence, asOf, synced, checkpoint, Optional.of(health));
        }

        /** With another checkpoint. */
        Snapshot with(Checkpoint reached) {
            return new Snapshot(open, sequence, asOf, synced, Optional.of(reached), health);
        }
    }

    /** A step between two moments. */
    record Change(Snapshot before, List<News> news, Snapshot now) {}

    /** What is open by a checkpoint, for a feed that goes on from it. */
    static LiveState of(Checkpoint checkpoint) {
        LiveState state = new LiveState();
        checkpoint.existing().forEach(state::add);
        state.hasBaseline = true;
        state.now = new Snapshot(
                state.open.moment(),
                checkpoint.sequence(),
                checkpoint.asOf(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return state;
    }

    /** What it has come to. */
    Snapshot now() {
        return now;
    }

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
        if (!step.events().isEmpty()) {
            now = moment(step.events().get(step.events().size() - 1).header());
        }
        now = now.with(step.health());
        step.checkpoint().filter(this::isNews).ifPresent(reached -> now = now.with(reached));
        return new Change(before, news, now);
    }

    private Snapshot moment(EventHeader last) {
        Roll.Moment held = open.moment();
        Optional<OrderEvent.Synced> told = synced
                ? Optional.of(new OrderEvent.Synced(Headers.synced(held.size(), last), held.size()))
                : Optional.empty();
        return new Snapshot(held, last.sequence(), last.observedAt(), told, now.checkpoint, now.health);
    }

    private boolean isNews(Checkpoint reached) {
        return now.checkpoint.map(reached::isNewsAfter).orElse(true);
    }

    private News add(OrderEvent event) {
        synced |= event instanceof OrderEvent.Synced;
        hasBaseline |= synced;
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
        return hasBaseline
                ? new OrderEvent.Opened(Headers.late("opened", event.header()), order)
                : new OrderEvent.Existing(Headers.late("existing", event.header()), order);
    }
}
