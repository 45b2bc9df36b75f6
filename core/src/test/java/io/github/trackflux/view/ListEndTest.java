package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.trackflux.call.PageNumberException;
import io.github.trackflux.call.TooManyRowsException;
import io.github.trackflux.page.Dialect;
import io.github.trackflux.page.Page;
import io.github.trackflux.view.Script.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a list is proven, or nothing that it lacks is even suspected. */
class ListEndTest {
    private static Script watching(int cap, List<Row> rows) {
        Script script = new Script();
        script.market.cap = cap;
        return script.shows(rows).run(8);
    }

    /** These, and below them so many of another trader. */
    private static List<Row> aboveAGroupOf(int size, List<Row> others) {
        List<Row> list = new ArrayList<>(others);
        rows(1, size).forEach(row -> list.add(row.trader("T2")));
        return list;
    }

    @Test
    void a_list_that_grows_over_a_hidden_cap_causes_no_close() {
        Script script = watching(20, rows(1, 15));
        script.told();
        for (int size = 16; size <= 25; size++) {
            script.shows(rows(1, size)).run(script.seconds() + 3);
            assertThat(script.told()).containsExactly("opened " + size);
        }
        assertThat(script.health().anomalies()).contains(Anomaly.PAGE_SIZE_CAPPED);
        assertThat(script.view().orders()).hasSize(25);
    }

    @Test
    void a_list_that_jumps_over_a_hidden_cap_causes_no_close() {
        Script script = watching(20, rows(1, 15));
        script.told();
        script.shows(rows(1, 20)).run(12).shows(rows(1, 21)).run(12.3);
        assertThat(script.told()).hasSize(6).allMatch(told -> told.startsWith("opened"));
        script.run(20);
        assertThat(script.told()).isEmpty();
        assertThat(script.view().orders()).hasSize(21);
    }

    @Test
    void under_a_cap_a_close_is_still_found() {
        Script script = watching(20, rows(1, 25));
        script.told();
        List<Row> left = new ArrayList<>(rows(1, 25));
        left.remove(3);
        script.shows(left).run(20);
        assertThat(script.told()).containsExactly("closed 22 WALKS");
    }

    @ParameterizedTest
    @ValueSource(ints = {25, 45, 120})
    void a_cap_that_falls_while_it_runs_closes_nothing_and_loses_no_news(int size) {
        Script script = watching(Integer.MAX_VALUE, rows(1, size));
        script.told();
        script.market.cap = 20;
        script.run(40);
        assertThat(script.told()).isEmpty();
        assertThat(script.view().orders()).hasSize(size);
        script.shows(rows(1, size + 1)).run(50);
        assertThat(script.told()).containsExactly("opened " + (size + 1));
    }

    @ParameterizedTest
    @CsvSource({"25, 2", "25, 3", "45, 2", "45, 3", "120, 5"})
    void a_cap_that_falls_while_rows_come_twice_closes_nothing(int size, int repeats) {
        Script script = watching(Integer.MAX_VALUE, rows(1, size));
        script.told();
        script.market.cap = 20;
        script.market.repeats = repeats;
        script.run(40);
        assertThat(script.told()).isEmpty();
        script.market.order = Market.shuffled(7);
        script.run(80);
        assertThat(script.told()).isEmpty();
    }

    @Test
    void a_cap_that_falls_while_the_order_of_the_list_changes_closes_nothing() {
        Script script = watching(Integer.MAX_VALUE, rows(1, 25));
        script.told();
        script.market.order = Market.shuffled(7);
        script.run(20);
        script.market.cap = 20;
        script.run(40);
        assertThat(script.told()).isEmpty();
    }

    @Test
    void a_cap_that_falls_closes_nothing_by_a_probe() {
        List<Row> list = aboveAGroupOf(25, rows(100, 160));
        Script script = watching(Integer.MAX_VALUE, list);
        script.told();
        script.market.cap = 20;
        script.shows(list.stream().filter(row -> !row.number().equals("7")).toList())
                .run(60);
        assertThat(script.told()).containsExactly("closed 7 WALKS");
    }

    @Test
    void a_group_that_is_left_with_a_round_number_loses_its_last_by_one_answer_where_larger_pages_are_seen() {
        List<Row> list = aboveAGroupOf(11, rows(100, 180));
        Script script = watching(Integer.MAX_VALUE, list);
        script.told();
        script.shows(list.subList(0, list.size() - 1)).run(script.seconds() + 5);
        assertThat(script.told()).containsExactly("closed 1 ATOMIC");
    }

    @Test
    void a_walk_that_shows_nothing_where_orders_are_open_makes_no_view() {
        Script script = watching(Integer.MAX_VALUE, rows(1, 30));
        Instant seen = script.view().asOf();
        double begin = script.seconds();
        script.shows(List.of()).run(begin + 0.5);
        assertThat(script.view().asOf())
                .isBeforeOrEqualTo(Row.time(begin + 0.1))
                .isAfterOrEqualTo(seen);
    }

    @ParameterizedTest
    @ValueSource(ints = {21, 31, 26, 13})
    void the_last_of_a_list_still_closes_within_a_second(int size) {
        List<Row> list = rows(1, size).stream()
                .map(row -> row.trader("T" + row.number().charAt(row.number().length() - 1)))
                .toList();
        Script script = watching(Integer.MAX_VALUE, list);
        script.told();
        double begin = script.seconds();
        script.shows(list.subList(0, size - 1)).run(begin + 1);
        assertThat(script.told()).containsExactly("closed 1 ATOMIC");
        script.shows(list.subList(0, size - 2)).run(begin + 2);
        assertThat(script.told()).containsExactly("closed 2 ATOMIC");
    }

    @ParameterizedTest
    @ValueSource(ints = {49, 50, 51, 99, 100, 101, 150})
    void whatever_the_size_all_rows_are_seen_and_none_closed(int size) {
        Script script = watching(Integer.MAX_VALUE, rows(1, size));
        assertThat(script.view().orders()).hasSize(size);
        assertThat(script.told()).noneMatch(told -> told.startsWith("closed"));
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 100})
    void page_number_wrong_after_a_full_page_is_the_end(int size) {
        Script script = new Script();
        script.market.refusesPastEnd = true;
        script.shows(rows(1, size)).run(8);
        assertThat(script.health().synced()).isTrue();
        assertThat(script.health().failedSweeps()).isZero();
        assertThat(script.view().orders()).hasSize(size);
    }

    @Test
    void page_number_wrong_on_the_first_page_is_a_failed_page() {
        Script script = new Script();
        Call call = script.send();
        script.fail(call, new PageNumberException("40209", "page number wrong"));
        assertThat(script.health().synced()).isFalse();
        assertThat(script.health().failedSweeps()).isEqualTo(1);
    }

    @Test
    void page_number_wrong_on_a_probe_is_a_failed_probe() {
        Row gone = row(71).trader("T2");
        List<Row> list = new ArrayList<>(List.of(gone, row(70).trader("T2")));
        list.addAll(rows(1, 60));
        Script script = Script.knowing(list).shows(list.subList(1, 62));
        script.answer(script.head());
        Call probe = script.send();
        script.later(0.1).fail(probe, new PageNumberException("40209", "page number wrong"));
        assertThat(script.told()).isEmpty();
        assertThat(script.health().open()).isEqualTo(62);
    }

    @Test
    void page_numbers_that_are_ignored_end_no_walk_and_prove_nothing() {
        Script script = new Script(TrackerSettings.DEFAULT.withDialect(Dialect.PAGE_NUMBER));
        script.shows(rows(1, 60));
        for (int i = 0; i < 200; i++) {
            Call call = script.later(0.1).send();
            script.answer(call, rows(11, 60));
        }
        assertThat(script.health().synced()).isFalse();
        assertThat(script.health().anomalies()).contains(Anomaly.PAGING_IGNORED);
        assertThat(script.told()).noneMatch(told -> told.startsWith("closed"));
    }

    @Test
    void where_page_numbers_are_ignored_the_cursor_is_tried() {
        Script script = new Script();
        script.market.dialect = Dialect.ID_CURSOR;
        script.shows(rows(1001, 1150)).run(8);
        assertThat(script.health().synced()).isTrue();
        assertThat(script.view().orders()).hasSize(150);
    }

    @Test
    void a_page_of_more_rows_than_were_asked_for_is_taken_for_a_full_one() {
        Script script = Script.knowing(rows(1, 70));
        Call call = script.at(10).head();
        assertThat(call.request().size()).isEqualTo(50);
        script.at(10.1).answer(call, rows(11, 69));
        assertThat(script.told()).isEmpty();
        assertThat(script.health().open()).isEqualTo(70);
    }

    @Test
    void rows_that_cannot_be_read_count_towards_a_full_page() {
        Script script = Script.knowing(rows(1, 70)).at(10);
        List<Row> shown = rows(22, 70);
        Page page = new Page(Row.orders(shown), 50, List.of(), Optional.empty(), false);
        script.answer(script.head(), page);
        Call second = script.send();
        assertThat(second.request().position().isFirst()).isFalse();
        assertThat(script.told()).isEmpty();
    }

    @Test
    void a_list_without_end_is_given_up() {
        Script script = new Script();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 500; i++) {
                        Call call = script.later(0.01).send();
                        script.answer(
                                call, rows(i * 50 + 1, i * 50 + call.request().size()));
                    }
                })
                .isInstanceOf(TooManyRowsException.class)
                .hasMessageContaining("500 pages");
    }

    @Test
    void failed_sweeps_are_counted_until_one_is_complete() {
        Script script = Script.knowing(Script.SWEEPS, rows(1, 60)).at(10);
        script.fail(script.head());
        script.fail(script.head());
        assertThat(script.health().failedSweeps()).isEqualTo(2);
        script.run(11);
        assertThat(script.health().failedSweeps()).isZero();
    }
}
