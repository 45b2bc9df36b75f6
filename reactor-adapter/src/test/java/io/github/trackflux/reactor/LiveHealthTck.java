package io.github.trackflux.reactor;

import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.FeedStep;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import reactor.core.publisher.Flux;

/** The health of live orders; one signal, since only the newest waits. */
public final class LiveHealthTck extends PublisherVerification<FeedHealth> {
    /** Found by its name. */
    public LiveHealthTck() {
        super(new TestEnvironment(TckClients.SIGNAL, TckClients.NO_SIGNAL));
    }

    @Override
    public Publisher<FeedHealth> createPublisher(long elements) {
        LiveScript script = new LiveScript();
        return health(elements == 0 ? Flux.empty() : Flux.just(script.step(script.opens(1))));
    }

    private static Flux<FeedHealth> health(Flux<FeedStep> steps) {
        return LiveOrders.of(steps, LiveState::new, LiveOptions.DEFAULT, Time.system())
                .health();
    }

    @Override
    public Publisher<FeedHealth> createFailedPublisher() {
        return health(Flux.error(new IllegalStateException("failed on purpose")));
    }

    @Override
    public long maxElementsFromPublisher() {
        return 1;
    }
}
