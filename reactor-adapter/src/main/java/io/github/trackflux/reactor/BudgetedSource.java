package io.github.trackflux.reactor;

import io.github.trackflux.call.TransportException;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import reactor.core.publisher.Mono;

/** Sends nothing without a permit, and gives each back as what it was: answered, or never answered. */
final class BudgetedSource implements PageSource {
    private final PageSource source;
    private final CallBudget budget;

    BudgetedSource(PageSource source, CallBudget budget) {
        this.source = source;
        this.budget = budget;
    }

    @Override
    public Mono<PageAnswer> read(PageRequest request) {
        return Mono.usingWhen(
                budget.acquire(),
                permit -> source.read(request),
                permit -> Mono.fromRunnable(permit::answered),
                (permit, error) -> Mono.fromRunnable(() -> failed(permit, error)),
                permit -> Mono.fromRunnable(permit::unanswered));
    }

    /** Whatever the server said, it has said it: only a call that the network swallowed may still be counted. */
    private static void failed(CallBudget.Permit permit, Throwable error) {
        if (error instanceof TransportException) {
            permit.unanswered();
        } else {
            permit.answered();
        }
    }
}
