package io.github.trackflux.reactor;

import static io.github.trackflux.reactor.LiveScript.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.model.OrderField;
import io.github.trackflux.model.Orders;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.OrderView;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What the subscribers of one loop are told, in virtual time. */
class LiveOrdersTest {
    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final LiveScript script = new LiveScript();
    private final LiveOptions options =
            LiveOptions.DEFAULT.withScheduler(scheduler).withBuffer(4);
    private final LiveOrders live = script.live(options);

    @Test
    void nothing_runs_before_the_first_subscriber_and_all_share_one_loop() {
        assertThat(script.subscriptions).isZero();
        Ear<OrderEvent> one = hear(live.events());
        Ear<OrderView> other = hear(live.views());
        hear(live.withSymbol("ETHUSDT").conflated());
        start();

        assertThat(script.subscriptions).isEqualTo(1);
        assertThat(texts(one.heard)).containsExactly("E1:1=1", "E2:2=1", "E3:3=1", "S4");
        assertThat(other.heard).singleElement().satisfies(view -> {
            assertThat(view.orders()).containsOnlyKeys("1", "2", "3");
            assertThat(view.sequence()).isEqualTo(4);
            assertThat(view.asOf()).isEqualTo(LiveScript.at(4));
        });
    }

    @Test
    void who_comes_late_is_told_what_is_open_and_then_every_change() {
        Ear<OrderEvent> first = hear(live.events());
        start();
        tell(script.changes(1, "2"), script.closes(2), script.opens(4));

        Ear<OrderEvent> late = hear(live.events());
        Ear<OrderEvent> another = hear(live.events());
        tell(script.changes(1, "3"));

        assertThat(texts(late.heard)).containsExactly("E5:1=2", "E3:3=1", "E7:4=1", "S7", "U8:1=3");
        assertThat(((OrderEvent.Synced) late.heard.get(3)).open()).isEqualTo(3);
        assertThat(another.heard).isEqualTo(late.heard);
        assertThat(late.heard.get(1)).as("it did not change since").isEqualTo(first.heard.get(2));
        assertThat(late.heard.get(0).header().id())
                .isNotEqualTo(first.heard.get(0).header().id());
        assertThat(late.heard.get(0).header().notBefore())
                .isEqualTo(first.heard.get(0).header().notBefore());
    }

    @Test
    void who_comes_before_the_list_is_whole_is_told_what_was_seen_and_then_the_rest() {
        hear(live.events());
        tell(script.opens(1));
        Ear<OrderEvent> late = hear(live.events());
        assertThat(live.current()).containsOnlyKeys("1");
        tell(script.opens(2), script.synced());

        assertThat(texts(late.heard)).containsExactly("E1:1=1", "E2:2=1", "S3");
    }

    @Test
    void opened_updated_and_closed_are_orders_and_what_was_open_at_the_start_is_not_opened() {
        Ear<TrackingOrder> opened = hear(live.opened());
        Ear<TrackingOrder> updated = hear(live.updated());
        Ear<TrackingOrder> closed = hear(live.closed());
        start();
        tell(script.opens(4), script.changes(1, "2"), script.closes(3));

        assertThat(opened.heard).containsExactly(Samples.order(4));
        assertThat(updated.heard).containsExactly(Samples.order(1, "2"));
        assertThat(closed.heard).containsExactly(Samples.order(3));
        assertThat(script.subscriptions).isEqualTo(1);
    }

    @Test
    void who_picks_one_kind_is_not_too_slow_for_the_others() {
        Ear<TrackingOrder> closed = hear(live.closed(), Ear.asking(0));
        start();
        for (int i = 2; i < 100; i++) {
            tell(script.changes(1, Integer.toString(i)));
        }
        tell(script.closes(1));
        closed.request(1);
        run();

        assertThat(closed.heard).containsExactly(Samples.order(1, "99"));
    }

    @Test
    void operators_pick_kinds_out_of_any_stream_of_events() {
        Flux<OrderEvent> events =
                Flux.just(script.opens(1), script.synced(), script.opens(2), script.changes(1, "2"), script.closes(2));

        assertThat(events.transform(OrderEvents::opened).collectList().block()).containsExactly(Samples.order(2));
        assertThat(events.transform(OrderEvents::updated).collectList().block()).containsExactly(Samples.order(1, "2"));
        assertThat(events.transform(OrderEvents::closed).collectList().block()).containsExactly(Samples.order(2));
    }

    @Test
    void what_orders_are_narrowed_by_is_taken_as_by_a_query() {
        Ear<OrderEvent> events = hear(live.withSymbol("ethusdt").events());
        start();

        assertThat(texts(events.heard)).containsExactly("E3:3=1", "S4");
        assertThatIllegalArgumentException().isThrownBy(() -> live.withTrader("****"));
        assertThatIllegalArgumentException().isThrownBy(() -> live.withSymbol(""));
    }

    @Test
    void a_symbol_alone_is_another_look_at_the_same_loop() {
        LiveOrders ether = live.withSymbol("ETHUSDT");
        Ear<OrderEvent> events = hear(ether.events());
        Ear<OrderView> views = hear(ether.views());
        start();
        tell(script.opens(6), script.opens(7), script.changes(1, "2"));

        assertThat(texts(events.heard)).containsExactly("E3:3=1", "S4", "O5:6=1");
        assertThat(((OrderEvent.Synced) events.heard.get(1)).open()).isEqualTo(1);
        assertThat(events.heard.get(1).header().id()).doesNotContain("synced");
        assertThat(ether.current()).containsOnlyKeys("3", "6");
        assertThat(views.heard).hasSize(2);
        tell(script.changes(7, "2"));
        assertThat(views.heard).as("no news of this symbol").hasSize(2);
        assertThat(script.subscriptions).isEqualTo(1);
    }

    @Test
    void an_order_stays_its_traders_when_the_exchange_masks_it_and_comes_late_when_it_is_unmasked() {
        LiveOrders traders = live.withTrader("trader1");
        Ear<OrderEvent> events = hear(traders.events());
        tell(script.opens(1), script.opens(masked(9, "1")), script.synced());
        tell(script.changes(masked(1, "2")));
        tell(script.changes(masked(9, "2")), script.changes(9, "2"));
        tell(script.closes(1));

        assertThat(texts(events.heard)).containsExactly("E1:1=1", "S3", "U4:1=2", "O6:9=2", "C7:1=2");
        assertThat(events.heard.get(3).header().origin()).isEqualTo(Origin.LATE);
        assertThat(traders.current()).containsOnlyKeys("9");
    }

    private static TrackingOrder masked(int number, String size) {
        return Orders.like(Samples.order(number, size))
                .with(OrderField.TRADER_ID, "**********")
                .build();
    }

    @Test
    void what_is_open_now_holds_whatever_was_told_to_anybody() {
        LiveReplay replay = new LiveReplay();
        assertThat(live.current()).isEmpty();
        live.events()
                .doOnNext(event -> {
                    replay.told(event);
                    assertThat(live.current()).isEqualTo(script.open());
                })
                .subscribe();
        start();
        for (int i = 4; i < 60; i++) {
            tell(script.opens(i));
            tell(script.closes(i - 2));
        }

        assertThat(replay.wrong).isEmpty();
        assertThat(live.current()).isEqualTo(replay.open).isSameAs(live.current());
    }

    @Test
    void health_is_told_as_it_is_and_then_when_it_changes() {
        assertThat(live.currentHealth()).isEmpty();
        hear(live.events());
        start();
        Ear<FeedHealth> health = hear(live.health());
        tell();
        tell(script.opens(4));

        assertThat(health.heard).containsExactly(LiveScript.health(3), LiveScript.health(4));
        assertThat(live.currentHealth()).contains(LiveScript.health(4));
    }

    @Test
    void a_slow_subscriber_of_every_event_fails_alone_and_learns_what_it_was_told_last() {
        Ear<OrderEvent> fast = hear(live.events());
        Ear<OrderEvent> slow = hear(live.events(), Ear.asking(5));
        start();
        tell(script.opens(4));
        tell(script.opens(5), script.opens(6), script.opens(7), script.opens(8));
        assertThat(slow.ends()).isZero();
        tell(script.opens(9));

        assertThat(texts(slow.heard)).last().isEqualTo("O5:4=1");
        assertThat(slow.error).isInstanceOfSatisfying(SlowSubscriberException.class, error -> {
            assertThat(error.lastSequence()).isEqualTo(5);
            assertThat(error.lastId()).contains(slow.heard.get(4).header().id());
            assertThat(error).hasMessageContaining("more than 4 events waited");
        });
        assertThat(fast.heard).hasSize(10);
        assertThat(fast.ends()).isZero();
        assertThat(script.cancellations).isZero();
    }

    @Test
    void who_was_not_told_all_that_was_open_at_the_start_knows_no_number_to_go_on_from() {
        hear(live.events());
        start();
        Ear<OrderEvent> slow = hear(live.events(), Ear.asking(3));
        tell(script.opens(4), script.opens(5), script.opens(6), script.opens(7), script.opens(8));

        assertThat(slow.heard).hasSize(3);
        assertThat(slow.error)
                .isInstanceOfSatisfying(
                        SlowSubscriberException.class,
                        error -> assertThat(error.lastSequence()).isZero());
    }

    @Test
    void many_that_were_open_at_the_start_do_not_fill_the_buffer() {
        hear(live.events());
        start();
        for (int i = 4; i < 400; i++) {
            tell(script.opens(i));
        }
        Ear<OrderEvent> slow = hear(live.events(), Ear.asking(0));
        tell(script.closes(7));
        slow.request(Long.MAX_VALUE);
        run();

        assertThat(slow.heard).hasSize(401);
        assertThat(slow.error).isNull();
    }

    @Test
    void a_slow_subscriber_of_merged_events_is_told_what_matters_of_all() {
        Ear<OrderEvent> slow = hear(live.conflated(), Ear.asking(4));
        start();
        for (int i = 2; i < 100; i++) {
            tell(script.changes(1, Integer.toString(i)));
        }
        tell(script.closes(2), script.opens(4), script.closes(4));
        slow.request(Long.MAX_VALUE);
        run();

        assertThat(texts(slow.heard.subList(4, slow.heard.size())))
                .containsExactly("U102:1=99", "C103:2=1", "O104:4=1", "C105:4=1");
    }

    @Test
    void a_slow_subscriber_of_views_is_shown_the_newest() {
        Ear<OrderView> slow = hear(live.views(), Ear.asking(1));
        start();
        tell(script.opens(4));
        tell(script.closes(1));
        slow.request(1);
        run();
        slow.request(5);
        run();

        assertThat(slow.heard).hasSize(2);
        assertThat(slow.heard.get(1).orders()).containsOnlyKeys("2", "3", "4");
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
