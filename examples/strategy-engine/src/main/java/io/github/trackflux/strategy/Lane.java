package io.github.trackflux.strategy;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.Exceptions;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * The way to one strategy: signals wait in line and are taken one at a time, on a thread on which no other strategy waits
 * for this one. All methods are for the one thread that tells.
 */
final class Lane {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Seat<?> seat;
    private final int buffer;
    private final LinkedBlockingQueue<Signal> line = new LinkedBlockingQueue<>();
    private final Sinks.Many<Signal> waiting = Sinks.many().unicast().onBackpressureBuffer(line);
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean open = true;

    /** @param buffer how many signals may wait before it {@link #isFull} */
    Lane(Seat<?> seat, int buffer, Scheduler scheduler) {
        this.seat = seat;
        this.buffer = buffer;
        var unused = waiting.asFlux()
                .publishOn(scheduler, 1)
                .subscribe(seat::take, done::completeExceptionally, () -> done.complete(null));
    }

    String name() {
        return seat.name();
    }

    boolean isFull() {
        return open && line.size() >= buffer;
    }

    /** Puts the signal in line, unless no more is taken. */
    void offer(Signal signal) {
        if (open && waiting.tryEmitNext(signal).isFailure()) {
            // It has ended by itself, which it does only when a decision cannot be written: throws why.
            var unused = await(PATIENCE);
        }
    }

    /** Lets it take what waits, and then no more. */
    void end() {
        if (open) {
            open = false;
            waiting.tryEmitComplete();
        }
    }

    /** Whether all was taken before this time had passed; throws what a decision could not be written for. */
    boolean await(Duration patience) {
        try {
            done.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException stuck) {
            return false;
        } catch (ExecutionException e) {
            throw Exceptions.propagate(Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Leaves the strategy alone with what it has not decided: nothing comes of it any more. */
    void abandon() {
        seat.abandon();
    }
}
