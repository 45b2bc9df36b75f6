package io.github.trackflux.reactor;

import static io.github.trackflux.reactor.LiveScript.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.trackflux.call.AuthenticationException;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.FeedState;
import io.github.trackflux.view.OrderView;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;
import reactor.test.scheduler.VirtualTimeScheduler;

/** When a loop runs and how it ends, in virtual time. */
class LiveLifeTest {
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final LiveScript script = new LiveScript();
    private final LiveOptions options =
            LiveOptions.DEFAULT.withScheduler(scheduler).withBuffer(4);
    private final LiveOrders live = script.live(options);

    @Test
    void the_loop_goes_on_for_the_grace_and_the_next_subscriber_finds_it_running() {
        Ear<OrderEvent> first = hear(live.events());
        start();
        first.cancel();
        scheduler.advanceTimeBy(GRACE.minusSeconds(1));
        tell(script.opens(4));
        Ear<OrderEvent> second = hear(live.events());
        scheduler.advanceTimeBy(GRACE.multipliedBy(10));

        assertThat(texts(second.heard)).containsExactly("E1:1=1", "E2:2=1", "E3:3=1", "E5:4=1", "S5");
        assertThat(script.subscriptions).isEqualTo(1);
        assertThat(script.cancellations).isZero();
    }

    @Test
    void after_the_grace_the_loop_stops_and_the_next_subscriber_starts_it_anew() {
        Ear<OrderEvent> first = hear(live.events());
        Ear<OrderEvent> other = hear(live.events());
        start();
        first.cancel();
        scheduler.advanceTimeBy(GRACE);
        assertThat(script.cancellations).isZero();
        other.cancel();
        scheduler.advanceTimeBy(GRACE.minusMillis(1));
        assertThat(script.cancellations).isZero();
        scheduler.advanceTimeBy(Duration.ofMillis(1));
        assertThat(script.cancellations).isEqualTo(1);
        assertThat(live.current()).isEmpty();
        assertThat(live.currentHealth()).isEmpty();

        Ear<OrderEvent> next = hear(live.events());
        tell(script.opens(7), script.synced());
        assertThat(script.subscriptions).isEqualTo(2);
        assertThat(texts(next.heard)).containsExactly("E1:7=1", "S2");
    }

    @Test
    void a_warm_loop_goes_on_without_subscribers_until_it_is_closed() {
        LiveOrders warm = script.live(options.warm());
        hear(warm.events()).cancel();
        scheduler.advanceTimeBy(Duration.ofHours(1));
        tell(script.opens(1), script.synced());
        assertThat(script.cancellations).isZero();
        assertThat(warm.current()).containsOnlyKeys("1");

        warm.close();

        assertThat(script.cancellations).isEqualTo(1);
        assertThat(warm.current()).isEmpty();
    }

    @Test
    void closing_completes_everyone_after_what_waits_and_whoever_comes_later_at_once() {
        Ear<OrderEvent> one = hear(live.events());
        Ear<OrderEvent> slow = hear(live.events(), Ear.asking(2));
        Ear<TrackingOrder> opened = hear(live.withSymbol("ETHUSDT").opened());
        start();

        live.close();
        live.close();
        run();

        assertThat(script.cancellations).isEqualTo(1);
        assertThat(one.ends()).isEqualTo(1);
        assertThat(opened.ends()).isEqualTo(1);
        assertThat(slow.ends()).isZero();
        slow.request(2);
        run();
        assertThat(slow.ends()).isEqualTo(1);
        assertThat(slow.heard).hasSize(4);
        assertThat(hear(live.events()).ends()).isEqualTo(1);
        assertThat(script.subscriptions).isEqualTo(1);
    }

    @Test
    void an_error_of_the_loop_ends_everyone_once_and_whoever_comes_later_without_another_call() {
        Ear<OrderEvent> one = hear(live.events());
        Ear<OrderView> other = hear(live.views());
        Ear<FeedHealth> health = hear(live.health());
        start();
        AuthenticationException refused = new AuthenticationException("40009", "refused");

        script.fail(refused);
        run();

        assertThat(List.of(one.error, other.error, hear(live.health()).error)).allMatch(refused::equals);
        assertThat(one.ends()).isEqualTo(1);
        assertThat(script.subscriptions).isEqualTo(1);
        assertThat(live.current()).isEmpty();
        assertThat(live.currentHealth().orElseThrow().state()).isEqualTo(FeedState.HALTED);
        assertThat(health.heard).last().extracting(FeedHealth::state).isEqualTo(FeedState.HALTED);
    }

    @Test
    @SuppressWarnings("NullAway") // the point
    void a_defect_ends_everyone_and_is_said_to_be_one() {
        Ear<OrderEvent> ear = hear(live.events());
        start();

        tell(new OrderEvent.Gap(null, LiveScript.at(1), LiveScript.at(2)));

        assertThat(ear.error).isInstanceOf(IllegalStateException.class).hasMessageContaining("defect");
    }

    @Test
    void a_loop_that_says_nothing_any_more_is_seen_to_be_stale() {
        Ear<FeedHealth> health = hear(live.health());
        start();
        scheduler.advanceTimeBy(Duration.ofMinutes(1));

        assertThat(health.heard)
                .extracting(FeedHealth::state)
                .containsExactly(FeedState.LIVE, FeedState.DEGRADED, FeedState.STALE);
        assertThat(live.currentHealth().orElseThrow().state()).isEqualTo(FeedState.STALE);
        assertThat(live.current()).hasSize(3);
    }

    @Test
    void a_subscriber_that_throws_is_dropped_alone() {
        AtomicInteger calls = new AtomicInteger();
        Ear<OrderEvent> one = hear(live.events());
        live.events().subscribe(broken(calls));
        Ear<OrderEvent> other = hear(live.events());
        start();
        tell(script.opens(4));

        assertThat(one.heard).hasSize(5).isEqualTo(other.heard);
        assertThat(calls).hasValue(1);
        one.cancel();
        other.cancel();
        scheduler.advanceTimeBy(GRACE);
        assertThat(script.cancellations)
                .as("the broken one does not keep it running")
                .isEqualTo(1);
    }

    /** Breaks rule 2.13. */
    private static Subscriber<OrderEvent> broken(AtomicInteger calls) {
        return new Subscriber<>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(OrderEvent event) {
                calls.incrementAndGet();
                throw new IllegalStateException("broken on purpose");
            }

            @Override
            public void onError(Throwable error) {
                calls.incrementAndGet();
            }

            @Override
            public void onComplete() {
                calls.incrementAndGet();
            }
        };
    }

    @Test
    void a_subscriber_may_leave_subscribe_and_close_while_it_is_called() {
        Ear<OrderEvent> nested = Ear.open();
        live.events()
                .take(2)
                .doOnComplete(() -> live.events().subscribe(nested))
                .subscribe();
        Ear<OrderEvent> closing = Ear.open();
        live.events()
                .doOnNext(event -> {
                    if (event instanceof OrderEvent.Closed) {
                        live.close();
                    }
                })
                .subscribe(closing);
        start();
        tell(script.closes(1));
        run();

        assertThat(texts(nested.heard)).containsExactly("E1:1=1", "E2:2=1", "E3:3=1", "S4", "C5:1=1");
        assertThat(List.of(nested.ends(), closing.ends())).containsOnly(1);
    }

    @Test
    void options_out_of_range_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> options.withBuffer(0));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withBuffer(1_000_001));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withGrace(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withGrace(Duration.ofDays(2)));
        assertThat(options.warm().grace()).isEmpty();
    }

    private void start() {
        tell(script.opens(1), script.opens(2), script.opens(3), script.synced());
    }

    private void tell(OrderEvent... events) {
        script.tell(events);
        run();
    }

    private void run() {
        scheduler.advanceTime();
    }

    private <T> Ear<T> hear(Flux<T> stream) {
        return hear(stream, Ear.open());
    }

    private <T> Ear<T> hear(Flux<T> stream, Ear<T> ear) {
        stream.subscribe(ear);
        run();
        return ear;
    }
}
