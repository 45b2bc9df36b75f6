package io.github.trackflux.reactor;

import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The place of one feed, or one walk, among all that share a budget: they are served in turn. It travels in the context
 * of a subscription, from whoever reads to where a call is paid for.
 */
final class Lane {
    private final CallBudget budget;
    private final Turnstile.Queue queue;

    Lane(CallBudget budget, Turnstile.Queue queue) {
        this.budget = budget;
        this.queue = queue;
    }

    /** The lane of a subscription; one of its own for a call that belongs to no feed and no walk. */
    static Lane in(ContextView context, CallBudget budget) {
        return context.<Lane>getOrEmpty(Lane.class).orElseGet(budget::lane);
    }

    /** For {@code contextWrite}. */
    Context writeTo(Context context) {
        return context.put(Lane.class, this);
    }

    /** A permit, as soon as one is free and it is this lane's turn. Cancelling while waiting costs nothing. */
    Mono<Permit> acquire() {
        return queue.acquire().map(budget::permit);
    }

    /** Completes when a permit is there, and keeps it for the next call of this lane. */
    Mono<Void> reserve() {
        return queue.reserve();
    }

    /** There was nothing worth a call. */
    void release() {
        queue.release();
    }

    /** There will be no further call. */
    void end() {
        queue.end();
    }
}
