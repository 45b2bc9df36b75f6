package io.github.trackflux.strategy;

import io.github.trackflux.reactor.CheckpointStore;
import io.github.trackflux.view.Checkpoint;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Keeps a checkpoint as long as the program runs: a simulated exchange lives no longer. */
final class MemoryStore implements CheckpointStore {
    private final AtomicReference<Checkpoint> kept = new AtomicReference<>();
    private final Sinks.Many<Checkpoint> saves = Sinks.many().multicast().directBestEffort();

    @Override
    public Mono<Void> save(Checkpoint checkpoint) {
        return Mono.fromRunnable(() -> {
            kept.set(checkpoint);
            saves.tryEmitNext(checkpoint);
        });
    }

    /** Completes with the first save after it was subscribed to. */
    Mono<Void> nextSave() {
        return saves.asFlux().next().then();
    }

    @Override
    public Mono<Checkpoint> load() {
        return Mono.fromSupplier(kept::get);
    }
}
