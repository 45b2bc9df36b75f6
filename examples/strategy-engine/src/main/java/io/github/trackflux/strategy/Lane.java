package io.github.trackflux.strategy;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
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
    private final Sinks.Empty<Void> done = Sinks.empty();
    private boolean open = true;

    /** @param buffer how many signals may wait before it {@link #isFull} */
    Lane(Seat<?> seat, int buffer, Scheduler scheduler) {
        this.seat = seat;
        this.buffer = buffer;
        var unused =
                waiting.asFlux().publishOn(scheduler, 1).subscribe(seat::take, done::tryEmitError, done::tryEmitEmpty);
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
            await();
        }
    }

    /** Lets it take what waits, and then no more. */
    void end() {
        if (open) {
            open = false;
            waiting.tryEmitComplete();
        }
    }

    /** Waits until all was taken; throws what a decision could not be written for. */
    void await() {
        done.asMono().block(PATIENCE);
    }
}
