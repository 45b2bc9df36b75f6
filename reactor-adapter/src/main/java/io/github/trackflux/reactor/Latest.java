package io.github.trackflux.reactor;

import io.github.trackflux.reactor.LiveState.Change;
import io.github.trackflux.reactor.LiveState.Snapshot;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps the newest moment alone, of those that concern its subscriber, and makes what is shown of it when it is taken. */
final class Latest<T> implements Inbox<T> {
    private final Predicate<Change> concerns;
    private final Function<Snapshot, Optional<T>> shown;
    private @Nullable Snapshot waiting;

    Latest(Predicate<Change> concerns, Function<Snapshot, Optional<T>> shown) {
        this.concerns = concerns;
        this.shown = shown;
    }

    @Override
    public void begin(Snapshot now) {
        waiting = shown.apply(now).isPresent() ? now : null;
    }

    @Override
    public boolean add(Change change) {
        if (concerns.test(change)) {
            waiting = change.now();
        }
        return true;
    }

    @Override
    public @Nullable T poll() {
        Snapshot next = waiting;
        waiting = null;
        return next == null ? null : shown.apply(next).orElse(null);
    }

    @Override
    public boolean isEmpty() {
        return waiting == null;
    }

    @Override
    public void clear() {
        waiting = null;
    }
}
