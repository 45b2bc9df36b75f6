package io.github.trackflux.watch;

import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.reactor.CheckpointStore;
import io.github.trackflux.reactor.TrackingOrders;
import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.FeedStep;
import io.github.trackflux.view.OrderView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Keeps the checkpoint of what was shown, for the next run of the program, if that is wanted. Saves on the thread that
 * shows, after it has shown, so that nothing is skipped; {@link TrackingOrders#resume} does the same for reactive code.
 */
final class Keeper {
    private final Optional<CheckpointStore> store;
    private @Nullable Checkpoint saved;
    private @Nullable Checkpoint latest;

    Keeper(Optional<CheckpointStore> store) {
        this.store = store;
    }

    /** Reads what an earlier run kept; what was open then. */
    Optional<OrderView> load() {
        saved = store.flatMap(from -> from.load().blockOptional()).orElse(null);
        return Optional.ofNullable(saved).map(Checkpoint::view);
    }

    /** The feed, from where the earlier run ended. */
    Flux<FeedStep> steps(TrackingOrders orders, OrderQuery query) {
        Checkpoint from = saved;
        return from == null ? orders.steps(query) : orders.steps(query, from);
    }

    void shown(FeedStep step) {
        if (step.checkpoint().isPresent()) {
            latest = step.checkpoint().get();
            if (saved == null || latest.isNewsAfter(saved)) {
                save(latest);
            }
        }
    }

    /** Nothing more will be shown. */
    void end() {
        if (latest != null && (saved == null || !latest.equals(saved))) {
            save(latest);
        }
    }

    private void save(Checkpoint checkpoint) {
        store.ifPresent(to -> to.save(checkpoint).block());
        saved = checkpoint;
    }
}
