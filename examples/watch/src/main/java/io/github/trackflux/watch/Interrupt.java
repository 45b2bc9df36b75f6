package io.github.trackflux.watch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Ctrl-C and a friendly kill: both are the usual way to end a program that runs for ever, so they let it finish, for a while,
 * and end with its own exit code.
 */
public final class Interrupt {
    private final Duration patience;
    private final Sinks.Empty<Void> asked = Sinks.empty();
    private final CompletableFuture<Integer> finished = new CompletableFuture<>();
    private final Thread hook = new Thread(this::interrupt, "trackflux-end");

    private Interrupt(Duration patience) {
        this.patience = patience;
    }

    /**
     * Listens from now on.
     *
     * @param patience how long the program may take to finish; after that it ends with exit code 1
     */
    public static Interrupt installed(Duration patience) {
        Interrupt interrupt = new Interrupt(patience);
        Runtime.getRuntime().addShutdownHook(interrupt.hook);
        return interrupt;
    }

    /** Completes when somebody wants the program to end. */
    public Mono<Void> asked() {
        return asked.asMono();
    }

    /** Says that the program has done what it wanted to, and ends it. */
    public void exit(int code) {
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
            return finished.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
