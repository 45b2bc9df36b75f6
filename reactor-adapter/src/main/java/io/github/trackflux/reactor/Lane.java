package io.github.trackflux.reactor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The place of one feed, or one walk, at a turnstile: its calls go one after the other, and lanes in turn. It travels in
 * the context of a subscription, from whoever reads to where a call is paid for. Its fields are the turnstile's, and
 * guarded by it.
 */
final class Lane {
    private final Turnstile turnstile;
    final Deque<Waiter> waiting = new ArrayDeque<>();
    /** When it was last let through. */
    @Nullable
    Duration last;

    @Nullable
    Pass kept;

    boolean ended;

    Lane(Turnstile turnstile) {
        this.turnstile = turnstile;
    }

    /** Somebody who waits in a lane, until a pass is granted. */
    static final class Waiter {
        final Lane lane;
        final MonoSink<Pass> sink;

        @Nullable
        Pass granted;

        Waiter(Lane lane, MonoSink<Pass> sink) {
            this.lane = lane;
            this.sink = sink;
        }
    }

    /** The lane of a subscription, if it has one. */
    static Optional<Lane> in(ContextView context) {
        return context.getOrEmpty(Lane.class);
    }

    /** For {@code contextWrite}. */
    Context writeTo(Context context) {
        return context.put(Lane.class, this);
    }

    /** A pass, as soon as one is free and it is this lane's turn. Cancelling while waiting costs nothing. */
    Mono<Pass> acquire() {
        return turnstile.acquire(this);
    }

    /** Completes when a pass is there and kept for the next call of this lane: the moment to decide what is worth it. */
    Mono<Void> reserve() {
        return acquire().doOnNext(pass -> turnstile.keep(this, pass)).then();
    }

    /** There was nothing worth a call: gives back what is kept. */
    void release() {
        turnstile.release(this);
    }

    /** There will be no further call. */
    void end() {
        turnstile.end(this);
    }
}
