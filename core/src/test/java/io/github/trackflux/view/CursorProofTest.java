package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.page.Dialect;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.Position;
import io.github.trackflux.view.Script.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The id cursor's own proof: a page covers the ids from the last that it shows up to the one that it was asked below. */
class CursorProofTest {
    private static Script knowing(List<Row> rows) {
        return knowing(TrackerSettings.DEFAULT, rows);
    }

    private static Script knowing(TrackerSettings settings, List<Row> rows) {
        Script script = new Script(settings);
        script.market.dialect = Dialect.ID_CURSOR;
        script.shows(rows).run(8);
        assertThat(script.health().synced()).isTrue();
        assertThat(script.told()).hasSize(rows.size() + 1);
        return script;
    }

    private static List<Row> without(List<Row> rows, int... numbers) {
        List<Row> rest = new ArrayList<>(rows);
        for (int number : numbers) {
            rest.removeIf(row -> row.number().equals("" + number));
        }
        return rest;
    }

    /** Sends the first page of a walk and the page after it, the first being answered. */
    private static Call second(Script script) {
        Call first = script.head();
        script.answer(first);
        return script.send(request ->
                request.position() instanceof Position.Below below && below.id().isPresent());
    }

    @Test
    void the_first_page_closes_what_it_lacks_above_its_last_id() {
        Script script = knowing(rows(1001, 1250)).at(10);
        Call first = script.head();
        assertThat(first.request().size()).isEqualTo(100);
        script.at(10.1).answer(first, without(rows(1150, 1250), 1200));
        assertThat(script.told()).containsExactly("closed 1200 ATOMIC");
    }

    @Test
    void the_newest_order_of_all_is_covered_by_the_first_page() {
        Script script = knowing(rows(1001, 1250)).at(10);
        script.answer(script.head(), rows(1150, 1249));
        assertThat(script.told()).containsExactly("closed 1250 ATOMIC");
    }

    @Test
    void a_later_page_closes_what_it_lacks_between_its_last_id_and_the_one_asked_below() {
        Script script = knowing(rows(1001, 1250)).at(10);
        Call second = second(script);
        assertThat(second.request().position()).isEqualTo(new Position.Below(Optional.of("1151")));
        script.at(10.1).answer(second, without(rows(1050, 1150), 1100));
        assertThat(script.told()).containsExactly("closed 1100 ATOMIC");
    }

    @Test
    void what_stands_just_below_the_id_asked_for_is_covered() {
        Script script = knowing(rows(1001, 1250)).at(10);
        script.at(10.1).answer(second(script), rows(1050, 1149));
        assertThat(script.told()).containsExactly("closed 1150 ATOMIC");
    }

    @Test
    void what_stands_at_or_above_the_id_asked_for_or_below_the_last_is_not_covered() {
        Script script = knowing(rows(1001, 1250)).at(10);
        script.at(10.1).answer(second(script), rows(1060, 1150));
        assertThat(script.told()).isEmpty();
        assertThat(script.health().open()).isEqualTo(250);
    }

    @Test
    void it_proves_nothing_once_an_answer_did_not_descend() {
        Script script = knowing(rows(1001, 1250)).at(10);
        List<Row> swapped = new ArrayList<>(rows(1151, 1250));
        swapped.add(3, swapped.remove(4));
        script.answer(script.head(), swapped);
        script.at(10.1).answer(script.head(), without(rows(1150, 1250), 1200));
        script.at(10.2).answer(second(script), without(rows(1050, 1150), 1100));
        assertThat(script.told()).isEmpty();
    }

    @Test
    void an_answer_to_a_page_asked_for_by_number_has_no_range() {
        Script script = new Script();
        script.shows(rows(1001, 1040)).run(6).told();
        Call byNumber = script.at(10).head();
        Call other = script.at(10.05).head();
        script.market.dialect = Dialect.ID_CURSOR;
        script.shows(rows(1001, 1060));
        script.at(10.1).answerAsOf(other, 10.06);
        assertThat(script.told()).hasSize(20);
        // Its first fifty, in an order of its own: twenty new ones, then the rest but for ten.
        List<Row> page = new ArrayList<>(rows(1011, 1040));
        page.addAll(rows(1041, 1060));
        script.at(10.2).answer(byNumber, page.subList(0, 49));
        assertThat(script.told()).isEmpty();
    }

    @Test
    void a_later_page_asked_for_by_number_does_not_cover_what_stands_above_it() {
        Script script = new Script();
        script.shows(rows(1001, 1060)).run(6).told();
        Call first = script.at(10).head();
        Call second = script.at(10.05).send();
        assertThat(second.request().position()).isEqualTo(new Position.Numbered(2));
        script.market.dialect = Dialect.ID_CURSOR;
        script.at(10.1).answer(first);
        assertThat(script.at(10.2).head().request().position().dialect()).isEqualTo(Dialect.ID_CURSOR);
        script.at(10.3).answer(second, rows(1001, 1010));
        assertThat(script.told()).isEmpty();
    }

    @Test
    void pages_by_number_that_did_not_descend_count_as_well() {
        Script script = new Script();
        List<Row> byUpdate = new ArrayList<>(rows(1001, 1040));
        byUpdate.add(0, byUpdate.remove(9));
        script.shows(byUpdate).run(6).told();
        script.market.dialect = Dialect.ID_CURSOR;
        script.answer(script.head());
        Call first = script.at(10).head();
        assertThat(first.request().position().dialect()).isEqualTo(Dialect.ID_CURSOR);
        List<Row> hundred = new ArrayList<>(rows(1041, 1140));
        script.at(10.1).answer(first, hundred);
        Call again = script.at(13).head();
        script.at(13.1).answer(again, without(rows(1040, 1140), 1100));
        assertThat(script.told()).hasSize(100).noneMatch(told -> told.startsWith("closed"));
    }

    @Test
    void a_page_with_a_row_that_cannot_be_read_has_no_range() {
        Script script = knowing(rows(1001, 1250)).at(10);
        List<Row> shown = without(rows(1150, 1250), 1200, 1220);
        script.answer(script.head(), new Page(Row.orders(shown), 100, List.of("1220"), Optional.empty(), true));
        script.answer(script.head(), new Page(Row.orders(shown), 100, List.of(), Optional.empty(), false));
        assertThat(script.told()).isEmpty();
    }

    @Test
    void the_whole_list_on_one_short_page_is_one_proof_and_not_two() {
        Script script = knowing(TrackerSettings.DEFAULT.withDialect(Dialect.ID_CURSOR), rows(1001, 1010));
        script.shows(without(rows(1001, 1010), 1005)).run(9);
        assertThat(script.told()).containsExactly("closed 1005 ATOMIC");
        script.shows(rows(1001, 1010)).run(20);
        assertThat(script.told()).containsExactly("reinstated 1005");
        script.run(40);
        script.answer(script.head(), without(rows(1001, 1010), 1005, 1006));
        assertThat(script.told()).containsExactly("closed 1006 ATOMIC");
        script.later(0.1).answer(script.head(), without(rows(1001, 1010), 1005, 1006));
        assertThat(script.told()).containsExactly("closed 1005 ATOMIC");
    }

    @Test
    void the_hold_down_holds_for_ranges_too() {
        Script script = knowing(rows(1001, 1250)).shows(rows(1001, 1251));
        script.at(10).answer(script.head());
        assertThat(script.told()).containsExactly("opened 1251");
        script.at(11.9).answer(script.head(), rows(1151, 1250));
        assertThat(script.told()).isEmpty();
        script.at(12).answer(script.head(), rows(1151, 1250));
        assertThat(script.told()).containsExactly("closed 1251 ATOMIC");
    }

    @Test
    void a_whole_sweep_by_cursor_closes_all_that_is_gone() {
        Script script = knowing(rows(1001, 1250));
        script.shows(without(rows(1001, 1250), 1001, 1077, 1150, 1151, 1152, 1250))
                .run(10);
        assertThat(script.told()).hasSize(6).allMatch(told -> told.matches("closed .* ATOMIC"));
    }

    @Test
    void where_the_list_does_not_stand_by_id_no_walk_proves_anything() {
        Script script = new Script();
        script.market.dialect = Dialect.ID_CURSOR;
        List<Row> byUpdate = new ArrayList<>(rows(1001, 1250));
        byUpdate.add(0, byUpdate.remove(200));
        script.shows(byUpdate).run(8).told();
        // The oldest is updated, so that its page's cursor is below all others: they are on no page but the first.
        List<Row> updated = new ArrayList<>(rows(1002, 1250));
        updated.add(99, row(1001));
        script.shows(updated).run(40);
        assertThat(script.told()).isEmpty();
        assertThat(script.health().suspects()).isPositive();
        assertThat(script.health().anomalies()).contains(Anomaly.GROUP_FILLS_PAGE);
    }
}
