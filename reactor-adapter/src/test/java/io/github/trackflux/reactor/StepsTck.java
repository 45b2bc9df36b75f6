package io.github.trackflux.reactor;

import io.github.trackflux.view.FeedStep;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;

/** The steps of a feed, endless. */
public final class StepsTck extends PublisherVerification<FeedStep> {
    /** Found by its name. */
    public StepsTck() {
        super(new TestEnvironment(TckClients.SIGNAL, TckClients.NO_SIGNAL), TckClients.LET_GO);
    }

    @Override
    public Publisher<FeedStep> createPublisher(long elements) {
        return TckClients.changing().steps(Samples.QUERY);
    }

    @Override
    public Publisher<FeedStep> createFailedPublisher() {
        return TckClients.refused().steps(Samples.QUERY);
    }

    @Override
    public long maxElementsFromPublisher() {
        return publisherUnableToSignalOnComplete();
    }
}
