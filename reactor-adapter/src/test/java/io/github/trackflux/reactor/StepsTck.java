package io.github.trackflux.reactor;

import io.github.trackflux.view.FeedStep;
import org.reactivestreams.Publisher;

/** The steps of a feed, endless. */
public final class StepsTck extends ClosingTck<FeedStep> {
    @Override
    public Publisher<FeedStep> createPublisher(long elements) {
        return closing(TckClients.changing()).steps(Samples.QUERY);
    }

    @Override
    public Publisher<FeedStep> createFailedPublisher() {
        return closing(TckClients.refused()).steps(Samples.QUERY);
    }

    @Override
    public long maxElementsFromPublisher() {
        return publisherUnableToSignalOnComplete();
    }
}
