package io.github.trackflux.watch;

import io.github.trackflux.view.FeedStep;
import reactor.core.publisher.Flux;

/** Where a feed is shown. Used on one thread. */
interface Output extends AutoCloseable {
    /** Shows what is new. */
    void take(FeedStep step);

    /** Work to be done in between, whenever it comes. */
    default Flux<Runnable> chores() {
        return Flux.never();
    }

    @Override
    default void close() {}
}
