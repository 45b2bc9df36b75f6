package io.github.trackflux.watch;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.OrderEvent.Closed;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.FeedStep;
import io.github.trackflux.view.OrderView;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** What a feed has told so far: the events replayed, the last of them, the feed's health, and the exchange's time. */
final class Progress {
    private static final int KEPT = 200;
    private static final Comparator<TrackingOrder> NEWEST_FIRST = Comparator.comparing(
                    (TrackingOrder order) -> order.openTime().orElse(Instant.EPOCH))
            .thenComparing(TrackingOrder::trackingNo)
            .reversed();

    private final LongSupplier nanos;
    private final Map<String, TrackingOrder> open = new HashMap<>();
    private final Deque<OrderEvent> last = new ArrayDeque<>();
    private FeedHealth health = FeedHealth.NEW;
    private long events;
    private Instant serverTime;
    private long learnedAt;

    /**
     * Nothing yet.
     *
     * @param start the time until the exchange tells its own
     * @param nanos a monotonic clock
     */
    Progress(Instant start, LongSupplier nanos) {
        this.nanos = nanos;
        this.serverTime = start;
        this.learnedAt = nanos.getAsLong();
    }

    /** Begins with what an earlier run left open. */
    void resume(OrderView view) {
        open.putAll(view.orders());
    }

    void take(FeedStep step) {
        health = step.health();
        step.view().ifPresent(view -> learn(view.asOf()));
        step.events().forEach(this::take);
    }

    private void take(OrderEvent event) {
        events++;
        last.addLast(event);
        if (last.size() > KEPT) {
            last.removeFirst();
        }
        learn(event.header().observedAt());
        event.subject().ifPresent(order -> {
            if (event instanceof Closed) {
                open.remove(order.trackingNo());
            } else {
                open.put(order.trackingNo(), order);
            }
        });
    }

    private void learn(Instant observed) {
        serverTime = observed;
        learnedAt = nanos.getAsLong();
    }

    /** The exchange's time, as far as it told. */
    Instant now() {
        return serverTime.plusNanos(nanos.getAsLong() - learnedAt);
    }

    FeedHealth health() {
        return health;
    }

    long events() {
        return events;
    }

    int open() {
        return open.size();
    }

    List<TrackingOrder> newestFirst() {
        return open.values().stream().sorted(NEWEST_FIRST).toList();
    }

    /** The last events, the newest first. */
    List<OrderEvent> lastEvents() {
        return List.copyOf(last).stream()
                .sorted(Comparator.comparingLong(
                                (OrderEvent event) -> event.header().sequence())
                        .reversed())
                .toList();
    }
}
