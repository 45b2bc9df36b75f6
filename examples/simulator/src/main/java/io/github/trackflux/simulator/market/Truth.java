package io.github.trackflux.simulator.market;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who was open when: what a test holds events against.
 *
 * <p>Moments are nanoseconds since the epoch by the exchange's clock. An order is open from its opening on, and no more
 * at its closing moment. <b>Threading:</b> safe; it may be asked while the market runs.
 */
public final class Truth implements ChangeListener {

    private final long kept;
    private final Map<String, OrderHistory> histories = new LinkedHashMap<>();
    private final Deque<OrderHistory> closed = new ArrayDeque<>();

    private Truth(long kept) {
        this.kept = kept;
    }

    /** Makes the truth about a market from now on, and about what is open now, keeping everything. */
    public static Truth of(Market market) {
        return listening(market, new Truth(Long.MAX_VALUE));
    }

    /**
     * Makes the truth about a market from now on, forgetting what is older.
     *
     * @param kept how long closed orders and outdated states are remembered at least
     */
    public static Truth of(Market market, Duration kept) {
        return listening(market, new Truth(kept.toNanos()));
    }

    private static Truth listening(Market market, Truth truth) {
        market.listen(truth);
        return truth;
    }

    @Override
    public synchronized void changed(Change change) {
        OrderState order = change.order();
        OrderHistory history = histories.get(order.trackingNo());
        if (history == null) {
            histories.put(order.trackingNo(), new OrderHistory(order));
            return;
        }
        history.add(change);
        if (change.kind() == Change.Kind.CLOSED) {
            closed.add(history);
        }
        if (kept != Long.MAX_VALUE) {
            history.forgetBefore(change.at() - kept);
            forgetBefore(change.at() - kept);
        }
    }

    /** Returns all that is known of one order; nothing if it never was, or is forgotten. */
    public synchronized Optional<OrderHistory> history(String trackingNo) {
        return Optional.ofNullable(histories.get(trackingNo));
    }

    /** Returns when the order was opened. */
    public synchronized OptionalLong openedAt(String trackingNo) {
        OrderHistory history = histories.get(trackingNo);
        return history == null ? OptionalLong.empty() : OptionalLong.of(history.openedAt());
    }

    /** Returns when the order was closed; nothing while it is open. */
    public synchronized OptionalLong closedAt(String trackingNo) {
        OrderHistory history = histories.get(trackingNo);
        return history == null ? OptionalLong.empty() : history.closedAt();
    }

    /** Whether the order was open at that moment. */
    public synchronized boolean openAt(String trackingNo, long at) {
        OrderHistory history = histories.get(trackingNo);
        return history != null && history.openAt(at);
    }

    /** Whether the order was open at any moment from {@code from} to {@code to}, both included. */
    public synchronized boolean openWithin(String trackingNo, long from, long to) {
        OrderHistory history = histories.get(trackingNo);
        return history != null && history.openWithin(from, to);
    }

    /** Returns the order's state at that moment; nothing if it was not open then. */
    public synchronized Optional<OrderState> stateAt(String trackingNo, long at) {
        OrderHistory history = histories.get(trackingNo);
        return history == null ? Optional.empty() : history.stateAt(at);
    }

    /** Returns every state that the order was open in from {@code from} to {@code to}, both included. */
    public synchronized List<OrderState> statesWithin(String trackingNo, long from, long to) {
        OrderHistory history = histories.get(trackingNo);
        return history == null ? List.of() : history.statesWithin(from, to);
    }

    /** Returns the numbers of the orders that were open at that moment, in the order of opening. Looks at all. */
    public synchronized List<String> openAt(long at) {
        return numbers(history -> history.openAt(at));
    }

    /** Returns the numbers of the orders opened from {@code from} to {@code to}, both included. Looks at all. */
    public synchronized List<String> openedWithin(long from, long to) {
        return numbers(history -> from <= history.openedAt() && history.openedAt() <= to);
    }

    /** Returns the numbers of the orders closed from {@code from} to {@code to}, both included, as they closed. */
    public synchronized List<String> closedWithin(long from, long to) {
        return closed.stream()
                .filter(history -> history.closedAt().isPresent())
                .filter(history -> {
                    long at = history.closedAt().getAsLong();
                    return from <= at && at <= to;
                })
                .map(OrderHistory::trackingNo)
                .toList();
    }

    /** Returns how many orders are known. */
    public synchronized int size() {
        return histories.size();
    }

    /** Forgets the orders that were closed before that moment. */
    public synchronized void forgetBefore(long at) {
        OrderHistory oldest = closed.peek();
        while (oldest != null && oldest.closedAt().orElse(Long.MAX_VALUE) < at) {
            histories.remove(closed.remove().trackingNo());
            oldest = closed.peek();
        }
    }

    private List<String> numbers(Predicate<OrderHistory> asked) {
        Stream<OrderHistory> all = histories.values().stream();
        return all.filter(asked).map(OrderHistory::trackingNo).toList();
    }
}
