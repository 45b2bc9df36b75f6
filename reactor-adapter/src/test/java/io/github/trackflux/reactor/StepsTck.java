package io.github.trackflux.reactor;

import io.github.trackflux.view.FeedStep;
import org.reactivestreams.Publisher;

/** The steps of a feed, endless. */
public final class StepsTck extends FeedTck<FeedStep> {
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
