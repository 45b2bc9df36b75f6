package io.github.trackflux.strategy;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.reactor.CheckpointStore;
import io.github.trackflux.reactor.LiveOrders;
import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.FeedState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Runs strategies on live orders.
 *
 * <pre>
 * events ──┐                         ┌─▶ lane ─▶ strategy, account
 * health ──┼─▶ number ─▶ record ─────┼─▶ lane ─▶ strategy, account
 * checkpoints ─────────────▶ save    └─▶ lane ─▶ strategy, account
 * </pre>
 *
 * <p>Events and health become signals in one order, on the thread that runs the engine. Each is recorded before anybody
 * decides on it, so whatever was decided can be decided again. A checkpoint is saved when the record holds every event that
 * it holds: where it is read again, the record leads exactly there ({@link Book}).
 *
 * <p><strong>Slowness.</strong> Each strategy has a line of its own; one that lets too much wait is cut off, which is a
 * signal too, and the others notice nothing. One that does not come back at all is left alone at the end. Should the record
 * itself be slower than the exchange, the live orders end with an error that says up to where all was told.
 */
final class Engine {
    /** For all strategies together, at the end; less than a program has that somebody wants to end. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Book book;
    private final CheckpointStore store;
    private final int buffer;
    private final Supplier<Instant> clock;
    private Optional<Checkpoint> early = Optional.empty();
    private @Nullable Checkpoint saved;

    /**
     * @param book what is recorded so far, and where this goes on
     * @param store where checkpoints are kept
     * @param buffer how many signals may wait for a strategy
     * @param clock dates health, which the exchange does not
     */
    Engine(Book book, CheckpointStore store, int buffer, Supplier<Instant> clock) {
        this.book = book;
        this.store = store;
        this.buffer = buffer;
        this.clock = clock;
    }

    /**
     * Runs until the end comes; throws what the live orders fail with, after everything before it was decided on.
     *
     * @param chores to be done in between, on the same thread
     */
    void run(LiveOrders live, Flux<Runnable> chores, Publisher<?> end) {
        // One thread for each, made when there is something to do: strategies that share one would wait for each other.
        Scheduler threads =
                Schedulers.newBoundedElastic(Math.max(1, book.seats().size()), Integer.MAX_VALUE, "strategy", 60, true);
        List<Lane> lanes = book.seats().stream()
                .map(seat -> new Lane(seat, buffer, threads))
                .toList();
        try {
            sequence(live, chores, end, lanes);
        } finally {
            try {
                finish(lanes);
            } finally {
                threads.dispose();
            }
        }
        early.ifPresent(this::keep);
    }

    private static void finish(List<Lane> lanes) {
        lanes.forEach(Lane::end);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Lane lane : lanes) {
            if (!lane.await(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
                lane.abandon();
            }
        }
    }

    private void sequence(LiveOrders live, Flux<Runnable> chores, Publisher<?> end, List<Lane> lanes) {
        // As a signal, an error waits its turn behind the events before it; then it is the only one that is thrown.
        Flux<Runnable> told = live.events().materialize().map(news -> () -> {
            Throwable error = news.getThrowable();
            if (error != null) {
                throw Exceptions.propagate(error);
            }
            OrderEvent event = news.get();
            if (event != null) {
                tell(number -> new Signal.Told(number, event), lanes);
            }
        });
        Flux<Runnable> stood = live.health()
                .map(FeedHealth::state)
                .distinctUntilChanged()
                .onErrorComplete()
                .map(state -> () -> stand(state, lanes));
        Flux<Runnable> kept = live.checkpoints().onErrorComplete().map(checkpoint -> () -> keep(checkpoint));
        try (Stream<Runnable> work =
                Flux.merge(told, stood, kept, chores).takeUntilOther(end).toStream(1)) {
            work.forEach(Runnable::run);
        }
    }

    private void stand(FeedState state, List<Lane> lanes) {
        tell(number -> new Signal.Stood(number, clock.get(), state), lanes);
    }

    /** Records what is new, and passes it on. Who lets too much wait is cut off before, so that the record says when. */
    private void tell(LongFunction<Signal> news, List<Lane> lanes) {
        for (Lane lane : lanes) {
            if (lane.isFull()) {
                pass(new Signal.Cut(book.next(), clock.get(), lane.name()), lanes);
                lane.end();
            }
        }
        pass(news.apply(book.next()), lanes);
        early.ifPresent(this::keep);
    }

    private void pass(Signal signal, List<Lane> lanes) {
        book.record(signal);
        lanes.forEach(lane -> lane.offer(signal));
    }

    /** Saves a checkpoint when everything in it is recorded; what is not yet, waits. */
    private void keep(Checkpoint checkpoint) {
        if (checkpoint.sequence() > book.sequence()) {
            early = Optional.of(checkpoint);
            return;
        }
        early = Optional.empty();
        if (saved == null || checkpoint.isNewsAfter(saved)) {
            book.force();
            store.save(checkpoint).block();
            saved = checkpoint;
        }
    }
}
