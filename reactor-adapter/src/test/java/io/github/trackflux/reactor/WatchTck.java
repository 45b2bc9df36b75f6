package io.github.trackflux.reactor;

import io.github.trackflux.event.OrderEvent;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;

/** The events of a feed, endless. */
public final class WatchTck extends PublisherVerification<OrderEvent> {
    /** Found by its name. */
    public WatchTck() {
        super(new TestEnvironment(TckClients.SIGNAL, TckClients.NO_SIGNAL), TckClients.LET_GO);
    }

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
