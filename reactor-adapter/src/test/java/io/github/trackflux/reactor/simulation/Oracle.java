package io.github.trackflux.reactor.simulation;

import io.github.trackflux.event.EventHeader;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.OrderField;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.simulator.market.Change;
import io.github.trackflux.simulator.market.ChangeListener;
import io.github.trackflux.simulator.market.Market;
import io.github.trackflux.simulator.market.OrderState;
import io.github.trackflux.simulator.market.Truth;
import io.github.trackflux.view.FeedStep;
import io.github.trackflux.view.OrderView;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Knows the truth and holds every step against it. Moments are nanoseconds by the exchange's clock. It never looks into
 * what it judges: events, views and calls are all that it sees.
 */
public final class Oracle implements ChangeListener {
    private static final Duration KEPT = Duration.ofMinutes(5);
    /** No answer is older than this when it arrives, lag apart. */
    private static final long OLDEST_ANSWER = Duration.ofSeconds(8).toNanos();

    private final Scenario scenario;
    private final Findings findings;
    private final Truth truth;
    private final Rows rows;
    private final Map<String, Told> orders = new LinkedHashMap<>();
    private final Map<String, TrackingOrder> replay = new LinkedHashMap<>();
    private final Deque<Told> untold = new ArrayDeque<>();
    private final Deque<Told> closing = new ArrayDeque<>();
    private final Restarts restarts = new Restarts();
    private final Looks looks;
    private final Deque<Told> forgetting = new ArrayDeque<>();
    private final SweepCount sweeps;
    private final RateCheck rate;
    private long calmFrom;
    private boolean synced;
    private long sequence;
    private Map<String, TrackingOrder> lastView = Map.of();
    private long lastViewSequence = -1;

    public Oracle(Scenario scenario, Market market, Rows rows, Findings findings) {
        this.scenario = scenario;
        this.findings = findings;
        this.rows = rows;
        this.truth = Truth.of(market, KEPT);
        this.sweeps = new SweepCount(
                2 * scenario.network().longest(),
                scenario.query().productTypes().size());
        this.rate = new RateCheck(scenario.exchange().limit());
        this.looks = new Looks(scenario);
        this.calmFrom = Scenario.START + scenario.promise().calmAfter().toNanos();
        market.listen(this);
    }

    @Override
    public void changed(Change change) {
        OrderState state = change.order();
        if (!isWatched(state)) {
            return;
        }
        switch (change.kind()) {
            case OPENED -> {
                Told told = new Told(state.trackingNo(), state.openedAt());
                orders.put(told.number, told);
                untold.addLast(told);
                findings.opened++;
            }
            case UPDATED -> orders.get(state.trackingNo()).changedAt = change.at();
            case CLOSED -> {
                Told told = orders.get(state.trackingNo());
                told.closedAt = change.at();
                closing.addLast(told);
            }
        }
    }

    private boolean isWatched(OrderState state) {
        OrderQuery query = scenario.query();
        return query.productTypes().contains(ProductType.parse(state.productType()))
                && query.symbol()
                        .orElse(state.row().symbol())
                        .equals(state.row().symbol())
                && query.traderId()
                        .orElse(state.row().traderId())
                        .equals(state.row().traderId());
    }

    /** A call arrives at the exchange. */
    public void arrived(long now) {
        findings.calls++;
        if (!rate.allows(now)) {
            broke(Invariant.RATE, "a call too many", now);
        }
    }

    /** An answer with a page has come to the feed. */
    public void looked(long sent, long now) {
        looks.looked(sent, now);
    }

    /** A checkpoint is safe: whatever dies, this is what the next feed knows. */
    public void saved(long now) {
        restarts.saved(sequence, orders.values());
        looks.saved(now);
    }

    /** A feed begins where the one that was saved last ended; what was told since then is void. */
    public void restarted(long now) {
        sequence = restarts.restored(orders.values());
        replay.clear();
        untold.clear();
        closing.clear();
        forgetting.clear();
        synced = false;
        lastViewSequence = -1;
        calmFrom = Math.max(calmFrom, now);
        looks.restarted(sequence > 0);
        findings.restarts++;
        for (Told told : orders.values()) {
            if (told.phase == Told.Phase.OPEN) {
                replay.put(told.number, Objects.requireNonNull(told.order));
            }
            if (told.phase == Told.Phase.UNTOLD) {
                untold.addLast(told);
            }
        }
        orders.values().stream()
                .filter(Told::isOver)
                .sorted(Comparator.comparingLong(told -> told.closedAt))
                .forEach(closing::addLast);
    }

    /** A step is told. The market must have been played up to now. */
    public void told(FeedStep step, long now) {
        for (OrderEvent event : step.events()) {
            told(event, now);
        }
        step.view().ifPresent(view -> {
            sweeps.ended(now);
            compare(view, now);
        });
        if (synced && step.health().open() != replay.size()) {
            broke(Invariant.REPLAY, "health says " + step.health().open() + " open, events " + replay.size(), now);
        }
        lost(now);
        missed(now);
        forget(now);
    }

    private void told(OrderEvent event, long now) {
        findings.events++;
        if (scenario.isInterrupted()) {
            restarts.named(event).ifPresent(what -> broke(Invariant.IDS, what, now));
        }
        looks.told(event).ifPresent(what -> broke(Invariant.GAP, what, now));
        if (event.header().sequence() != ++sequence) {
            broke(Invariant.SEQUENCE, event.header().sequence() + " came where " + sequence + " was due", now);
            sequence = event.header().sequence();
        }
        if (event instanceof OrderEvent.Synced) {
            if (synced) {
                broke(Invariant.GRAMMAR, "Synced twice", now);
            }
            synced = true;
        }
        event.subject().ifPresent(order -> {
            Told told = orders.get(order.trackingNo());
            if (told == null) {
                broke(Invariant.NO_FALSE_OPEN, "never existed: " + event, now);
            } else {
                told.tell(event);
                event.fold(new Judge(told, now));
            }
        });
    }

    private final class Judge implements OrderEvent.Cases<Boolean> {
        private final Told told;
        private final long now;

        Judge(Told told, long now) {
            this.told = told;
            this.now = now;
        }

        @Override
        public Boolean existing(OrderEvent.Existing event) {
            if (synced || looks.isResumed()) {
                broke(Invariant.GRAMMAR, "Existing after Synced: " + told, now);
            }
            return open(event.order(), Told.Phase.UNTOLD);
        }

        @Override
        public Boolean opened(OrderEvent.Opened event) {
            if (!synced && !looks.isResumed()) {
                broke(Invariant.GRAMMAR, "Opened before Synced: " + told, now);
            }
            findings.opens.add(now - told.openedAt);
            within(event.header(), told.openedAt);
            return open(event.order(), Told.Phase.UNTOLD);
        }

        @Override
        public Boolean reinstated(OrderEvent.Reinstated event) {
            findings.reinstated++;
            return open(event.order(), Told.Phase.CLOSED);
        }

        private boolean open(TrackingOrder order, Told.Phase expected) {
            grammar(told.phase == expected);
            long from = now - OLDEST_ANSWER - scenario.promise().lag().toNanos();
            if (!truth.openWithin(told.number, from, now)) {
                broke(Invariant.NO_FALSE_OPEN, told.toString(), now);
            }
            told.phase = Told.Phase.OPEN;
            return put(order);
        }

        @Override
        public Boolean updated(OrderEvent.Updated event) {
            grammar(told.phase == Told.Phase.OPEN
                    && !event.changed().isEmpty()
                    && event.before().equals(told.order));
            if (told.changedAt > told.openedAt) {
                findings.updates.add(now - told.changedAt);
            }
            return put(event.after());
        }

        @Override
        public Boolean closed(OrderEvent.Closed event) {
            grammar(told.phase == Told.Phase.OPEN);
            told.phase = Told.Phase.CLOSED;
            told.order = null;
            replay.remove(told.number);
            if (told.closedAt > now) {
                broke(Invariant.NO_FALSE_CLOSE, told.toString(), now);
            } else {
                findings.closes.add(now - told.closedAt);
                within(event.header(), told.closedAt);
            }
            return true;
        }

        @Override
        public Boolean synced(OrderEvent.Synced event) {
            return true;
        }

        @Override
        public Boolean gap(OrderEvent.Gap event) {
            return true;
        }

        private boolean put(TrackingOrder order) {
            told.order = order;
            replay.put(told.number, order);
            return true;
        }

        private void within(EventHeader header, long happened) {
            boolean late = happened > Scenario.nanos(header.notAfter()) + scenario.clockError();
            if (late || happened < Scenario.nanos(header.notBefore()) - scenario.clockError()) {
                broke(Invariant.INTERVAL, header + " but " + told, now);
            }
        }

        private void grammar(boolean holds) {
            if (!holds) {
                broke(Invariant.GRAMMAR, told.toString(), now);
            }
        }
    }

    private void compare(OrderView view, long now) {
        boolean known = view.orders() == lastView && view.sequence() == lastViewSequence;
        if (view.sequence() != sequence) {
            broke(Invariant.REPLAY, "the view is of " + view.sequence() + ", the events of " + sequence, now);
        } else if (!known && !isReplay(view.orders())) {
            broke(Invariant.REPLAY, "the view is not what the events lead to", now);
        }
        lastView = view.orders();
        lastViewSequence = view.sequence();
    }

    @SuppressWarnings("ReferenceEquality") // the shortcut for an order that did not change
    private boolean isReplay(Map<String, TrackingOrder> orders) {
        if (orders.size() != replay.size()) {
            return false;
        }
        for (Map.Entry<String, TrackingOrder> entry : orders.entrySet()) {
            TrackingOrder order = replay.get(entry.getKey());
            if (order != entry.getValue() && !entry.getValue().equals(order)) {
                return false;
            }
        }
        return true;
    }

    private void lost(long now) {
        long before = now - scenario.promise().bound().toNanos();
        if (before < calmFrom) {
            return;
        }
        while (!closing.isEmpty() && closing.peekFirst().closedAt < before) {
            Told told = closing.removeFirst();
            if (told.phase == Told.Phase.OPEN) {
                broke(Invariant.NO_LOST_CLOSE, told.toString(), now);
            }
            if (told.isShortLived()) {
                findings.shortLived++;
                findings.shortLivedMissed += told.phase == Told.Phase.UNTOLD ? 1 : 0;
            }
            forgetting.addLast(told);
        }
    }

    private void missed(long now) {
        long before = sweeps.sureSince() - scenario.promise().lag().toNanos();
        while (!untold.isEmpty() && untold.peekFirst().openedAt < before) {
            Told told = untold.peekFirst();
            if (told.phase == Told.Phase.UNTOLD && !told.isOver()) {
                if (now - scenario.promise().bound().toNanos() < calmFrom) {
                    return;
                }
                if (synced) {
                    broke(Invariant.NO_MISSED_OPEN, told.toString(), now);
                }
            } else if (told.phase == Told.Phase.UNTOLD) {
                findings.neverSeen++;
            }
            untold.removeFirst();
        }
    }

    private void forget(long now) {
        while (!forgetting.isEmpty() && forgetting.peekFirst().closedAt < now - KEPT.toNanos()) {
            Told told = forgetting.removeFirst();
            // A close that is late has been counted as lost; when it comes after all, that is no second offence.
            if (told.phase != Told.Phase.OPEN) {
                orders.remove(told.number);
            }
        }
    }

    /** The run is over: what is believed is what has been true lately. */
    public void ended(long now) {
        findings.virtualNanos += now - Scenario.START;
        long before = Math.max(calmFrom, now - scenario.promise().bound().toNanos());
        for (Map.Entry<String, TrackingOrder> entry : replay.entrySet()) {
            List<OrderState> states = truth.statesWithin(entry.getKey(), before, now);
            if (states.stream().noneMatch(state -> isSame(rows.order(state.row()), entry.getValue()))) {
                broke(Invariant.STATE, "not so of late: " + orders.get(entry.getKey()), now);
            }
        }
        for (Told told : orders.values()) {
            if (told.openedAt < before && !told.isOver() && told.phase != Told.Phase.OPEN) {
                broke(Invariant.STATE, "not believed open: " + told, now);
            }
        }
        if (!synced && scenario.lasting().compareTo(scenario.promise().bound()) > 0) {
            broke(Invariant.STATE, "never synced", now);
        }
    }

    /** A masked trader is no other trader, and a field that the exchange leaves out is not wrong. */
    private static boolean isSame(TrackingOrder truth, TrackingOrder believed) {
        return OrderField.differences(truth, believed).stream()
                .allMatch(field -> field.of(believed).equals(Optional.empty())
                        || (field == OrderField.TRADER_ID && !believed.hasUsableTrader()));
    }

    /** Notes a breach, unless a fault excuses it. */
    public void broke(Invariant invariant, String what, long now) {
        if (!scenario.promise().excused().contains(invariant)) {
            findings.broke(invariant, "at " + Told.seconds(now) + ": " + what);
        }
    }
}
