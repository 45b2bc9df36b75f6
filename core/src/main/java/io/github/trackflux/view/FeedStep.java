package io.github.trackflux.view;

import io.github.trackflux.event.OrderEvent;
import java.util.List;
import java.util.Optional;

/**
 * What one answer changed.
 *
 * @param events what became known, in order; may be empty
 * @param view what is open now; present after each sweep of which every page came, once the feed is synced, unless it
 *     showed nothing where orders are open
 * @param checkpoint what a feed must know to go on from here after a restart; comes with the view
 * @param health how the feed stands after it
 */
public record FeedStep(
        List<OrderEvent> events, Optional<OrderView> view, Optional<Checkpoint> checkpoint, FeedHealth health) {
    public FeedStep {
        events = List.copyOf(events);
    }

    /** The same, with another word on how the feed stands. */
    public FeedStep withHealth(FeedHealth health) {
        return new FeedStep(events, view, checkpoint, health);
    }
}
