package io.github.trackflux.reactor;

import io.github.trackflux.model.TrackingOrder;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;

/** The rows of a list, over several pages. */
public final class ListTck extends PublisherVerification<TrackingOrder> {
    /** Found by its name. */
    public ListTck() {
        super(new TestEnvironment(TckClients.SIGNAL, TckClients.NO_SIGNAL), TckClients.LET_GO);
    }

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
