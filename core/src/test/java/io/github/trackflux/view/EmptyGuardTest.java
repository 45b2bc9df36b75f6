package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Page;
import io.github.trackflux.view.Script.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An empty answer closes nothing alone: three of them over at least a second do, and any row in between counts anew. */
class EmptyGuardTest {
    private static void empty(Script script, double sent, double received) {
        Call call = script.at(sent).head();
        script.at(received).answer(call, Page.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 30, 50, 200})
    void two_empty_answers_close_nothing_however_far_apart(int size) {
        Script script = Script.knowing(rows(1, size));
        empty(script, 10, 10.1);
        empty(script, 19, 19.1);
        assertThat(script.told()).isEmpty();
        assertThat(script.health().anomalies()).contains(Anomaly.EMPTY_ANSWER);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void three_empty_answers_over_a_second_close_all(int size) {
        Script script = Script.knowing(rows(1, size));
        empty(script, 10, 10.1);
        empty(script, 10.5, 10.6);
        empty(script, 11.0998, 11.0999);
        assertThat(script.told()).isEmpty();
        empty(script, 11.1, 11.2);
        assertThat(script.told()).hasSize(size).allMatch(told -> told.endsWith("ATOMIC"));
    }

    @Test
    void the_second_counts_from_the_receipt_of_the_first_to_the_sending_of_the_last() {
        Script script = Script.knowing(rows(1, 4));
        Call first = script.at(10).head();
        script.at(10.9).answer(first, Page.EMPTY);
        empty(script, 11, 11.1);
        empty(script, 11.5, 11.95);
        assertThat(script.told()).isEmpty();
    }

    @Test
    void a_long_list_that_empties_wants_the_second_kind_of_evidence_as_well() {
        Script script = Script.knowing(rows(1, 30)).shows(List.of()).run(8);
        assertThat(script.told()).isEmpty();
        script.run(16);
        assertThat(script.told()).hasSize(30).allMatch(told -> told.endsWith("ATOMIC"));
    }

    @Test
    void how_long_it_must_last_can_be_set() {
        TrackerSettings patient = TrackerSettings.DEFAULT.withEmptyGuard(Duration.ofSeconds(20));
        Script script = Script.knowing(patient, rows(1, 4)).shows(List.of()).run(25.9);
        assertThat(script.told()).isEmpty();
        script.run(27);
        assertThat(script.told()).hasSize(4);
    }

    @Test
    void with_a_guard_of_zero_it_still_takes_three() {
        TrackerSettings hasty = TrackerSettings.DEFAULT.withEmptyGuard(Duration.ZERO);
        Script script = Script.knowing(hasty, rows(1, 4));
        empty(script, 10, 10.01);
        empty(script, 10.02, 10.03);
        assertThat(script.told()).isEmpty();
        empty(script, 10.04, 10.05);
        assertThat(script.told()).hasSize(4);
    }

    @Test
    void an_answer_with_a_row_counts_anew() {
        Script script = Script.knowing(rows(1, 4));
        empty(script, 10, 10.1);
        empty(script, 11, 11.1);
        script.at(11.5).answer(script.head(), rows(1, 4));
        empty(script, 12, 12.1);
        empty(script, 13, 13.1);
        assertThat(script.told()).isEmpty();
        empty(script, 14, 14.1);
        assertThat(script.told()).hasSize(4);
    }

    @Test
    void an_answer_with_rows_that_cannot_be_read_counts_anew() {
        Script script = Script.knowing(rows(1, 4));
        empty(script, 10, 10.1);
        empty(script, 11, 11.1);
        Page unreadable = new Page(List.of(), 4, List.of(), Optional.empty(), false);
        script.at(11.5).answer(script.head(), unreadable);
        empty(script, 12, 12.1);
        assertThat(script.told()).isEmpty();
    }

    @Test
    void a_server_without_its_index_for_half_a_second_closes_nothing() {
        Script script = Script.knowing(rows(1, 4))
                .shows(List.of())
                .run(6.5)
                .shows(rows(1, 4))
                .run(20);
        assertThat(script.told()).isEmpty();
        assertThat(script.health().suspects()).isZero();
    }

    @Test
    void an_empty_sweep_does_not_make_suspects_by_itself() {
        Script script = Script.knowing(rows(1, 60));
        Call first = script.at(10).head();
        Call second = script.send();
        script.at(10.1).answer(second, Page.EMPTY);
        script.at(10.2).answer(first, new Page(List.of(), 0, List.of(), Optional.empty(), true));
        assertThat(script.health().open()).isEqualTo(60);
        assertThat(script.told()).isEmpty();
    }

    /** Sixty of T1, and one of T2 alone: to ask for him is to get an empty answer once he is gone. */
    private static List<Row> with(Row... others) {
        List<Row> all = new ArrayList<>(List.of(others));
        all.addAll(rows(1, 60));
        return all;
    }

    private static Script alone() {
        Row other = row(70).trader("T3").symbol("XRPUSDT");
        Row alone = row(71).trader("T2").symbol("ETHUSDT");
        Script script = Script.knowing(with(alone, other));
        script.answer(script.at(10).head(), with(other).subList(0, 50));
        // The filters are tried on others first.
        script.answer(script.at(10.05).send());
        return script;
    }

    @Test
    void it_guards_probes_too() {
        Script script = alone();
        Call first = script.at(10.1).send();
        assertThat(first.request().filter().traderId()).contains("T2");
        script.at(10.2).answer(first, Page.EMPTY);
        assertThat(script.told()).isEmpty();
        Call second = script.at(10.8).probe(Filter.Kind.TRADER);
        script.at(10.9).answer(second, Page.EMPTY);
        Call third = script.at(11.5).probe(Filter.Kind.TRADER);
        assertThat(third.request().filter()).isEqualTo(first.request().filter());
        assertThat(script.told()).isEmpty();
        script.at(11.6).answer(third, Page.EMPTY);
        // A filter that breaks comes empty, too: the whole list must have been walked since, and lack it.
        assertThat(script.told()).isEmpty();
        script.shows(rows(1, 60)).run(13);
        assertThat(script.told()).contains("closed 71 ATOMIC");
    }

    @Test
    void a_probe_that_came_empty_is_not_asked_again_at_once() {
        Script script = alone();
        Call first = script.at(10.1).send();
        script.at(10.2).answer(first, Page.EMPTY);
        for (double time = 10.2; time < 10.79; time += 0.05) {
            Call call = script.at(time).send();
            assertThat(call.request().filter().kind()).isEqualTo(Filter.Kind.NONE);
            script.fail(call);
        }
        assertThat(script.at(10.8).send().request().filter())
                .isEqualTo(first.request().filter());
    }

    @Test
    void a_row_in_an_answer_to_another_filter_counts_anew_for_the_probe() {
        Row other = row(70).trader("T3").symbol("XRPUSDT");
        Row alone = row(71).trader("T2").symbol("ETHUSDT");
        Script script = alone();
        for (int i = 0; i < 6; i++) {
            Call probe = script.later(0.4).probe(Filter.Kind.TRADER);
            script.later(0.1).answer(probe, Page.EMPTY);
            // The whole list shows it every other time: to the server's index it is there and not there.
            Call head = script.later(0.05).head();
            script.later(0.05).answer(head, with(alone, other).subList(0, 50));
            head = script.later(0.05).head();
            script.later(0.05).answer(head, with(other).subList(0, 50));
        }
        assertThat(script.told()).isEmpty();
    }

    @Test
    void a_group_that_was_empty_before_gets_its_three_answers_again() {
        Row other = row(70).trader("T3").symbol("XRPUSDT");
        Row again = row(72).trader("T2").symbol("ETHUSDT");
        Script script = alone().shows(with(other));
        script.run(14);
        assertThat(script.told()).containsExactly("closed 71 ATOMIC");
        script.shows(with(again, other)).run(20);
        assertThat(script.told()).containsExactly("opened 72");
        script.answer(script.head(), with(other).subList(0, 50));
        for (int i = 0; i < 2; i++) {
            Call probe = script.later(0.6).send();
            assertThat(probe.request().filter().traderId()).contains("T2");
            script.later(0.01).answer(probe, Page.EMPTY);
            assertThat(script.told()).isEmpty();
        }
    }
}
