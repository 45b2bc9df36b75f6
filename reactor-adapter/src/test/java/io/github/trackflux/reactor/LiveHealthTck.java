package io.github.trackflux.reactor;

import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.FeedStep;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** The health of live orders; one signal, since only the newest waits. */
public final class LiveHealthTck extends FeedTck<FeedHealth> {
    @Override
    public Publisher<FeedHealth> createPublisher(long elements) {
        LiveScript script = new LiveScript();
        return health(elements == 0 ? Flux.empty() : Flux.just(script.step(script.opens(1))));
    }

    private static Flux<FeedHealth> health(Flux<FeedStep> steps) {
        return live(steps).health();
    }

    private static LiveOrders live(Flux<FeedStep> steps) {
        return LiveOrders.of(LiveStart.anew(steps), LiveOptions.DEFAULT, Time.system());
    }

    @Override
    public Publisher<FeedHealth> createFailedPublisher() {
        LiveOrders live = live(Flux.error(new IllegalStateException("failed on purpose")));
        // The last health of a loop comes before its error and waits to be asked for; after the end there is the error
        // alone.
        live.health().onErrorComplete().blockLast(Duration.ofSeconds(10));
        return live.health();
    }

    @Override
    public long maxElementsFromPublisher() {
        return 1;
    }
}
