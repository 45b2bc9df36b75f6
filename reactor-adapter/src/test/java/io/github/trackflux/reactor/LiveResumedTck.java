package io.github.trackflux.reactor;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.view.Checkpoint;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** The events of live orders that go on from a checkpoint, endless. */
public final class LiveResumedTck extends FeedTck<OrderEvent> {
    private static final LiveOptions OPTIONS = LiveOptions.DEFAULT.withBuffer(1_000_000);

    @Override
    public Publisher<OrderEvent> createPublisher(long elements) {
        TrackingOrders orders = TckClients.changing();
        Checkpoint checkpoint = orders.steps(Samples.QUERY)
                .concatMap(step -> Mono.justOrEmpty(step.checkpoint()))
                .blockFirst();
        return orders.live(Samples.QUERY, checkpoint, OPTIONS).events();
    }

    @Override
    public Publisher<OrderEvent> createFailedPublisher() {
        return TckClients.refused().live(Samples.QUERY, OPTIONS).events();
    }

    @Override
    public long maxElementsFromPublisher() {
        return publisherUnableToSignalOnComplete();
    }
}
