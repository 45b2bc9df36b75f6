package io.github.trackflux.reactor;

import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.FeedStep;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;

/** Where a loop begins: each anew, or the first at a checkpoint and every later one where the one before it ended. Serial. */
final class LiveStart {
    private final Function<Optional<Checkpoint>, Flux<FeedStep>> feed;
    private Optional<Checkpoint> from;

    /**
     * @param feed goes on from a checkpoint, or begins anew without one
     * @param from where the first loop begins; empty if all begin anew
     */
    LiveStart(Function<Optional<Checkpoint>, Flux<FeedStep>> feed, Optional<Checkpoint> from) {
        this.feed = feed;
        this.from = from;
    }

    /** Every loop begins anew. */
    static LiveStart anew(Flux<FeedStep> feed) {
        return new LiveStart(none -> feed, Optional.empty());
    }

    /** What is known before the first step. */
    LiveState state() {
        return from.map(LiveState::of).orElseGet(LiveState::new);
    }

    Flux<FeedStep> steps() {
        return feed.apply(from);
    }

    /** A loop ends, and came to this. */
    void ended(Optional<Checkpoint> at) {
        if (from.isPresent()) {
            from = at.or(() -> from);
        }
    }
}
