package io.github.trackflux.reactor;

import io.github.trackflux.view.OrderView;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;

/** The views of a feed, endless. */
public final class ViewsTck extends PublisherVerification<OrderView> {
    /** Found by its name. */
    public ViewsTck() {
        super(new TestEnvironment(TckClients.SIGNAL, TckClients.NO_SIGNAL), TckClients.LET_GO);
    }

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
