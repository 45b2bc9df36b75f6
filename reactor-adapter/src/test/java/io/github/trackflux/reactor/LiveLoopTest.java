package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What the loop of live orders, and a cold feed at its subscriber's pace, ask of the exchange; in virtual time. */
class LiveLoopTest {
    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final Time time = Time.of(scheduler);
    private final FakeExchange exchange = new FakeExchange(time);
    private final TrackingOrders orders = exchange.client();
    private final LiveOptions options =
            LiveOptions.DEFAULT.withScheduler(scheduler).withGrace(Duration.ofSeconds(5));

    @BeforeEach
    void open() {
        exchange.open.addAll(Samples.orders(1, 60));
    }

    @Test
    void a_hundred_subscribers_ask_no_more_of_the_exchange_than_one_and_slow_ones_no_less() {
        LiveOrders live = orders.live(Samples.QUERY, options);
        live.events().subscribe();
        pass(20);
        int alone = callsIn(60);

        for (int i = 0; i < 50; i++) {
            live.withSymbol(i % 2 == 0 ? "BTCUSDT" : "ETHUSDT").events().subscribe();
            live.conflated().subscribe(Ear.asking(i));
            live.views().subscribe(Ear.asking(0));
        }

        assertThat(callsIn(60)).isBetween(alone - 2, alone + 2);
    }

    @Test
    void when_the_last_has_left_and_the_grace_is_over_the_calls_are_given_up_and_their_permits_come_back() {
        exchange.roundTrip = Duration.ofSeconds(3);
        LiveOrders live = orders.live(Samples.QUERY, options);
        Ear<OrderEvent> one = Ear.open();
        Ear<OrderEvent> other = Ear.open();
        live.events().subscribe(one);
        live.conflated().subscribe(other);
        pass(30);

        one.cancel();
        other.cancel();
        pass(4);
        int out = exchange.inFlight;
        assertThat(out).isPositive();
        scheduler.advanceTimeBy(Duration.ofSeconds(2));

        assertThat(exchange.inFlight).isZero();
        assertThat(exchange.cancelled).isPositive();
        int sent = exchange.calls.size();
        pass(12);
        assertThat(exchange.calls).hasSize(sent);
        List<Permit> permits = new ArrayList<>();
        Flux.range(0, 20).flatMap(i -> exchange.budget().acquire()).subscribe(permits::add);
        assertThat(permits).hasSize(10);
    }

    @Test
    void who_asks_for_one_step_at_a_time_slows_its_own_polling_to_that() {
        Ear<Object> steps = Ear.asking(0);
        orders.steps(Samples.QUERY).cast(Object.class).subscribe(steps);
        pass(60);
        int inHand = exchange.calls.size();
        assertThat(inHand).isLessThanOrEqualTo(17);

        for (int i = 0; i < 60; i++) {
            steps.request(1);
            pass(10);
        }

        assertThat(steps.heard).hasSize(60);
        assertThat(exchange.calls.size()).isBetween(60, 60 + 17);
    }

    @Test
    void what_happened_while_nobody_asked_comes_as_one_change_for_each_order() {
        Ear<OrderEvent> events = Ear.asking(61);
        orders.watch(Samples.QUERY).subscribe(events);
        pass(60);
        assertThat(events.heard).hasSize(61);
        int inHand = exchange.calls.size();
        for (int i = 2; i < 50; i++) {
            exchange.open.set(7, Samples.order(8, Integer.toString(i)));
            pass(10);
        }
        exchange.open.remove(0);
        exchange.open.add(0, Samples.order(70));
        exchange.open.set(0, Samples.order(70, "4"));
        pass(60);
        assertThat(events.heard).hasSize(61);
        assertThat(exchange.calls).as("no call but those in hand").hasSize(inHand);

        events.request(Long.MAX_VALUE);
        pass(30);

        assertThat(events.heard.get(61)).as("nobody looked meanwhile").isInstanceOf(OrderEvent.Gap.class);
        assertThat(LiveScript.texts(events.heard.subList(62, events.heard.size())).stream()
                        .map(text -> text.replaceAll("[0-9]+:", ":")))
                .containsExactlyInAnyOrder("U:8=49", "C:1=1", "O:70=4");
    }

    private int callsIn(int seconds) {
        int before = exchange.calls.size();
        pass(seconds);
        return exchange.calls.size() - before;
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds * 10; i++) {
            scheduler.advanceTimeBy(Duration.ofMillis(100));
        }
    }
}
