package io.github.trackflux.reactor;

import io.github.trackflux.event.OrderEvent;
import org.reactivestreams.Publisher;

/** The events of a feed, endless. */
public final class WatchTck extends FeedTck<OrderEvent> {
    @Override
    public Publisher<OrderEvent> createPublisher(long elements) {
        return TckClients.changing().watch(Samples.QUERY);
    }

    @Override
    public Publisher<OrderEvent> createFailedPublisher() {
        return TckClients.refused().watch(Samples.QUERY);
    }

    @Override
    public long maxElementsFromPublisher() {
        return publisherUnableToSignalOnComplete();
    }
}
