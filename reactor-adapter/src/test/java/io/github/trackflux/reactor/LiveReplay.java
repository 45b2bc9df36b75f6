package io.github.trackflux.reactor;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.OrderField;
import io.github.trackflux.model.TrackingOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A subscriber who believes what it is told, and notices what cannot be: a change of what it was not told as open, an open
 * of what is, an update that begins elsewhere, a {@code Synced} that counts otherwise, an id with another content.
 */
final class LiveReplay {
    final Map<String, TrackingOrder> open = new LinkedHashMap<>();
    final List<String> wrong = new ArrayList<>();
    long sequence;
    boolean synced;

    private final Map<String, OrderEvent> ids;
    private boolean isResumed;

    /** @param ids shared by all whose ids must not contradict one another */
    LiveReplay(Map<String, OrderEvent> ids) {
        this.ids = ids;
    }

    LiveReplay() {
        this(new LinkedHashMap<>());
    }

    /** Of a loop that goes on from a checkpoint: what opened meanwhile is told before {@code Synced}. */
    LiveReplay resumed() {
        isResumed = true;
        return this;
    }

    void told(OrderEvent event) {
        OrderEvent same = ids.putIfAbsent(event.header().id(), event);
        if (same != null && !content(same).equals(content(event))) {
            wrong.add("one id: " + same + " and " + event);
        }
        sequence = event.header().sequence();
        if (!event.fold(new Judge())) {
            wrong.add("after " + open.keySet() + " came " + event);
        }
    }

    /** What an id stands for. */
    private static List<?> content(OrderEvent event) {
        return event.fold(new OrderEvent.Cases<List<?>>() {
            @Override
            public List<?> existing(OrderEvent.Existing existing) {
                return List.of("existing", state(existing.order()));
            }

            @Override
            public List<?> synced(OrderEvent.Synced synced) {
                return List.of("synced", synced.open());
            }

            @Override
            public List<?> opened(OrderEvent.Opened opened) {
                return List.of("opened", state(opened.order()));
            }

            @Override
            public List<?> updated(OrderEvent.Updated updated) {
                return List.of("updated", state(updated.before()), state(updated.after()), updated.changed());
            }

            @Override
            public List<?> closed(OrderEvent.Closed closed) {
                return List.of("closed", state(closed.last()));
            }

            @Override
            public List<?> reinstated(OrderEvent.Reinstated reinstated) {
                return List.of("reinstated", state(reinstated.order()));
            }

            @Override
            public List<?> gap(OrderEvent.Gap gap) {
                return List.of("gap", gap.from(), gap.to());
            }
        });
    }

    private static List<?> state(TrackingOrder order) {
        List<Object> fields = new ArrayList<>();
        for (OrderField field : OrderField.values()) {
            fields.add(field.of(order));
        }
        return List.of(order.trackingNo(), fields);
    }

    /** Whether what it believes is this, whatever names and extras the orders carry. */
    boolean agreesWith(Map<String, TrackingOrder> orders) {
        return open.keySet().equals(orders.keySet())
                && orders.values().stream().allMatch(order -> order.sameState(open.get(order.trackingNo())));
    }

    private final class Judge implements OrderEvent.Cases<Boolean> {
        @Override
        public Boolean existing(OrderEvent.Existing event) {
            return !synced && opens(event.order());
        }

        @Override
        public Boolean synced(OrderEvent.Synced event) {
            boolean first = !synced;
            synced = true;
            return first && event.open() == open.size();
        }

        @Override
        public Boolean opened(OrderEvent.Opened event) {
            return (synced || isResumed) && opens(event.order());
        }

        @Override
        public Boolean updated(OrderEvent.Updated event) {
            TrackingOrder before = open.put(event.after().trackingNo(), event.after());
            return before != null
                    && before.sameState(event.before())
                    && !event.changed().isEmpty()
                    && event.changed().equals(OrderField.differences(event.before(), event.after()));
        }

        @Override
        public Boolean closed(OrderEvent.Closed event) {
            return open.remove(event.last().trackingNo()) != null;
        }

        @Override
        public Boolean reinstated(OrderEvent.Reinstated event) {
            return opens(event.order());
        }

        @Override
        public Boolean gap(OrderEvent.Gap event) {
            return true;
        }

        private boolean opens(TrackingOrder order) {
            return open.put(order.trackingNo(), order) == null;
        }
    }
}
