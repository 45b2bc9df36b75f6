package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.trackflux.call.StaleException;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.view.FeedStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

class FreshTest {
    private static final Instant OPEN = Samples.order(1).openTime().orElseThrow();
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    /** The orders of the samples open ten seconds from its beginning. */
    private final Time time = new Time(
            scheduler,
            () -> scheduler.now(TimeUnit.NANOSECONDS),
            () -> OPEN.minusSeconds(10).plusNanos(scheduler.now(TimeUnit.NANOSECONDS)),
            () -> 0.5);

    private final FakeExchange exchange = new FakeExchange(time);
    private final List<FeedStep> steps = new ArrayList<>();
    private final List<OrderEvent> events = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();

    @Test
    void steps_go_on_while_they_are_fresh_and_end_when_none_comes() {
        exchange.open.addAll(Samples.orders(1, 60));
        require();
        pass(60);
        assertThat(errors).isEmpty();
        assertThat(steps).hasSizeGreaterThan(400);

        exchange.trouble = answer -> Mono.never();
        pass(4);
        assertThat(errors).isEmpty();
        pass(4);

        assertThat(errors).hasSize(1);
        assertThat(errors.get(0)).isInstanceOf(StaleException.class).hasMessageContaining("PT5S");
        assertThat(exchange.inFlight).isZero();
        int calls = exchange.calls.size();
        pass(60);
        assertThat(exchange.calls).hasSize(calls);
    }

    @Test
    void steps_that_come_and_say_that_nothing_could_be_read_are_not_fresh() {
        require();
        pass(10);
        exchange.trouble = FakeExchange.refusing(502, "");
        pass(8);

        assertThat(errors).singleElement().isInstanceOf(StaleException.class);
    }

    @Test
    void a_feed_that_never_gets_through_is_not_fresh() {
        exchange.trouble = FakeExchange.refusing(200, "40200");
        require();
        pass(8);

        assertThat(errors).singleElement().isInstanceOf(StaleException.class);
    }

    @Test
    void what_opened_while_nobody_could_look_is_left_out_and_all_else_passes() {
        exchange.open.addAll(Samples.orders(1, 5));
        exchange.client()
                .watch(Samples.QUERY)
                .transform(Fresh.openedWithin(Duration.ofSeconds(3)))
                .subscribe(events::add, errors::add);
        pass(10);
        exchange.open.add(0, Samples.order(6));
        pass(10);
        exchange.trouble = FakeExchange.refusing(502, "");
        pass(60);
        exchange.open.add(0, Samples.order(7));
        exchange.open.remove(3);
        exchange.trouble = FakeExchange.FINE;
        pass(70);

        assertThat(events.stream().filter(OrderEvent.Opened.class::isInstance))
                .singleElement()
                .satisfies(event -> assertThat(event.subject()).contains(Samples.order(6)));
        assertThat(events.stream().filter(OrderEvent.Closed.class::isInstance)).hasSize(1);
        assertThat(errors).isEmpty();
    }

    @Test
    void a_step_that_comes_while_the_feed_is_given_up_takes_nothing_back() {
        FeedStep fresh = new LiveScript().step();
        Flux<FeedStep> late = Flux.from(subscriber -> subscriber.onSubscribe(new Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {
                subscriber.onNext(fresh);
            }
        }));
        Fresh.requireFresh(late, LIMIT, time).subscribe(steps::add, errors::add);
        pass(8);

        assertThat(errors).singleElement().isInstanceOf(StaleException.class);
    }

    @Test
    void a_limit_that_is_not_positive_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fresh.requireFresh(Duration.ZERO))
                .withMessage("limit must be positive, was PT0S");
        assertThatIllegalArgumentException().isThrownBy(() -> Fresh.openedWithin(Duration.ofSeconds(-1)));
    }

    private void require() {
        Flux<FeedStep> feed = exchange.client().steps(Samples.QUERY);
        Fresh.requireFresh(feed, LIMIT, time).subscribe(steps::add, errors::add);
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds * 20; i++) {
            scheduler.advanceTimeBy(Duration.ofMillis(50));
        }
    }
}
