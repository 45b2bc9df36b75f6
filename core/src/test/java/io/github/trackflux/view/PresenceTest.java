package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.OrderField;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Page;
import io.github.trackflux.view.Script.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Presence is proof: what a row of any page of any call shows is open, and is told as the page arrives. */
class PresenceTest {
    private static List<Row> and(List<Row> rows, Row... more) {
        List<Row> all = new ArrayList<>(rows);
        all.addAll(List.of(more));
        return all;
    }

    @Test
    void a_row_is_opened_as_its_page_arrives_while_the_walk_goes_on() {
        Script script = Script.knowing(rows(1, 60)).shows(rows(1, 61));
        Call first = script.at(10).head();
        script.at(10.1).answer(first);
        assertThat(first.request().position().isFirst()).isTrue();
        assertThat(script.told()).containsExactly("opened 61");
    }

    @Test
    void a_row_on_a_later_page_is_opened_before_the_first_page_has_answered() {
        Script script = Script.knowing(rows(1, 60)).shows(and(rows(1, 60), row(61)));
        script.at(10).head();
        Call second = script.send();
        assertThat(second.request().position().isFirst()).isFalse();
        script.at(10.1).answer(second);
        assertThat(script.told()).containsExactly("opened 61");
    }

    @Test
    void a_row_in_the_answer_to_a_probe_is_opened() {
        Script script = Script.knowing(and(rows(1, 60), row(70).trader("T2"), row(71).trader("T2")));
        Call hint = script.at(10).head();
        script.at(10.1).answer(hint, and(rows(12, 60), row(71).trader("T2")));
        Call probe = script.send();
        assertThat(probe.request().filter().kind()).isEqualTo(Filter.Kind.TRADER);
        script.at(10.2).answer(probe, row(72).trader("T2"), row(71).trader("T2"), row(70).trader("T2"));
        assertThat(script.told()).containsExactly("opened 72");
    }

    @Test
    void rows_of_a_walk_that_fails_later_stay_seen() {
        Script script = Script.knowing(rows(1, 60)).shows(rows(1, 61));
        Call first = script.at(10).head();
        Call second = script.send();
        script.at(10.1).fail(second);
        script.at(10.2).answer(first);
        assertThat(script.told()).containsExactly("opened 61");
    }

    @Test
    void a_change_of_state_is_an_update_that_names_its_fields() {
        Script script = Script.knowing(row(2), row(1)).shows(row(2).margin("12").closeSize("0.4"), row(1));
        script.run(7);
        assertThat(script.told()).containsExactly("updated 2 closeSize,margin");
        OrderEvent.Updated update = (OrderEvent.Updated) script.last();
        assertThat(update.before()).isEqualTo(row(2).order());
        assertThat(update.after())
                .isEqualTo(row(2).margin("12").closeSize("0.4").order());
        assertThat(update.changed()).containsExactly(OrderField.MARGIN, OrderField.CLOSE_SIZE);
    }

    @Test
    void a_change_of_name_or_of_unknown_fields_is_no_update() {
        Script script = Script.knowing(row(1)).shows(row(1).name("Bob").extra("presetStopLoss", "\"1\""));
        script.run(10);
        assertThat(script.told()).isEmpty();
    }

    @Test
    void a_number_twice_in_one_answer_counts_once_and_the_first_counts() {
        Script script = Script.knowing(row(2), row(1)).shows(row(2), row(2).margin("99"), row(1));
        script.run(7);
        assertThat(script.told()).isEmpty();
        assertThat(script.health().anomalies()).contains(Anomaly.DUPLICATE_ROW);
    }

    @Test
    void a_row_twice_in_one_answer_counts_once_even_if_it_stands_where_it_stood_and_is_the_same_record() {
        Script script = Script.knowing(rows(1, 3));
        List<TrackingOrder> known = Row.orders(row(3), row(2), row(1));
        script.at(10).answer(script.head(), Page.of(known));
        assertThat(script.health().anomalies()).doesNotContain(Anomaly.DUPLICATE_ROW);

        List<TrackingOrder> twice = new ArrayList<>(known);
        twice.add(0, known.get(1));
        script.later(0.5).answer(script.head(), Page.of(twice));
        assertThat(script.health().anomalies()).contains(Anomaly.DUPLICATE_ROW);
        assertThat(script.told()).isEmpty();
    }

    @Test
    void a_new_number_twice_in_one_answer_is_opened_once() {
        Script script = Script.knowing(row(1)).shows(row(2), row(2), row(1));
        script.run(7);
        assertThat(script.told()).containsExactly("opened 2");
    }

    @Test
    void a_row_that_cannot_be_read_counts_as_seen_by_its_number() {
        Script script = Script.knowingShort(rows(1, 3));
        script.market.unreadable.add("2");
        script.run(20);
        assertThat(script.told()).isEmpty();
        assertThat(script.health().suspects()).isZero();
        assertThat(script.health().anomalies()).contains(Anomaly.ROW_REJECTED);
    }

    @Test
    void a_row_without_a_number_makes_its_answer_prove_nothing() {
        Script script = Script.knowingShort(rows(1, 3));
        script.market.nameless.add("2");
        script.run(20);
        assertThat(script.told()).isEmpty();
    }

    @Test
    void a_row_without_a_number_spoils_no_other_answer() {
        List<Row> some = List.of(row(4).trader("T2"), row(3).trader("T2"), row(2), row(1));
        Script script = Script.knowingShort(some);
        script.market.nameless.add("1");
        script.run(14).shows(row(3).trader("T2"), row(2), row(1)).run(18);
        assertThat(script.told()).containsExactly("closed 4 ATOMIC");
    }

    @Test
    void the_same_number_under_another_symbol_is_a_conflict_and_no_update() {
        Script script =
                Script.knowing(row(2), row(1)).shows(row(2).symbol("ETHUSDT").margin("11"), row(1));
        script.run(10);
        assertThat(script.told()).isEmpty();
        assertThat(script.health().anomalies()).contains(Anomaly.IDENTITY_CONFLICT);
        assertThat(script.health().suspects()).isZero();
    }

    @Test
    void the_same_number_under_another_trader_is_a_conflict_and_no_update() {
        Script script = Script.knowing(row(2), row(1)).shows(row(2).trader("T2"), row(1));
        script.run(10);
        assertThat(script.told()).isEmpty();
        assertThat(script.health().anomalies()).contains(Anomaly.IDENTITY_CONFLICT);
    }

    @Test
    void a_trader_that_is_shown_masked_is_the_same_trader() {
        Script script = Script.knowing(row(2), row(1)).shows(row(2).trader("**********"), row(1));
        script.run(10);
        assertThat(script.told()).containsExactly("updated 2 traderId");
        assertThat(script.health().anomalies()).doesNotContain(Anomaly.IDENTITY_CONFLICT);
        script.shows(row(2), row(1)).run(16);
        assertThat(script.told()).containsExactly("updated 2 traderId");
    }

    @Test
    void a_closed_number_that_comes_back_as_another_order_is_a_conflict() {
        Script script = Script.knowingShort(row(2), row(1)).shows(row(1)).run(20);
        assertThat(script.told()).containsExactly("closed 2 ATOMIC");
        script.shows(row(2).symbol("ETHUSDT"), row(1)).run(30);
        assertThat(script.told()).isEmpty();
        assertThat(script.health().anomalies()).contains(Anomaly.IDENTITY_CONFLICT);
    }

    @Test
    void an_answer_with_a_row_that_the_query_excludes_shows_nothing_of_it() {
        Script script =
                new Script(TrackerSettings.DEFAULT, OrderQuery.of(Script.USDT).withSymbol("BTCUSDT"));
        script.shows(row(2), row(1)).run(6).told();
        Call call = script.send();
        script.later(0.1)
                .answer(
                        call,
                        new Page(
                                Row.orders(row(3).symbol("ETHUSDT"), row(2), row(1)),
                                3,
                                List.of(),
                                Optional.empty(),
                                true));
        assertThat(script.told()).isEmpty();
        assertThat(script.health().anomalies()).contains(Anomaly.FILTER_IGNORED);
    }
}
