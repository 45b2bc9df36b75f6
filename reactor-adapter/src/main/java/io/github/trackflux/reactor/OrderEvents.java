package io.github.trackflux.reactor;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.TrackingOrder;
import reactor.core.publisher.Flux;

/**
 * Picks the orders of one kind of event out of any stream of events, for {@code transform}:
 *
 * <pre>{@code
 * Flux<TrackingOrder> closed = orders.watch(query).transform(OrderEvents::closed);
 * }</pre>
 *
 * <p>Whoever trades reads the events themselves: they also say that a close was taken back ({@link OrderEvent.Reinstated}),
 * that nobody looked ({@link OrderEvent.Gap}), and how fresh the news is.
 */
public final class OrderEvents {
    private OrderEvents() {}

    /** Orders as they were opened; not those that were open at the start. */
    public static Flux<TrackingOrder> opened(Flux<OrderEvent> events) {
        return events.ofType(OrderEvent.Opened.class).map(OrderEvent.Opened::order);
    }

    /** Orders as they are after each change. */
    public static Flux<TrackingOrder> updated(Flux<OrderEvent> events) {
        return events.ofType(OrderEvent.Updated.class).map(OrderEvent.Updated::after);
    }

    /** Orders that are gone, as they were last seen. */
    public static Flux<TrackingOrder> closed(Flux<OrderEvent> events) {
        return events.ofType(OrderEvent.Closed.class).map(OrderEvent.Closed::last);
    }
}
