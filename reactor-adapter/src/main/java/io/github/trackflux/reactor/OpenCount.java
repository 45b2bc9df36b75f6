package io.github.trackflux.reactor;

import io.github.trackflux.event.OrderEvent;

/** Counts what one subscriber was told is open, so that {@code Synced} says to it what it was told, and not to others. */
final class OpenCount {
    private int open;

    /** The event as it is to be told. */
    OrderEvent next(OrderEvent event) {
        if (event instanceof OrderEvent.Synced synced) {
            return synced.open() == open ? synced : new OrderEvent.Synced(Headers.synced(open, synced.header()), open);
        }
        if (event instanceof OrderEvent.Closed) {
            open--;
        } else if (event.subject().isPresent() && !(event instanceof OrderEvent.Updated)) {
            open++;
        }
        return event;
    }
}
