package io.github.trackflux.reactor;

import io.github.trackflux.view.OrderView;
import org.reactivestreams.Publisher;

/** The views of a feed, endless. */
public final class ViewsTck extends FeedTck<OrderView> {
    @Override
    public Publisher<OrderView> createPublisher(long elements) {
        return TckClients.changing().views(Samples.QUERY);
    }

    @Override
    public Publisher<OrderView> createFailedPublisher() {
        return TckClients.refused().views(Samples.QUERY);
    }

    @Override
    public long maxElementsFromPublisher() {
        return publisherUnableToSignalOnComplete();
    }
}
