package io.github.trackflux.reactor;

import java.util.concurrent.Executor;
import java.util.function.Supplier;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/** A stream out of a running loop; every subscriber has an inbox of its own. */
final class LiveFlux<T> extends Flux<T> {
    private final LiveHub hub;
    private final Supplier<Inbox<T>> inbox;
    private final Executor threads;

    LiveFlux(LiveHub hub, Supplier<Inbox<T>> inbox, Executor threads) {
        this.hub = hub;
        this.inbox = inbox;
        this.threads = threads;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> subscriber) {
        LiveSubscription<T> subscription = new LiveSubscription<>(subscriber, inbox.get(), threads, hub::leave);
        subscriber.onSubscribe(subscription);
        hub.join(subscription);
        subscription.open();
    }
}
