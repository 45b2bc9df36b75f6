package io.github.trackflux.simulator.market;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Keeps the open orders, makes their states, and tells every change. */
final class Ledger {

    private static final Comparator<OrderState> BY_NUMBER = Comparator.comparingLong(OrderState::number);

    private final RowDraft draft;
    private final OpenOrders open = new OpenOrders();
    private final List<ChangeListener> listeners = new ArrayList<>();
    private long sequence;

    Ledger(RowDraft draft) {
        this.draft = draft;
    }

    int size() {
        return open.size();
    }

    List<OrderState> all() {
        return open.all();
    }

    List<OrderState> ofTrader(String traderId) {
        return open.all().stream()
                .filter(order -> order.row().traderId().equals(traderId))
                .sorted(BY_NUMBER)
                .toList();
    }

    OrderState any(RandomGenerator random) {
        return open.any(random);
    }

    @Nullable
    OrderState find(String trackingNo) {
        return open.find(trackingNo);
    }

    OrderState get(String trackingNo) {
        OrderState order = open.find(trackingNo);
        if (order == null) {
            throw new IllegalArgumentException("no open order has the number " + trackingNo);
        }
        return order;
    }

    void listen(ChangeListener listener) {
        open.all().stream().sorted(BY_NUMBER).forEach(order -> listener.changed(new Change(Change.Kind.OPENED, order)));
        listeners.add(listener);
    }

    OrderState opened(Crowd.Instrument instrument, Crowd.Trader trader, long at) {
        long number = draft.nextNumber(at);
        return opened(draft.open(number, at, trader, instrument), number, instrument, at);
    }

    OrderState opened(NewOrder wanted, Crowd.Instrument instrument, Crowd.Trader trader, long at) {
        long number = draft.nextNumber(at);
        return opened(draft.open(number, at, trader, wanted), number, instrument, at);
    }

    private OrderState opened(Row row, long number, Crowd.Instrument instrument, long at) {
        OrderState order = new OrderState(row, instrument.productType(), number, at, at, ++sequence);
        open.put(order);
        return tell(Change.Kind.OPENED, order);
    }

    OrderState updated(OrderState before, long at) {
        return updated(before, draft.update(before.row(), at), at);
    }

    OrderState updated(OrderState before, Row row, long at) {
        OrderState order = before.changed(row, at, ++sequence);
        open.put(order);
        return tell(Change.Kind.UPDATED, order);
    }

    OrderState closed(OrderState before, long at) {
        OrderState order = before.changed(draft.close(before.row(), at), at, ++sequence);
        open.remove(order);
        return tell(Change.Kind.CLOSED, order);
    }

    private OrderState tell(Change.Kind kind, OrderState order) {
        Change change = new Change(kind, order);
        for (ChangeListener listener : listeners) {
            listener.changed(change);
        }
        return order;
    }
}
