package io.github.trackflux.reactor;

import java.util.concurrent.CancellationException;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/** Ends the streams of a client when that is closed, those that are subscribed to later too. */
final class Closing {
    private final Sinks.Empty<Void> closed = Sinks.empty();
    private final Scheduler scheduler;

    /** @param scheduler on which streams end: whoever closes the client does not wait for their subscribers */
    Closing(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Closes; does nothing the second time. */
    void now() {
        closed.tryEmitEmpty();
    }

    <T> Flux<T> end(Flux<T> stream) {
        Flux<T> end = Flux.error(() -> new CancellationException("the client is closed"));
        return Flux.defer(() -> {
            if (isClosed()) {
                return end;
            }
            // Ended from outside and then told why: an error from outside would not give up the calls in flight.
            return stream.takeUntilOther(closed.asMono().publishOn(scheduler))
                    .concatWith(Flux.defer(() -> isClosed() ? end : Flux.empty()));
        });
    }

    private boolean isClosed() {
        return closed.scanOrDefault(Scannable.Attr.TERMINATED, false);
    }
}
