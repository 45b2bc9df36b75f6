package io.github.trackflux.strategy;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.view.FeedState;
import java.time.Instant;

/** What every strategy is told, numbered from 1 in the order in which the engine came to know it. */
sealed interface Signal {
    long number();

    /** When it became known. */
    Instant at();

    /** Something happened to an order, or to the watching. */
    record Told(long number, OrderEvent event) implements Signal {
        @Override
        public Instant at() {
            return event.header().observedAt();
        }
    }

    /** The feed stands otherwise than before. */
    record Stood(long number, Instant at, FeedState state) implements Signal {}

    /** This strategy was too far behind and hears no more. Recorded, since how slow one was is nothing that a replay can know. */
    record Cut(long number, Instant at, String strategy) implements Signal {}
}
