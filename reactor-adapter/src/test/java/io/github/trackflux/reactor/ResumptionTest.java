package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.CheckpointException;
import io.github.trackflux.view.FeedStep;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A client that goes on from a checkpoint, and one that keeps its checkpoints in a store, in virtual time. */
class ResumptionTest {
    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final FakeExchange exchange = new FakeExchange(Time.of(scheduler));
    private final List<OrderEvent> events = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private final Memory store = new Memory();

    /** Keeps bytes, as a database would. */
    private static final class Memory implements CheckpointStore {
        final List<byte[]> saved = new ArrayList<>();
        Mono<Void> trouble = Mono.empty();

        @Override
        public Mono<Void> save(Checkpoint checkpoint) {
            return trouble.then(Mono.fromRunnable(() -> saved.add(checkpoint.toJson())));
        }

        @Override
        public Mono<Checkpoint> load() {
            return Mono.defer(
                    () -> saved.isEmpty() ? Mono.empty() : Mono.just(Checkpoint.ofJson(saved.get(saved.size() - 1))));
        }

        Checkpoint last() {
            return Checkpoint.ofJson(saved.get(saved.size() - 1));
        }
    }

    private Mono<Void> handle(FeedStep step) {
        return Mono.fromRunnable(() -> events.addAll(step.events()));
    }

    private Disposable run(Function<FeedStep, Mono<Void>> handler) {
        Flux<FeedStep> steps = exchange.client().resume(Samples.QUERY, store, handler);
        return steps.subscribe(step -> {}, errors::add);
    }

    /** Runs for so long, dies, and is away for so long. */
    private void runFor(int seconds, int away) {
        Disposable running = run(this::handle);
        pass(seconds);
        running.dispose();
        pass(away);
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds * 10; i++) {
            scheduler.advanceTimeBy(Duration.ofMillis(100));
        }
    }

    private List<String> told() {
        return events.stream()
                .map(event ->
                        event.getClass().getSimpleName() + " " + event.header().origin())
                .toList();
    }

    @Test
    void what_changed_while_nobody_looked_is_told_after_a_gap_and_the_sequence_goes_on() {
        exchange.open.addAll(Samples.orders(1, 5));
        runFor(20, 0);
        long last = events.get(events.size() - 1).header().sequence();
        events.clear();
        exchange.open.remove(4);
        exchange.open.set(0, Samples.order(1, "7"));
        exchange.open.add(0, Samples.order(6));
        pass(3600);

        runFor(20, 0);

        assertThat(told().get(0)).isEqualTo("Gap RECOVERED");
        assertThat(told())
                .containsOnlyOnce("Updated RECOVERED", "Closed RECOVERED", "Synced LIVE")
                .doesNotContain("Existing LIVE")
                .hasSize(5);
        assertThat(events.get(0).header().sequence()).isEqualTo(last + 1);
        assertThat(store.last().view().orders()).hasSize(5);
        assertThat(errors).isEmpty();
    }

    @Test
    void steps_go_on_from_a_checkpoint_that_is_given() {
        exchange.open.addAll(Samples.orders(1, 5));
        runFor(20, 60);
        Checkpoint checkpoint = store.last();
        events.clear();
        Flux<FeedStep> steps = exchange.client().steps(Samples.QUERY, checkpoint);
        pass(10);

        for (int i = 1; i <= 2; i++) {
            Disposable watching = steps.subscribe(step -> events.addAll(step.events()));
            pass(10);
            watching.dispose();
            // The state is of each subscription, not of the publisher.
            assertThat(events).hasSize(2 * i);
            assertThat(events.get(2 * i - 2).header().sequence()).isEqualTo(checkpoint.sequence() + 1);
            assertThat(events.get(2 * i - 1)).isInstanceOf(OrderEvent.Synced.class);
        }
    }

    @Test
    void a_checkpoint_of_another_account_or_query_ends_it_before_any_call() {
        exchange.open.addAll(Samples.orders(1, 5));
        runFor(20, 60);
        int calls = exchange.calls.size();
        FakeExchange other = new FakeExchange(Time.of(scheduler));
        OrderQuery narrow = Samples.QUERY.withSymbol("BTCUSDT");
        OrderQuery wide = OrderQuery.of(ProductType.USDT_FUTURES, ProductType.COIN_FUTURES);

        other.client().steps(Samples.QUERY, store.last()).subscribe(step -> {}, errors::add);
        exchange.client().steps(narrow, store.last()).subscribe(step -> {}, errors::add);
        exchange.client().resume(wide, store, this::handle).subscribe(step -> {}, errors::add);
        pass(10);

        assertThat(errors)
                .extracting(Throwable::getClass)
                .containsExactly(
                        CheckpointException.OtherAccount.class,
                        CheckpointException.OtherQuery.class,
                        CheckpointException.OtherQuery.class);
        assertThat(exchange.calls).hasSize(calls);
        assertThat(other.calls).isEmpty();
    }

    @Test
    void a_checkpoint_is_saved_only_when_all_that_it_holds_has_been_handled() {
        exchange.open.addAll(Samples.orders(1, 120));
        List<Long> handled = new ArrayList<>(List.of(0L));
        Disposable running = exchange.client()
                .resume(
                        Samples.QUERY,
                        store,
                        step -> Mono.delay(Duration.ofMillis(70), scheduler)
                                .then(Mono.fromRunnable(() -> step.events()
                                        .forEach(event ->
                                                handled.add(event.header().sequence())))))
                .subscribe(step -> {
                    long safe = store.saved.isEmpty() ? 0 : store.last().sequence();
                    assertThat(safe).isLessThanOrEqualTo(handled.get(handled.size() - 1));
                });
        for (int i = 0; i < 30; i++) {
            exchange.open.set(0, Samples.order(1, "" + (i + 2)));
            pass(1);
        }
        running.dispose();
        assertThat(store.last().sequence()).isGreaterThan(130);
    }

    @Test
    void one_that_says_nothing_new_is_saved_every_ten_seconds() {
        exchange.open.addAll(Samples.orders(1, 5));
        runFor(65, 0);
        assertThat(store.saved).hasSizeBetween(6, 8);
    }

    @Test
    void a_save_that_fails_ends_it_and_the_next_run_tells_again() {
        exchange.open.addAll(Samples.orders(1, 5));
        runFor(20, 0);
        long safe = store.last().sequence();
        store.trouble = Mono.error(new CheckpointException.Storage("full", new IOException("full")));
        exchange.open.add(0, Samples.order(6));
        runFor(20, 0);
        assertThat(errors).singleElement().isInstanceOf(CheckpointException.Storage.class);
        assertThat(exchange.inFlight).isZero();
        String told = idOfOpened();
        events.clear();

        store.trouble = Mono.empty();
        runFor(20, 0);

        assertThat(events.get(0).header().sequence()).isEqualTo(safe + 1);
        assertThat(idOfOpened()).isEqualTo(told);
    }

    private String idOfOpened() {
        return events.stream()
                .filter(OrderEvent.Opened.class::isInstance)
                .findFirst()
                .orElseThrow()
                .header()
                .id();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_handler_that_fails_ends_it_and_nothing_of_that_step_is_saved(boolean thrown) {
        exchange.open.addAll(Samples.orders(1, 5));
        IllegalStateException broken = new IllegalStateException("broken");
        run(step -> {
            if (thrown) {
                throw broken;
            }
            return Mono.error(broken);
        });
        pass(10);
        assertThat(errors).containsExactly(broken);
        assertThat(store.saved).isEmpty();
    }

    @Test
    void a_slow_handler_slows_the_polling_and_a_long_pause_is_a_gap() {
        exchange.open.addAll(Samples.orders(1, 5));
        runFor(20, 0);
        events.clear();
        Disposable running =
                run(step -> Mono.delay(Duration.ofSeconds(15), scheduler).then(handle(step)));
        int before = exchange.calls.size();
        pass(300);
        assertThat(exchange.calls.size() - before).isLessThan(45);
        exchange.open.remove(0);
        pass(600);
        running.dispose();
        assertThat(events).filteredOn(OrderEvent.Gap.class::isInstance).hasSizeGreaterThan(1);
        assertThat(events.get(0).header().origin()).isEqualTo(Origin.RECOVERED);
    }

    @Test
    void cancelling_while_a_step_is_handled_saves_nothing_of_it() {
        exchange.open.addAll(Samples.orders(1, 5));
        Disposable running = run(step -> Mono.never());
        pass(10);
        running.dispose();
        pass(30);
        assertThat(store.saved).isEmpty();
        assertThat(exchange.inFlight).isZero();
    }
}
