package io.github.trackflux.reactor;

import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.view.FeedStep;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells an observer of calls and feeds, and lets nothing that it throws come between. */
final class Observed {
    private static final Logger LOG = LoggerFactory.getLogger(ClientObserver.class);

    private final @Nullable ClientObserver observer;
    private final Time time;
    private final AtomicBoolean failed = new AtomicBoolean();

    Observed(@Nullable ClientObserver observer, Time time) {
        this.observer = observer;
        this.time = time;
    }

    void built(TrackingOrders client) {
        told(observer, it -> it.built(client));
    }

    /** The same, each call told. */
    PageSource calls(PageSource source) {
        return observer == null ? source : request -> Mono.defer(() -> call(source, request));
    }

    private Mono<PageAnswer> call(PageSource source, PageRequest request) {
        Duration from = time.now();
        AtomicBoolean ended = new AtomicBoolean();
        Consumer<Outcome> end = outcome -> {
            // Whoever has its answer may cancel still.
            if (ended.compareAndSet(false, true)) {
                told(observer, it -> it.called(outcome, time.now().minus(from)));
            }
        };
        return source.read(request)
                .doOnSuccess(answer -> end.accept(Outcome.SUCCESS))
                .doOnError(error -> end.accept(Outcome.of(error)))
                .doOnCancel(() -> end.accept(Outcome.CANCELLED));
    }

    /** The same, told from its subscription on. */
    Flux<FeedStep> feed(Flux<FeedStep> steps) {
        return observer == null
                ? steps
                : Flux.defer(() -> {
                    ClientObserver.FeedObserver feed = begun(observer);
                    return steps.doOnNext(step -> told(feed, it -> it.stepped(step)))
                            .doOnError(error -> told(feed, it -> it.ended(Outcome.of(error))))
                            .doOnCancel(() -> told(feed, it -> it.ended(Outcome.CANCELLED)));
                });
    }

    private ClientObserver.@Nullable FeedObserver begun(ClientObserver of) {
        try {
            return of.feed();
        } catch (RuntimeException e) {
            warn(e);
            return null;
        }
    }

    private <T> void told(@Nullable T one, Consumer<T> what) {
        if (one != null) {
            try {
                what.accept(one);
            } catch (RuntimeException e) {
                warn(e);
            }
        }
    }

    private void warn(RuntimeException e) {
        if (failed.compareAndSet(false, true)) {
            LOG.warn("The observer failed; what it says from now on may be wrong, and no more is said of it", e);
        }
    }
}
