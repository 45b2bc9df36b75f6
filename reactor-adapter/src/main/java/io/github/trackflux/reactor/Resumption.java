package io.github.trackflux.reactor;

import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.FeedStep;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Handle, then save: one step after the other. State of one subscription. */
final class Resumption {
    private final CheckpointStore store;
    private final Function<? super FeedStep, ? extends Mono<Void>> handler;
    private @Nullable Checkpoint saved;

    Resumption(CheckpointStore store, Function<? super FeedStep, ? extends Mono<Void>> handler) {
        this.store = store;
        this.handler = handler;
    }

    Flux<FeedStep> of(Function<Checkpoint, Flux<FeedStep>> resumed, Supplier<Flux<FeedStep>> fresh) {
        Mono<Flux<FeedStep>> steps = store.load()
                .doOnNext(checkpoint -> saved = checkpoint)
                .map(resumed)
                .switchIfEmpty(Mono.fromSupplier(fresh));
        // Without prefetch: no step is asked for before the one before it is safe.
        return steps.flatMapMany(Function.identity()).concatMap(this::handled, 0);
    }

    private Mono<FeedStep> handled(FeedStep step) {
        return Mono.defer(() -> handler.apply(step))
                .then(Mono.defer(() ->
                        step.checkpoint().filter(this::isNews).map(this::save).orElseGet(Mono::empty)))
                .thenReturn(step);
    }

    private boolean isNews(Checkpoint checkpoint) {
        return saved == null || checkpoint.isNewsAfter(saved);
    }

    private Mono<Void> save(Checkpoint checkpoint) {
        return store.save(checkpoint).doOnSuccess(done -> saved = checkpoint);
    }
}
