package io.github.trackflux.strategy;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.reactor.CheckpointStore;
import io.github.trackflux.reactor.LiveOptions;
import io.github.trackflux.reactor.LiveOrders;
import io.github.trackflux.reactor.TrackingOrders;
import io.github.trackflux.simulator.junit.SimulatorExtension;
import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.FeedState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** An engine that runs on a simulated exchange while a test does things to that. */
final class Running {
    private static final long PATIENCE_SECONDS = 40;

    private final LiveOrders live;
    private final Sinks.Empty<Void> end = Sinks.empty();
    private final CompletableFuture<Void> ended;

    private Running(LiveOrders live, Book book, CheckpointStore store, int buffer) {
        this.live = live;
        this.ended = CompletableFuture.runAsync(
                () -> new Engine(book, store, buffer, Instant::now).run(live, Flux.never(), end.asMono()));
    }

    static Running start(SimulatorExtension exchange, Book book, CheckpointStore store, int buffer) {
        TrackingOrders orders = exchange.closing(TrackingOrders.builder(exchange.credentials())
                .baseUrl(exchange.uri())
                .holdDown(Duration.ZERO)
                .build());
        OrderQuery query = OrderQuery.of(ProductType.USDT_FUTURES);
        Optional<Checkpoint> from = store.load().blockOptional();
        LiveOrders live = from.map(checkpoint -> orders.live(query, checkpoint, LiveOptions.DEFAULT))
                .orElseGet(() -> orders.live(query));
        return new Running(live, book, store, buffer);
    }

    /** Ends it; throws what it ended with. */
    void stop() {
        end.tryEmitEmpty();
        ended.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        live.close();
    }

    /** Decides nothing, and says what it heard. */
    record Ear(LinkedBlockingQueue<Signal> heard) implements Strategy<Boolean> {
        Ear() {
            this(new LinkedBlockingQueue<>());
        }

        @Override
        public Boolean start() {
            return true;
        }

        @Override
        public Decision<Boolean> decide(Boolean state, Signal signal, Quotes quotes) {
            heard.add(signal);
            return Decision.nothing(state);
        }

        /** Waits for such a signal; those before it are gone. */
        Signal await(Predicate<Signal> wanted) throws InterruptedException {
            while (true) {
                Signal signal = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (signal == null) {
                    throw new AssertionError("nothing of that kind was heard for " + PATIENCE_SECONDS + " s");
                }
                if (wanted.test(signal)) {
                    return signal;
                }
            }
        }

        /** Waits for such an event of that order. */
        void awaitEvent(Class<?> kind, String trackingNo) throws InterruptedException {
            var unused = await(signal -> signal instanceof Signal.Told told
                    && kind.isInstance(told.event())
                    && told.event()
                            .subject()
                            .filter(order -> order.trackingNo().equals(trackingNo))
                            .isPresent());
        }

        /** Waits until the list was read whole and the feed is live, whichever is heard first. */
        void awaitLive() throws InterruptedException {
            boolean synced = false;
            boolean live = false;
            while (!synced || !live) {
                Signal signal = await(any -> true);
                synced |= signal instanceof Signal.Told told && told.event() instanceof OrderEvent.Synced;
                live |= signal instanceof Signal.Stood stood && stood.state() == FeedState.LIVE;
            }
        }
    }
}
