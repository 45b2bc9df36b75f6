package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.view.Script.Call;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Absence is only a suspicion: what raises it, what does not, and what ends it. No list here is ever proof. */
class SuspicionTest {
    private static List<Row> without(List<Row> rows, int... numbers) {
        List<Row> rest = new ArrayList<>(rows);
        for (int number : numbers) {
            rest.removeIf(row -> row.number().equals("" + number));
        }
        return rest;
    }

    /** Answers the first page and then the second of one walk with these rows. */
    private static void walk(Script script, List<Row> first, List<Row> second) {
        Call one = script.head();
        Call two = script.send();
        assertThat(two.request().position().isFirst()).isFalse();
        script.later(0.05).answer(one, first);
        script.later(0.05).answer(two, second);
    }

    @Test
    void an_order_that_a_page_steps_over_is_a_suspect() {
        Script script = Script.knowing(rows(1, 60)).at(10);
        Call one = script.head();
        script.at(10.1).answer(one, without(rows(10, 60), 30));
        assertThat(script.told()).isEmpty();
        assertThat(script.health().suspects()).isEqualTo(1);
    }

    @Test
    void an_order_below_a_page_is_not_stepped_over() {
        Script script = Script.knowing(rows(1, 60)).at(10);
        Call one = script.head();
        script.at(10.1).answer(one, rows(11, 60));
        assertThat(script.health().suspects()).isZero();
    }

    @Test
    void an_order_above_the_first_row_of_the_first_page_is_stepped_over() {
        Script script = Script.knowing(rows(1, 60)).at(10);
        script.answer(script.head(), rows(10, 59));
        assertThat(script.health().suspects()).isEqualTo(1);
    }

    @Test
    void an_order_below_the_last_row_of_a_short_page_is_stepped_over() {
        Script script = Script.knowing(rows(1, 60)).at(10);
        script.head();
        script.answer(script.send(), rows(3, 10));
        assertThat(script.health().suspects()).isEqualTo(2);
    }

    @Test
    void an_order_above_the_first_row_of_a_later_page_is_not_stepped_over() {
        Script script = Script.knowing(rows(1, 60)).at(10);
        script.head();
        script.answer(script.send(), rows(1, 8));
        assertThat(script.health().suspects()).isZero();
    }

    @Test
    void a_call_sent_before_the_order_was_first_seen_steps_over_nothing() {
        Script script = Script.knowing(rows(1, 60)).at(10);
        Call early = script.head();
        Call late = script.at(10.1).head();
        List<Row> opened = new ArrayList<>(rows(12, 60));
        opened.add(1, row(99));
        script.at(10.2).answer(late, opened);
        assertThat(script.told()).containsExactly("opened 99");
        script.at(10.3).answer(early, rows(11, 60));
        assertThat(script.health().suspects()).isZero();
    }

    @Test
    void a_call_sent_before_the_first_sight_was_received_steps_over_nothing() {
        Script script = Script.knowing(rows(1, 60)).at(10);
        Call showing = script.head();
        Call lacking = script.at(10.05).head();
        List<Row> opened = new ArrayList<>(rows(12, 60));
        opened.add(1, row(99));
        script.at(10.1).answer(showing, opened);
        script.at(10.2).answer(lacking, rows(11, 60));
        assertThat(script.told()).containsExactly("opened 99");
        assertThat(script.health().suspects()).isZero();
    }

    @Test
    void a_call_sent_before_one_that_showed_the_order_steps_over_nothing() {
        Script script = Script.knowing(rows(1, 60)).at(10);
        Call early = script.head();
        Call late = script.at(10.1).head();
        script.at(10.2).answer(late, rows(11, 60));
        script.at(10.3).answer(early, without(rows(10, 60), 30));
        assertThat(script.health().suspects()).isZero();
    }

    @Test
    void two_complete_sweeps_that_lack_an_order_make_it_a_suspect() {
        Script script = Script.knowing(Script.SWEEPS, rows(1, 60)).at(10);
        walk(script, rows(11, 60), rows(1, 9));
        assertThat(script.health().suspects()).isZero();
        walk(script, rows(11, 60), rows(1, 9));
        assertThat(script.health().suspects()).isEqualTo(1);
        assertThat(script.told()).isEmpty();
    }

    @Test
    void a_sweep_with_a_failed_page_is_no_hint() {
        Script script = Script.knowing(Script.SWEEPS, rows(1, 60)).at(10);
        for (int i = 0; i < 4; i++) {
            Call one = script.head();
            Call two = script.send();
            script.later(0.05).answer(one, rows(11, 60));
            script.later(0.05).fail(two);
        }
        assertThat(script.health().suspects()).isZero();
        assertThat(script.health().failedSweeps()).isEqualTo(4);
    }

    @Test
    void a_late_answer_to_a_sweep_that_failed_is_no_hint_but_shows_what_is_open() {
        Script script = Script.knowing(Script.SWEEPS, rows(1, 60)).at(10);
        for (int i = 0; i < 4; i++) {
            Call one = script.head();
            Call two = script.send();
            script.later(0.05).fail(one);
            script.later(0.05).answer(two, rows(1, 9));
        }
        assertThat(script.health().suspects()).isZero();
    }

    @Test
    void a_sweep_whose_end_is_unproven_is_no_hint() {
        Script script = new Script();
        script.market.cap = 19;
        script.shows(rows(2, 20)).run(6).told();
        // One more comes on top, and pushes order 2 over the border of a page that nobody knows to be full.
        script.shows(rows(2, 21));
        script.answer(script.head());
        script.later(0.1).answer(script.head());
        assertThat(script.told()).containsExactly("opened 21");
        assertThat(script.health().suspects()).isZero();
    }

    @Test
    void a_call_sent_after_the_suspicion_that_shows_the_order_ends_it() {
        Script script = Script.knowing(rows(1, 60)).at(10);
        script.later(0.1).answer(script.head(), without(rows(10, 60), 30));
        assertThat(script.health().suspects()).isEqualTo(1);
        script.later(0.1).answer(script.head(), rows(11, 60));
        assertThat(script.health().suspects()).isZero();
    }

    @Test
    void a_call_sent_before_the_suspicion_does_not_end_it() {
        Script script = Script.knowing(rows(1, 60)).at(10);
        Call early = script.head();
        Call hint = script.at(10.1).head();
        script.at(10.2).answer(hint, without(rows(10, 60), 30));
        script.at(10.3).answer(early, rows(11, 60));
        assertThat(script.health().suspects()).isEqualTo(1);
    }

    @Test
    void a_list_that_changes_its_order_from_call_to_call_steps_over_nothing() {
        Script script = Script.knowing(rows(1, 60));
        script.market.order = Market.shuffled(7);
        script.run(20);
        assertThat(script.health().anomalies()).contains(Anomaly.ORDER_UNSTABLE);
        walk(script, rows(11, 60), rows(1, 10));
        assertThat(script.health().suspects()).isZero();
        script.answer(script.head(), without(rows(10, 60), 30));
        assertThat(script.health().suspects()).isZero();
        assertThat(script.told()).isEmpty();
    }
}
