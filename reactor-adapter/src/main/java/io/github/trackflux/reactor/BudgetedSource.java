package io.github.trackflux.reactor;

import io.github.trackflux.call.BannedException;
import io.github.trackflux.call.ThrottledException;
import io.github.trackflux.call.TransportException;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;

/**
 * Sends nothing without the user's permit and the host's pass, and gives each back as what it was: answered, refused,
 * never answered, or never sent.
 */
final class BudgetedSource implements PageSource {
    private final PageSource source;
    private final CallBudget budget;
    private final HostBudget host;
    private final Lane atHost;

    BudgetedSource(PageSource source, CallBudget budget, HostBudget host) {
        this.source = source;
        this.budget = budget;
        this.host = host;
        this.atHost = host.lane();
    }

    @Override
    public Mono<PageAnswer> read(PageRequest request) {
        return Mono.deferContextual(context -> {
            Fate fate = new Fate();
            return Mono.usingWhen(
                            Lane.in(context).map(budget::acquire).orElseGet(() -> budget.acquire()),
                            permit -> pass(request, permit, fate),
                            permit -> Mono.fromRunnable(permit::answered),
                            (permit, error) -> Mono.fromRunnable(() -> failed(permit, error, fate)),
                            permit -> Mono.fromRunnable(fate.isUnsent() ? permit::unused : permit::abandoned))
                    .onErrorMap(BannedException.class, host::explained);
        });
    }

    private Mono<PageAnswer> pass(PageRequest request, Permit permit, Fate fate) {
        return Mono.usingWhen(
                host.acquire(atHost),
                pass -> budget.clearance().then(Mono.defer(() -> send(request, permit, fate))),
                pass -> Mono.fromRunnable(() -> answered(pass)),
                (pass, error) -> Mono.fromRunnable(() -> failed(pass, error, fate)),
                pass -> Mono.fromRunnable(() -> lost(pass, fate)));
    }

    private Mono<PageAnswer> send(PageRequest request, Permit permit, Fate fate) {
        if (!fate.sends()) {
            // Cancelled at this very moment; nobody listens.
            return Mono.empty();
        }
        return source.read(request).contextWrite(permit::writeTo);
    }

    /** Whatever the server said, it has said it: only a call that the network swallowed may still be counted. */
    private static void failed(Permit permit, Throwable error, Fate fate) {
        if (fate.isUnsent()) {
            permit.unused();
        } else if (error instanceof TransportException) {
            permit.unanswered();
        } else if (error instanceof ThrottledException throttled) {
            permit.refused(throttled.retryAfter());
        } else {
            permit.answered();
        }
    }

    private void answered(Pass pass) {
        host.answered();
        pass.spent();
    }

    private void failed(Pass pass, Throwable error, Fate fate) {
        if (error instanceof TransportException) {
            lost(pass, fate);
        } else if (fate.isUnsent()) {
            pass.unused();
        } else {
            host.failed(error);
            pass.spent();
        }
    }

    private void lost(Pass pass, Fate fate) {
        if (fate.isUnsent()) {
            pass.unused();
        } else {
            pass.spentAfter(budget.unansweredHeld());
        }
    }

    /** Whether a call is sent, settled once: by who sends it or by who cancels it, whoever comes first. */
    private static final class Fate {
        private enum State {
            SENT,
            UNSENT
        }

        private final AtomicReference<State> state = new AtomicReference<>();

        boolean sends() {
            return state.compareAndSet(null, State.SENT);
        }

        boolean isUnsent() {
            state.compareAndSet(null, State.UNSENT);
            return state.get() == State.UNSENT;
        }
    }
}
