package io.github.trackflux.watch;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.view.FeedHealth;
import java.time.Instant;
import java.util.List;

/**
 * All that the live table shows, at one moment.
 *
 * @param title what is watched, and for whom
 * @param query which of its orders
 * @param now the exchange's time
 * @param health how the feed stands
 * @param calls how fast it is answered
 * @param orders what is open, the newest first
 * @param events what happened, the newest first
 */
record Board(
        String title,
        String query,
        Instant now,
        FeedHealth health,
        CallMeter.Calls calls,
        List<TrackingOrder> orders,
        List<OrderEvent> events) {}
