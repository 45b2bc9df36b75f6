package io.github.trackflux.reactor;

import io.github.trackflux.reactor.LiveState.Change;
import io.github.trackflux.reactor.LiveState.Snapshot;
import org.jspecify.annotations.Nullable;

/** What waits for one subscriber, bounded. Its {@link LiveSubscription} lets one thread in at a time. */
interface Inbox<T> {
    /** Begins with what is so at this moment. */
    void begin(Snapshot now);

    /**
     * Takes in what a step changed.
     *
     * @return whether there was room for it; nothing more is added if not
     */
    boolean add(Change change);

    /** Takes what is due next; null if nothing waits. */
    @Nullable
    T poll();

    boolean isEmpty();

    /** Lets go of all that waits. */
    void clear();

    /** What to tell a subscriber for whom there was no room. */
    default RuntimeException overrun() {
        throw new IllegalStateException("there always is room");
    }
}
