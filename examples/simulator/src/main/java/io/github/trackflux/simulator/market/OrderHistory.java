package io.github.trackflux.simulator.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Everything that ever happened to one order. It is open from its opening on, and no more at its closing moment. */
public final class OrderHistory {

    private static final long STILL_OPEN = Long.MAX_VALUE;

    private final String trackingNo;
    private final long openedAt;
    private final List<OrderState> states = new ArrayList<>();
    private long closedAt = STILL_OPEN;

    OrderHistory(OrderState opened) {
        this.trackingNo = opened.trackingNo();
        this.openedAt = opened.openedAt();
        states.add(opened);
    }

    /** Returns the order's number. */
    public String trackingNo() {
        return trackingNo;
    }

    /** Returns when it was opened. */
    public long openedAt() {
        return openedAt;
    }

    /** Returns when it was closed, or nothing while it is open. */
    public OptionalLong closedAt() {
        return closedAt == STILL_OPEN ? OptionalLong.empty() : OptionalLong.of(closedAt);
    }

    /** Returns its states, the first to the last; after its close the last one says of itself that it is closed. */
    public List<OrderState> states() {
        return List.copyOf(states);
    }

    /** Whether it was open at that moment. */
    public boolean openAt(long at) {
        return openedAt <= at && at < closedAt;
    }

    /** Whether it was open at any moment from {@code from} to {@code to}, both included. */
    public boolean openWithin(long from, long to) {
        return openedAt <= to && from < closedAt;
    }

    /** Returns its state at that moment, or nothing if it was not open then. */
    public Optional<OrderState> stateAt(long at) {
        List<OrderState> shown = statesWithin(at, at);
        return shown.isEmpty() ? Optional.empty() : Optional.of(shown.get(shown.size() - 1));
    }

    /** Returns every state that it was open in at any moment from {@code from} to {@code to}, both included. */
    public List<OrderState> statesWithin(long from, long to) {
        List<OrderState> shown = new ArrayList<>();
        for (int k = 0; k < states.size(); k++) {
            OrderState state = states.get(k);
            boolean closing = state.changedAt() == closedAt && k == states.size() - 1;
            long until = k + 1 < states.size() ? states.get(k + 1).changedAt() : closedAt;
            // The opening state counts from the opening, also where its older states were forgotten.
            long since = k == 0 ? openedAt : state.changedAt();
            if (!closing && since <= to && from < until) {
                shown.add(state);
            }
        }
        return shown;
    }

    void add(Change change) {
        states.add(change.order());
        if (change.kind() == Change.Kind.CLOSED) {
            closedAt = change.at();
        }
    }

    void forgetBefore(long at) {
        while (states.size() > 1 && states.get(1).changedAt() < at) {
            states.remove(0);
        }
    }
}
