package io.github.trackflux.reactor;

import static io.github.trackflux.reactor.LiveScript.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.OrderField;
import io.github.trackflux.model.Orders;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.reactor.LiveState.Change;
import io.github.trackflux.reactor.LiveState.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits for a slow subscriber, merged. */
class ConflatedTest {
    private final LiveScript script = new LiveScript();
    private final LiveState state = new LiveState();
    private final Conflated inbox = new Conflated(Interest.ALL, 3);

    /** A feed with orders 1 and 2 open, of which the subscriber was told. */
    private void start() {
        add(script.opens(1), script.opens(2), script.synced());
        taken();
    }

    @Test
    void what_does_not_wait_is_told_as_it_is() {
        start();
        OrderEvent opened = script.opens(3);
        add(opened);

        assertThat(taken()).containsExactly(opened);
        assertThat(inbox.isEmpty()).isTrue();
    }

    @Test
    void an_open_and_the_changes_after_it_are_an_open_of_the_newest_state() {
        start();
        add(script.opens(3));
        add(script.changes(3, "2"));
        add(script.changes(3, "5"));

        assertThat(texts(taken())).containsExactly("O6:3=5");
    }

    @Test
    void several_changes_are_one_from_the_first_state_to_the_last_of_the_fields_that_differ() {
        start();
        TrackingOrder first = Samples.order(1);
        TrackingOrder dearer = ConflatedTest.withPrice(first, "7");
        add(script.changes(dearer));
        add(script.changes(1, "2"));

        OrderEvent.Updated merged = (OrderEvent.Updated) taken().get(0);
        assertThat(merged.before()).isEqualTo(first);
        assertThat(merged.after()).isEqualTo(Samples.order(1, "2"));
        assertThat(merged.changed()).containsExactly(OrderField.OPEN_SIZE);
        assertThat(merged.header().notBefore()).isEqualTo(LiveScript.at(4).minusMillis(500));
        assertThat(merged.header().notAfter()).isEqualTo(LiveScript.at(5));
        assertThat(merged.header().sequence()).isEqualTo(5);
        assertThat(merged.header().id()).doesNotContain("updated");
    }

    private static TrackingOrder withPrice(TrackingOrder order, String price) {
        return Orders.like(order).with(OrderField.OPEN_PRICE, price).build();
    }

    @Test
    void changes_that_cancel_each_other_out_are_none() {
        start();
        add(script.changes(1, "2"));
        add(script.changes(1, "1"));

        assertThat(inbox.isEmpty()).isTrue();
        assertThat(taken()).isEmpty();
    }

    @Test
    void a_close_is_told_instead_of_the_changes_before_it() {
        start();
        add(script.changes(1, "2"));
        add(script.closes(1));

        assertThat(texts(taken())).containsExactly("C5:1=2");
    }

    @Test
    void a_short_life_is_told_whole() {
        start();
        add(script.opens(3));
        add(script.changes(3, "2"));
        add(script.closes(3));

        assertThat(texts(taken())).containsExactly("O5:3=2", "C6:3=2");
    }

    @Test
    void more_short_lives_than_fit_are_too_many_and_fewer_are_not() {
        start();
        for (int i = 3; i <= 5; i++) {
            assertThat(add(script.opens(i))).isTrue();
            assertThat(add(script.closes(i))).isTrue();
        }
        add(script.opens(6));
        assertThat(inbox.poll()).isNotNull();
        assertThat(add(script.closes(6))).as("one of four was taken").isTrue();
        add(script.opens(7));
        assertThat(add(script.closes(7))).isFalse();
        assertThat(inbox.overrun()).isInstanceOf(SlowSubscriberException.class);
    }

    @Test
    void a_close_that_is_taken_back_is_told_and_so_is_its_taking_back() {
        start();
        add(script.changes(1, "2"));
        add(script.closes(1));
        add(script.returns(1));
        add(script.changes(1, "3"));

        assertThat(texts(taken())).containsExactly("C5:1=2", "R7:1=3");
    }

    @Test
    void a_close_that_is_taken_back_and_comes_again_is_told_once() {
        start();
        add(script.closes(1));
        add(script.returns(1));
        add(script.closes(1));

        assertThat(texts(taken())).containsExactly("C6:1=1");
    }

    @Test
    void a_short_life_that_is_taken_back_is_told_in_three() {
        start();
        add(script.opens(3));
        add(script.closes(3));
        add(script.returns(3));

        assertThat(texts(taken())).containsExactly("O4:3=1", "C5:3=1", "R6:3=1");
    }

    @Test
    void what_was_there_at_the_start_and_closes_before_it_was_told_is_told_whole() {
        add(script.opens(1), script.opens(2), script.synced());
        add(script.closes(1), script.changes(2, "4"));

        List<OrderEvent> told = taken();
        assertThat(texts(told)).containsExactly("E1:1=1", "C4:1=1", "E5:2=4", "S3");
        assertThat(((OrderEvent.Synced) told.get(3)).open()).isEqualTo(1);
    }

    @Test
    void of_what_was_there_at_the_start_any_number_may_close() {
        List<OrderEvent> all = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            all.add(script.opens(i));
        }
        add(all.toArray(OrderEvent[]::new));
        for (int i = 1; i <= 10; i++) {
            assertThat(add(script.closes(i))).isTrue();
        }
        add(script.returns(1));
        assertThat(add(script.closes(1))).isTrue();

        assertThat(taken()).hasSize(20);
    }

    @Test
    void an_order_that_changes_all_the_time_neither_waits_longer_nor_makes_others_wait() {
        start();
        for (int i = 0; i < 10; i++) {
            add(script.changes(1, Integer.toString(10 + i)));
            add(script.changes(2, Integer.toString(20 + i)));
        }

        assertThat(inbox.poll()).extracting(LiveScript::text).isEqualTo("U22:1=19");
        add(script.changes(1, "40"));
        assertThat(texts(taken())).containsExactly("U23:2=29", "U24:1=40");
    }

    @Test
    void what_becomes_known_after_a_gap_is_told_after_it() {
        start();
        add(script.changes(1, "2"), script.opens(3));
        add(script.gap(), script.changes(1, "3"), script.opens(4), script.closes(3));

        assertThat(texts(taken())).containsExactly("G6", "U7:1=3", "O8:4=1", "O5:3=1", "C9:3=1");
    }

    @Test
    void two_gaps_are_one_and_what_was_there_at_the_start_stays_before_it() {
        add(script.opens(1), script.opens(2), script.synced());
        add(script.gap(), script.changes(1, "3"));
        add(script.gap(), script.opens(4));

        List<OrderEvent> told = taken();
        assertThat(texts(told)).containsExactly("E5:1=3", "E2:2=1", "S3", "G6", "O7:4=1");
        OrderEvent.Gap gap = (OrderEvent.Gap) told.get(3);
        assertThat(gap.from()).isEqualTo(LiveScript.at(3));
        assertThat(gap.to()).isEqualTo(LiveScript.at(6));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whatever_happens_however_slowly_it_is_taken_the_replay_is_the_truth(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Conflated line = new Conflated(Interest.ALL, 1_000_000);
        LiveReplay replay = new LiveReplay();
        Map<String, TrackingOrder> gone = new LinkedHashMap<>();
        int pace = 1 + random.nextInt(8);
        line.begin(Snapshot.NOTHING);
        for (int i = 0; i < 2_000; i++) {
            line.add(state.add(script.step(i == 20 ? script.synced() : anything(random, gone))));
            int waits = waiting(line, random.nextInt(pace) == 0 ? 1 + random.nextInt(2 * pace) : 0, replay);
            assertThat(waits).isNotNegative();
        }
        waiting(line, Integer.MAX_VALUE, replay);

        assertThat(replay.wrong).isEmpty();
        assertThat(replay.agreesWith(script.open())).isTrue();
    }

    private OrderEvent anything(SplittableRandom random, Map<String, TrackingOrder> gone) {
        int number = 1 + random.nextInt(12);
        String key = Integer.toString(number);
        if (random.nextInt(40) == 0) {
            return script.gap();
        }
        if (!script.open().containsKey(key)) {
            return gone.remove(key) == null ? script.opens(number) : script.returns(number);
        }
        if (random.nextInt(3) == 0) {
            gone.put(key, script.open().get(key));
            return script.closes(number);
        }
        String now = script.open().get(key).openSize().orElseThrow().toPlainString();
        return script.changes(number, now.equals("1") ? "2" : "1");
    }

    private static int waiting(Conflated line, int take, LiveReplay replay) {
        int taken = 0;
        for (OrderEvent next = take == 0 ? null : line.poll(); next != null; next = taken < take ? line.poll() : null) {
            replay.told(next);
            taken++;
        }
        return taken;
    }

    private boolean add(OrderEvent... events) {
        Change change = state.add(script.step(events));
        return inbox.add(change);
    }

    private List<OrderEvent> taken() {
        List<OrderEvent> all = new ArrayList<>();
        for (OrderEvent next = inbox.poll(); next != null; next = inbox.poll()) {
            all.add(next);
        }
        return all;
    }
}
