package io.github.trackflux.reactor;

import io.github.trackflux.view.FeedStep;
import java.time.Duration;

/**
 * Is told what a client does, for metrics and the like. {@link TrackfluxMetrics} is one.
 *
 * <p><strong>Threading.</strong> Called on whichever thread does it, often an event loop, by many at once: must not block.
 *
 * <p><strong>Errors.</strong> What it throws concerns no call and no feed: the first is logged, at {@code WARN}.
 */
public interface ClientObserver {
    /** A client was built with this. */
    void built(TrackingOrders client);

    /**
     * A call has ended. Each try is one; what was never sent for want of a permit is none.
     *
     * @param took from signing to the end of its answer
     */
    void called(Outcome outcome, Duration took);

    /** A feed begins: a subscription of {@code steps}, {@code watch}, {@code views} or {@code resume}, or a loop of {@code live}. */
    FeedObserver feed();

    /** Is told of one feed, one call at a time. */
    interface FeedObserver {
        /** It made a step; its subscriber is told after this. */
        void stepped(FeedStep step);

        /** The last that is told. */
        void ended(Outcome why);
    }
}
