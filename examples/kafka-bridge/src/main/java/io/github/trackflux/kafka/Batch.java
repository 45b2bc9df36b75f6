package io.github.trackflux.kafka;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.view.Checkpoint;
import java.util.List;

/**
 * What goes into Kafka as one: events, and the checkpoint that holds them and nothing behind them.
 *
 * @param events in order; may be none
 * @param since when the first of them was told, in nanoseconds of the monotonic clock
 */
record Batch(List<OrderEvent> events, Checkpoint checkpoint, long since) {}
