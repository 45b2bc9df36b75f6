package io.github.trackflux.view;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.TrackingOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What really happened to every order, held against what is told of it. */
final class Truth {
    private final Map<String, Instant> opened = new HashMap<>();
    private final Map<String, Instant> closed = new HashMap<>();
    private final Map<String, Instant> updated = new HashMap<>();
    private final Set<String> statesTold = new HashSet<>();
    private final Set<String> ever = new HashSet<>();
    private final Map<String, String> news = new HashMap<>();
    private Replay replay = new Replay();
    private final List<String> wrongs = new ArrayList<>();

    void opened(String number, Duration at) {
        opened.put(number, Row.EPOCH.plus(at));
    }

    void closed(String number, Duration at) {
        closed.put(number, Row.EPOCH.plus(at));
    }

    /** No two states of an order are alike. */
    void updated(TrackingOrder order, Duration at) {
        updated.put(state(order), Row.EPOCH.plus(at));
    }

    /** The numbers that are open by what was told. */
    Set<String> open() {
        return replay.open().keySet();
    }

    List<String> wrongs() {
        return wrongs;
    }

    /** The orders that are closed, lived for longer than that, and were never told. */
    Set<String> missed(Duration life) {
        Set<String> missed = new HashSet<>(closed.keySet());
        missed.removeIf(number -> opened.get(number).plus(life).isAfter(closed.get(number)));
        missed.removeAll(ever);
        return missed;
    }

    /** A feed came back; what it had told besides these is void. */
    void rewound(List<OrderEvent> kept, boolean resumed) {
        replay = new Replay();
        statesTold.clear();
        for (OrderEvent event : kept) {
            replay.told(event);
            event.subject().ifPresent(order -> statesTold.add(state(order)));
        }
        if (resumed) {
            replay.resumed();
        }
    }

    /** The same id may come again after a restart, and then with the same news. */
    private void named(String what, OrderEvent event) {
        Optional<TrackingOrder> before =
                event instanceof OrderEvent.Updated update ? Optional.of(update.before()) : Optional.empty();
        String content = event.getClass().getSimpleName() + event.subject() + before;
        if (!content.equals(news.computeIfAbsent(event.header().id(), id -> content))) {
            wrongs.add(what + ": has the id of " + news.get(event.header().id()));
        }
    }

    void viewed(OrderView view) {
        wrongs.addAll(replay.viewed(view));
    }

    void told(OrderEvent event) {
        String what = Telling.of(event) + " at " + event.header().observedAt();
        replay.told(event).forEach(wrong -> wrongs.add(what + ": " + wrong));
        named(what, event);
        Optional<TrackingOrder> order = event.subject();
        if (order.isEmpty()) {
            return;
        }
        ever.add(order.get().trackingNo());
        if (event instanceof OrderEvent.Closed) {
            happened(what, event, Optional.ofNullable(closed.get(order.get().trackingNo())));
        } else if (event instanceof OrderEvent.Reinstated) {
            wrongs.add(what + ": taken back, though nothing was wrong");
        } else if (event instanceof OrderEvent.Updated update) {
            updated(what, update);
        } else {
            statesTold.add(state(order.get()));
            happened(what, event, Optional.ofNullable(opened.get(order.get().trackingNo())));
        }
    }

    /** A copy that is too old may be told if it was never shown before; it is replaced when it outlived the hold-down. */
    private void updated(String what, OrderEvent.Updated event) {
        Instant before = updated.getOrDefault(state(event.before()), Instant.MIN);
        Instant after = updated.getOrDefault(state(event.after()), Instant.MIN);
        boolean toldBefore = !statesTold.add(state(event.after()));
        if (after.isAfter(before)) {
            happened(what, event, Optional.of(after));
        } else if (toldBefore) {
            wrongs.add(what + ": went back to what was told before");
        }
    }

    private void happened(String what, OrderEvent event, Optional<Instant> at) {
        if (at.isEmpty() || at.get().isAfter(event.header().notAfter())) {
            wrongs.add(what + ": FALSE");
        } else if (at.get().isBefore(event.header().notBefore())) {
            wrongs.add(what + ": happened at " + at.get() + ", said not before "
                    + event.header().notBefore());
        }
    }

    private static String state(TrackingOrder order) {
        return order.trackingNo() + ' ' + order.margin().orElseThrow();
    }
}
