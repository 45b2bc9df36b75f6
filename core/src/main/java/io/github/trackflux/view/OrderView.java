package io.github.trackflux.view;

import io.github.trackflux.model.TrackingOrder;
import java.time.Instant;
import java.util.Map;

/**
 * The orders that are open, by the evidence so far. Made once for each sweep of which every page came; replaying the feed's
 * events up to {@code sequence} gives the same orders.
 *
 * @param orders by {@code trackingNo}, oldest sight first; unmodifiable
 * @param sequence the sequence number of the last event that it holds
 * @param asOf when the answer that completed the sweep had arrived, in server time
 */
public record OrderView(Map<String, TrackingOrder> orders, long sequence, Instant asOf) {}
