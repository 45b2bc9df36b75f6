package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.view.Script.Call;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Copies of a row come out of order and from replicas behind: which of them is the order's state. */
class RevertTest {
    private static final Row A = row(1).margin("10");
    private static final Row B = row(1).margin("20");
    private static final Row C = row(1).margin("30");

    /** State B was first shown by an answer received at 10.1, and A before that. */
    private static Script changed() {
        Script script = Script.knowing(A);
        answer(script, 10, 10.1, B);
        assertThat(script.told()).containsExactly("updated 1 margin");
        return script;
    }

    private static void answer(Script script, double sent, double received, Row row) {
        Call call = script.at(sent).head();
        script.at(received).answer(call, row);
    }

    @Test
    void the_copy_of_an_earlier_call_is_dropped() {
        Script script = Script.knowing(A);
        Call earlier = script.at(10).head();
        Call later = script.at(10.1).head();
        script.at(10.2).answer(later, B);
        script.at(10.3).answer(earlier, C);
        assertThat(script.told()).containsExactly("updated 1 margin");
        assertThat(script.view().orders().get("1")).isEqualTo(B.order());
    }

    @Test
    void the_copy_of_a_call_sent_before_the_state_was_last_confirmed_is_dropped() {
        Script script = Script.knowing(A);
        Call earlier = script.at(10).head();
        Call later = script.at(10.1).head();
        script.at(10.2).answer(later, A);
        script.at(10.3).answer(earlier, C);
        assertThat(script.told()).isEmpty();
    }

    @Test
    void a_state_that_was_shown_within_the_hold_down_is_not_believed() {
        Script script = changed();
        answer(script, 10.5, 10.6, A);
        answer(script, 12.0999, 12.2, A);
        assertThat(script.told()).isEmpty();
    }

    @Test
    void it_is_believed_once_it_outlives_the_hold_down() {
        Script script = changed();
        answer(script, 10.5, 10.6, A);
        answer(script, 12.1, 12.2, A);
        assertThat(script.told()).containsExactly("updated 1 margin");
        assertThat(script.view().orders().get("1")).isEqualTo(A.order());
    }

    @Test
    void a_state_that_was_last_shown_long_ago_may_still_be_a_replicas() {
        // Nobody looked for twenty seconds; A may have ended a moment before B was shown.
        Script script = Script.knowing(A);
        answer(script, 30, 30.1, B);
        answer(script, 30.5, 30.6, A);
        answer(script, 30.7, 30.8, B);
        assertThat(script.told()).containsExactly("updated 1 margin");
    }

    @Test
    void what_counts_is_when_the_call_was_sent_and_not_when_its_answer_came() {
        Script script = changed();
        answer(script, 12, 13, A);
        assertThat(script.told()).isEmpty();
    }

    @Test
    void any_state_of_the_last_hold_down_counts_and_not_only_the_last() {
        Script script = changed();
        answer(script, 10.5, 10.6, C);
        assertThat(script.told()).containsExactly("updated 1 margin");
        answer(script, 11, 11.1, A);
        answer(script, 11.5, 11.6, B);
        assertThat(script.told()).isEmpty();
        answer(script, 12.5999, 12.59999, A);
        assertThat(script.told()).isEmpty();
        answer(script, 12.6, 12.7, A);
        assertThat(script.told()).containsExactly("updated 1 margin");
        answer(script, 14.6, 14.69, B);
        assertThat(script.told()).isEmpty();
        answer(script, 14.7, 14.8, B);
        assertThat(script.told()).containsExactly("updated 1 margin");
    }

    @Test
    void a_state_that_a_stale_copy_interrupted_is_not_over_by_that() {
        Script script = changed();
        // A stale copy of a state before B that was never shown; then what came after B.
        answer(script, 10.4, 10.5, C);
        answer(script, 12, 12.1, row(1).margin("40"));
        assertThat(script.told()).containsExactly("updated 1 margin", "updated 1 margin");
        answer(script, 12.6, 12.7, B);
        assertThat(script.told()).isEmpty();
        answer(script, 13, 13.1, row(1).margin("40"));
        assertThat(script.told()).isEmpty();
    }

    @Test
    void a_state_that_followed_all_others_for_sure_leaves_only_itself_to_remember() {
        Script script = changed();
        answer(script, 12.1, 12.2, B);
        answer(script, 12.3, 12.4, C);
        answer(script, 12.5, 12.6, B);
        assertThat(script.told()).containsExactly("updated 1 margin");
        // A ended long before C: if it is shown now, it is new.
        answer(script, 12.7, 12.8, A);
        assertThat(script.told()).containsExactly("updated 1 margin");
    }

    @Test
    void a_state_that_was_never_shown_is_believed_at_once() {
        Script script = changed();
        answer(script, 10.2, 10.3, C);
        assertThat(script.told()).containsExactly("updated 1 margin");
    }

    @Test
    void with_a_hold_down_of_zero_every_newer_copy_is_believed() {
        Script script = Script.knowing(TrackerSettings.DEFAULT.withHoldDown(Duration.ZERO), List.of(A));
        answer(script, 10, 10.1, B);
        answer(script, 10.1, 10.2, A);
        assertThat(script.told()).containsExactly("updated 1 margin", "updated 1 margin");
    }

    @Test
    void close_size_never_goes_backwards_however_long_ago() {
        Script script = Script.knowing(row(1).closeSize("0.5"));
        answer(script, 100, 100.1, row(1).closeSize("0.4"));
        answer(script, 200, 200.1, row(1));
        assertThat(script.told()).isEmpty();
        answer(script, 300, 300.1, row(1).closeSize("0.6"));
        assertThat(script.told()).containsExactly("updated 1 closeSize");
    }

    @Test
    void a_copy_that_is_dropped_is_presence_all_the_same() {
        Script script = Script.knowingShort(row(2), row(1).closeSize("0.5"));
        Call lacking = script.at(100).head();
        Call showing = script.at(100.1).head();
        script.at(100.2).answer(showing, row(2), row(1).closeSize("0.4"));
        script.at(100.3).answer(lacking, row(2));
        assertThat(script.told()).isEmpty();
    }
}
