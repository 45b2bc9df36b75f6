package io.github.trackflux.watch;

import io.github.trackflux.view.FeedStep;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Signal;

/**
 * One watch, from its first call to its end, on the thread that runs it: a slow output slows the polling and loses nothing.
 */
final class Watch {
    private final Flux<FeedStep> steps;
    private final Progress progress;
    private final Output output;
    private final Keeper keeper;

    Watch(Flux<FeedStep> steps, Progress progress, Output output, Keeper keeper) {
        this.steps = steps;
        this.progress = progress;
        this.output = output;
        this.keeper = keeper;
    }

    /** Shows what the feed tells until the end comes; throws what the feed or the output fails with. */
    void run(Publisher<?> end) {
        // As a signal, an error waits its turn behind the steps before it.
        Flux<Runnable> told = steps.materialize().map(signal -> () -> take(signal));
        try (Stream<Runnable> work =
                Flux.merge(1, told, output.chores()).takeUntilOther(end).toStream(1)) {
            work.forEach(Runnable::run);
        }
        keeper.end();
    }

    private void take(Signal<FeedStep> signal) {
        Throwable error = signal.getThrowable();
        if (error != null) {
            throw Exceptions.propagate(error);
        }
        FeedStep step = signal.get();
        if (step != null) {
            progress.take(step);
            output.take(step);
            keeper.shown(step);
        }
    }
}
