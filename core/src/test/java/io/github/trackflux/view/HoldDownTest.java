package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.view.Script.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An answer may show the list as it was a hold-down before its call was sent: which answers are proof of a close all the
 * same. The list always fits one short page.
 */
class HoldDownTest {
    private static final List<Row> OLD = rows(1, 3);
    private static final List<Row> WITH_YOUNG = rows(1, 4);

    /** Order 4 is first shown by an answer that is received at 20.5. */
    private static Script young() {
        Script script = Script.knowingShort(OLD);
        Call first = script.at(20).shows(WITH_YOUNG).head();
        script.at(20.5).answer(first);
        assertThat(script.told()).containsExactly("opened 4");
        return script;
    }

    @Test
    void a_call_sent_sooner_than_a_hold_down_after_the_receipt_of_the_first_sight_proves_nothing() {
        Script script = young();
        Call early = script.at(22.4999).head();
        script.at(23).answer(early, OLD);
        assertThat(script.told()).isEmpty();
    }

    @Test
    void a_call_sent_a_hold_down_after_the_receipt_of_the_first_sight_proves_the_close() {
        Script script = young();
        Call due = script.at(22.5).head();
        script.at(22.6).answer(due, OLD);
        assertThat(script.told()).containsExactly("closed 4 ATOMIC");
    }

    @Test
    void it_counts_from_the_first_sight_and_not_from_the_last() {
        Script script = young();
        script.at(23).answer(script.head());
        Call due = script.at(23.1).head();
        script.at(23.2).answer(due, OLD);
        assertThat(script.told()).containsExactly("closed 4 ATOMIC");
    }

    @Test
    void it_delays_nothing_but_the_close_of_a_young_order() {
        Script script = young();
        Call early = script.at(21).head();
        script.at(21.1).answer(early, row(3), row(2));
        assertThat(script.told()).containsExactly("closed 1 ATOMIC");
        assertThat(script.health().open()).isEqualTo(3);
    }

    @Test
    void with_a_hold_down_of_zero_the_next_call_proves() {
        Script script = Script.knowingShort(TrackerSettings.DEFAULT.withHoldDown(Duration.ZERO), OLD);
        Call first = script.at(20).shows(WITH_YOUNG).head();
        Call tooEarly = script.at(20.4).head();
        script.at(20.5).answer(first);
        script.at(20.6).answer(tooEarly, OLD);
        assertThat(script.told()).containsExactly("opened 4");
        Call due = script.at(20.6).head();
        script.at(20.7).answer(due, OLD);
        assertThat(script.told()).containsExactly("closed 4 ATOMIC");
    }

    @Test
    void a_proof_is_void_if_a_call_sent_after_it_has_already_shown_the_order() {
        Script script = Script.knowingShort(OLD).at(20);
        Call lacking = script.head();
        Call showing = script.at(20.1).head();
        script.at(20.2).answer(showing, OLD);
        script.at(20.3).answer(lacking, row(3), row(1));
        assertThat(script.told()).isEmpty();
        assertThat(script.health().open()).isEqualTo(3);
    }

    @Test
    void a_proof_stands_if_the_call_that_showed_the_order_was_sent_before_it() {
        Script script = Script.knowingShort(OLD).at(20);
        Call showing = script.head();
        Call lacking = script.at(20.1).head();
        script.at(20.2).answer(showing, OLD);
        script.at(20.3).answer(lacking, row(3), row(1));
        assertThat(script.told()).containsExactly("closed 2 ATOMIC");
    }

    @Test
    void an_index_that_drops_a_row_for_300_ms_closes_nothing_if_a_later_page_has_shown_it() {
        Script script = Script.knowingShort(OLD).at(20);
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            calls.add(script.later(0.1).head());
        }
        script.later(0.1).answer(calls.get(5), OLD);
        for (int i = 0; i < 5; i++) {
            script.later(0.1).answer(calls.get(i), row(3), row(1));
        }
        assertThat(script.told()).isEmpty();
    }

    @Test
    void what_a_replica_behind_by_the_hold_down_shows_closes_no_order_that_is_open() {
        Script script = Script.knowingShort(OLD);
        script.shows(WITH_YOUNG);
        for (double time = 20; time < 30; time += 0.25) {
            script.at(time);
            script.shows(WITH_YOUNG);
            Call fresh = script.head();
            Call behind = script.head();
            script.at(time + 0.1).answer(fresh);
            script.at(time + 0.2).answerAsOf(behind, time - 2);
        }
        assertThat(script.told()).containsExactly("opened 4");
    }
}
