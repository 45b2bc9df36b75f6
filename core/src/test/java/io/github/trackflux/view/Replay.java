package io.github.trackflux.view;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.TrackingOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A reader of events who believes them: keeps what is open by what was told, and notices what breaks the grammar
 * {@code (Existing | Opened) Updated* Closed (Reinstated Updated* Closed)*}, the sequence, or a view.
 */
final class Replay {
    private final Map<String, TrackingOrder> open = new LinkedHashMap<>();
    private final Set<String> closed = new HashSet<>();
    private final Set<String> ids = new HashSet<>();
    private long sequence;
    private boolean synced;
    private boolean resumed;

    /** A feed goes on from a checkpoint of what was told last. */
    void resumed() {
        resumed = true;
        synced = false;
    }

    Map<String, TrackingOrder> open() {
        return open;
    }

    /** Takes an event and tells what is wrong with it. */
    List<String> told(OrderEvent event) {
        List<String> wrongs = new ArrayList<>();
        if (event.header().sequence() != ++sequence) {
            wrongs.add("sequence " + event.header().sequence() + " after " + (sequence - 1));
        }
        if (!ids.add(event.header().id())) {
            wrongs.add("id twice");
        }
        if (event.header().notBefore().isAfter(event.header().notAfter())) {
            wrongs.add("happened backwards");
        }
        boolean fits = event.fold(new Grammar());
        if (!fits) {
            wrongs.add("breaks the grammar");
        }
        return wrongs;
    }

    /** Compares a view with what was told. */
    List<String> viewed(OrderView view) {
        List<String> wrongs = new ArrayList<>();
        if (view.sequence() != sequence) {
            wrongs.add("view of " + view.sequence() + " after " + sequence);
        }
        if (!view.orders().keySet().equals(open.keySet())) {
            wrongs.add("view of " + view.orders().keySet() + " where replay has " + open.keySet());
        }
        view.orders().forEach((number, order) -> {
            if (open.containsKey(number) && !open.get(number).equals(order)) {
                wrongs.add("view has " + order + " where replay has " + open.get(number));
            }
        });
        return wrongs;
    }

    private final class Grammar implements OrderEvent.Cases<Boolean> {
        @Override
        public Boolean existing(OrderEvent.Existing event) {
            return !synced
                    && !resumed
                    && add(event.order())
                    && !closed.contains(event.order().trackingNo());
        }

        @Override
        public Boolean synced(OrderEvent.Synced event) {
            boolean first = !synced;
            synced = true;
            return first && event.open() == open.size();
        }

        @Override
        public Boolean opened(OrderEvent.Opened event) {
            return (synced || resumed)
                    && add(event.order())
                    && !closed.contains(event.order().trackingNo());
        }

        @Override
        public Boolean updated(OrderEvent.Updated event) {
            boolean changed = !event.changed().isEmpty();
            return changed && event.before().equals(open.put(event.after().trackingNo(), event.after()));
        }

        @Override
        public Boolean closed(OrderEvent.Closed event) {
            closed.add(event.last().trackingNo());
            return open.remove(event.last().trackingNo()) != null;
        }

        @Override
        public Boolean reinstated(OrderEvent.Reinstated event) {
            return add(event.order()) && closed.remove(event.order().trackingNo());
        }

        @Override
        public Boolean gap(OrderEvent.Gap event) {
            return true;
        }

        private boolean add(TrackingOrder order) {
            return open.put(order.trackingNo(), order) == null;
        }
    }
}
