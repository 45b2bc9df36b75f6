package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.page.Dialect;
import io.github.trackflux.page.Filter;
import io.github.trackflux.view.Script.Call;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More than max(10, 20 %) of the view gone within a hold-down is believed only on a second kind of evidence. */
class MassGuardTest {
    /** Each row under a trader and symbol of its own, so that no probe of one tells of another. */
    private static List<Row> strangers(int from, int to) {
        return rows(from, to).stream()
                .map(row -> row.trader("T" + row.number()).symbol("S" + row.number()))
                .toList();
    }

    @Test
    void ten_of_a_short_list_are_closed_at_once() {
        Script script = Script.knowingShort(rows(1, 20)).at(20);
        script.answer(script.head(), rows(1, 10));
        assertThat(script.told()).hasSize(10);
    }

    @Test
    void eleven_of_a_short_list_are_not() {
        Script script = Script.knowingShort(rows(1, 20)).at(20);
        script.answer(script.head(), rows(1, 9));
        assertThat(script.told()).isEmpty();
        assertThat(script.health().suspects()).isEqualTo(11);
        assertThat(script.health().anomalies()).contains(Anomaly.MASS_CLOSE);
    }

    @Test
    void a_fifth_of_a_longer_list_is_closed_at_once_and_more_is_not() {
        assertThat(closedAtOnce(70, 14)).isEqualTo(14);
        assertThat(closedAtOnce(70, 15)).isZero();
    }

    private static int closedAtOnce(int size, int gone) {
        Script script = new Script();
        script.market.dialect = Dialect.ID_CURSOR;
        script.shows(rows(1001, 1000 + size)).run(6).told();
        script.shows(rows(1001, 1000 + size - gone)).answer(script.head());
        return script.told().size();
    }

    @Test
    void closes_of_the_last_hold_down_count_together() {
        Script script = Script.knowingShort(rows(1, 30)).at(20);
        script.answer(script.head(), rows(1, 22));
        assertThat(script.told()).hasSize(8);
        script.at(21.9).answer(script.head(), rows(1, 20));
        assertThat(script.told()).hasSize(2);
        script.at(22).answer(script.head(), rows(1, 19));
        assertThat(script.told()).isEmpty();
    }

    @Test
    void closes_before_the_last_hold_down_do_not_count() {
        Script script = Script.knowingShort(rows(1, 30)).at(20);
        script.answer(script.head(), rows(1, 22));
        script.at(22.001).answer(script.head(), rows(1, 12));
        assertThat(script.told()).hasSize(18);
    }

    @Test
    void three_answers_over_three_seconds_are_enough() {
        Script script = Script.knowingShort(strangers(1, 20));
        gone(script, 20, 20.1);
        gone(script, 21, 21.1);
        gone(script, 23.0998, 23.0999);
        assertThat(script.told()).isEmpty();
        gone(script, 23.1, 23.3);
        assertThat(script.told()).hasSize(11);
    }

    @Test
    void two_answers_are_not_enough_however_far_apart() {
        Script script = Script.knowingShort(strangers(1, 20));
        gone(script, 20, 20.1);
        gone(script, 29, 29.1);
        assertThat(script.told()).isEmpty();
    }

    private static void gone(Script script, double sent, double received) {
        Call call = script.at(sent).head();
        script.at(received).answer(call, strangers(1, 9));
    }

    @Test
    void an_order_that_is_shown_again_counts_anew() {
        Script script = Script.knowingShort(strangers(1, 20));
        gone(script, 20, 20.1);
        gone(script, 21, 21.1);
        script.at(22).answer(script.head(), strangers(1, 20));
        gone(script, 23.1, 23.3);
        gone(script, 24, 24.1);
        assertThat(script.told()).isEmpty();
    }

    @Test
    void a_probe_that_shows_a_witness_is_enough() {
        List<Row> before = new ArrayList<>(rows(1, 9));
        rows(101, 112).forEach(row -> before.add(row.trader("T2")));
        Script script = Script.knowingShort(before).at(20);
        List<Row> left = new ArrayList<>(rows(1, 9));
        left.add(row(101).trader("T2"));
        script.shows(left).answer(script.head());
        assertThat(script.told()).isEmpty();
        Call probe = script.at(20.1).send();
        assertThat(probe.request().filter().kind()).isNotEqualTo(Filter.Kind.NONE);
        script.at(20.2).answer(probe);
        assertThat(script.told()).hasSize(11);
    }

    @Test
    void a_probe_that_shows_nothing_is_no_witness() {
        List<Row> before = new ArrayList<>(rows(1, 9));
        rows(101, 112).forEach(row -> before.add(row.trader("T2").symbol("ETHUSDT")));
        Script script = Script.knowingShort(before).shows(rows(1, 9));
        double begun = script.seconds();
        script.run(begun + 2.9);
        assertThat(script.told()).isEmpty();
        script.run(begun + 12);
        assertThat(script.told()).hasSize(12);
    }

    @Test
    void a_trader_who_closes_fifty_orders_has_all_of_them_told() {
        List<Row> before = new ArrayList<>(rows(1, 40));
        rows(101, 155).forEach(row -> before.add(row.trader("T2").symbol("ETHUSDT")));
        Script script = Script.knowing(before).shows(rows(1, 40)).run(20);
        assertThat(script.told()).hasSize(55).allMatch(told -> told.startsWith("closed 1"));
    }

    @Test
    void an_index_that_loses_half_of_the_list_for_less_than_a_second_closes_nothing() {
        List<Row> all = strangers(1, 40);
        Script script =
                Script.knowing(all).shows(strangers(21, 40)).run(6.9).shows(all).run(20);
        assertThat(script.told()).isEmpty();
        assertThat(script.health().suspects()).isZero();
    }
}
