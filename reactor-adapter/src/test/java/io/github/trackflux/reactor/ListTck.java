package io.github.trackflux.reactor;

import io.github.trackflux.model.TrackingOrder;
import org.reactivestreams.Publisher;

/** The rows of a list, over several pages. */
public final class ListTck extends FeedTck<TrackingOrder> {
    @Override
    public Publisher<TrackingOrder> createPublisher(long elements) {
        return TckClients.listing((int) elements).list(Samples.QUERY);
    }

    @Override
    public Publisher<TrackingOrder> createFailedPublisher() {
        return TckClients.refused().list(Samples.QUERY);
    }

    @Override
    public long maxElementsFromPublisher() {
        return 120;
    }
}
