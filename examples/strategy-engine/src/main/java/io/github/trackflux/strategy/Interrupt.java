package io.github.trackflux.strategy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Ctrl-C and a friendly kill: both are the usual way to end a run, so they let the program finish, for a moment,
 * and end with its own exit code.
 */
final class Interrupt {
    private static final long PATIENCE_MILLIS = 5_000;

    private final Sinks.Empty<Void> asked = Sinks.empty();
    private final CompletableFuture<Integer> finished = new CompletableFuture<>();
    private final Thread hook = new Thread(this::interrupt, "trackflux-strategy-end");

    private Interrupt() {}

    static Interrupt installed() {
        Interrupt interrupt = new Interrupt();
        Runtime.getRuntime().addShutdownHook(interrupt.hook);
        return interrupt;
    }

    /** Completes when somebody wants the program to end. */
    Mono<Void> asked() {
        return asked.asMono();
    }

    /** Says that the program has done what it wanted to, and ends it. */
    void exit(int code) {
        finished.complete(code);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook runs; it has just been told.
            return;
        }
        System.exit(code);
    }

    private void interrupt() {
        asked.tryEmitEmpty();
        Runtime.getRuntime().halt(awaited());
    }

    private int awaited() {
        try {
            return finished.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
