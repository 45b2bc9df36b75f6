package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.page.Dialect;
import io.github.trackflux.view.Script.Call;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was open when the feed began to look is Existing; Synced says when that is all. */
class BaselineTest {
    @Test
    void what_is_seen_before_synced_is_existing_and_after_it_is_opened() {
        Script script = new Script().shows(rows(1, 2)).run(6).shows(rows(1, 3)).run(12);
        assertThat(script.told()).containsExactly("existing 2", "existing 1", "synced 2", "opened 3");
    }

    @Test
    void an_order_that_opens_before_synced_is_existing() {
        Script script = new Script().shows(rows(1, 60));
        script.later(0.1).answer(script.send());
        script.shows(rows(1, 61)).run(6);
        assertThat(script.told()).hasSize(62).contains("existing 61").endsWith("synced 61");
    }

    @Test
    void an_empty_list_is_synced_by_one_answer() {
        Script script = new Script();
        script.answer(script.send());
        assertThat(script.told()).containsExactly("synced 0");
    }

    @Test
    void one_page_that_is_known_to_be_short_is_enough() {
        Script script = new Script();
        Call first = script.send();
        script.answer(first, rows(1, 5));
        assertThat(script.health().synced()).isFalse();
        Call again = script.send(request -> request.position().isFirst()
                && request.size() == first.request().size());
        script.later(0.1).answer(again, rows(1, 4));
        assertThat(script.told()).contains("synced 5");
    }

    @Test
    void one_complete_sweep_over_several_pages_is_not_enough() {
        Script script = new Script().shows(rows(1, 60));
        Call first = script.send();
        script.answer(first);
        script.answer(script.send());
        assertThat(script.told()).hasSize(60);
        assertThat(script.health().synced()).isFalse();
    }

    @Test
    void two_complete_sweeps_of_different_page_sizes_are() {
        Script script = new Script().shows(rows(1, 60));
        Set<Integer> sizes = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            assertThat(script.isSynced()).isFalse();
            Call call = script.later(0.1).send();
            sizes.add(call.request().size());
            script.answer(call);
        }
        assertThat(sizes).containsExactlyInAnyOrder(50, 43);
        assertThat(script.told()).hasSize(61).endsWith("synced 60");
    }

    @Test
    void two_sweeps_of_the_same_size_are_not() {
        Script script = new Script().shows(rows(1, 60));
        for (int i = 0; i < 60; i++) {
            Call call = script.later(0.1).send();
            if (call.request().size() == 50) {
                script.answer(call);
            } else {
                script.fail(call);
            }
        }
        assertThat(script.health().synced()).isFalse();
    }

    @Test
    void an_empty_answer_while_orders_are_open_is_no_baseline() {
        Script script = new Script();
        script.answer(script.send(), rows(1, 3));
        for (int i = 0; i < 10; i++) {
            script.later(0.01).answer(script.send(), List.of());
        }
        assertThat(script.health().synced()).isFalse();
    }

    @Test
    void what_only_one_of_the_two_sweeps_showed_is_existing_too() {
        Script script = new Script().shows(rows(1, 60));
        script.answer(script.send());
        List<Row> rest = new ArrayList<>(rows(1, 9));
        script.answer(script.later(0.1).send(), rest);
        assertThat(script.told()).doesNotContain("existing 10");
        script.run(4);
        List<String> told = script.told();
        assertThat(told.indexOf("existing 10")).isBetween(0, told.indexOf("synced 60"));
    }

    @Test
    void after_it_only_the_largest_pages_are_asked_for() {
        Script script = Script.knowing(rows(1, 60));
        for (int i = 0; i < 20; i++) {
            Call call = script.later(0.1).send();
            assertThat(call.request().size()).isEqualTo(50);
            script.answer(call);
        }
    }

    @ParameterizedTest
    @CsvSource({"PAGE_NUMBER, 5", "PAGE_NUMBER, 50", "PAGE_NUMBER, 60", "PAGE_NUMBER, 100", "PAGE_NUMBER, 500"})
    @CsvSource({"ID_CURSOR, 5", "ID_CURSOR, 50", "ID_CURSOR, 60", "ID_CURSOR, 100", "ID_CURSOR, 500"})
    void a_list_that_stands_still_is_synced_within_seconds(Dialect dialect, int size) {
        Script script = new Script();
        script.market.dialect = dialect;
        script.shows(rows(1001, 1000 + size)).run(6);
        assertThat(script.told()).hasSize(size + 1).endsWith("synced " + size);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 60})
    void a_baseline_is_told_once(int size) {
        Script script = new Script().shows(rows(1, size)).run(30);
        assertThat(script.told()).hasSize(size + 1);
    }

    @Test
    void an_existing_order_may_close_before_synced() {
        Script script = new Script().shows(rows(1, 60));
        script.answer(script.send());
        script.shows(rows(1, 60).stream()
                .map(row -> row.number().equals("60") ? row.closedAt(0) : row)
                .toList());
        script.run(3);
        assertThat(script.told()).contains("existing 60", "closed 60 ROW", "synced 59");
    }

    @Test
    void views_come_after_synced_and_with_each_complete_sweep() {
        Script script = new Script().shows(rows(1, 60));
        FeedStep step = script.answer(script.send());
        assertThat(step.view()).isEmpty();
        script.run(6);
        Call first = script.head();
        Call second = script.send();
        assertThat(script.later(0.1).answer(first).view()).isEmpty();
        FeedStep done = script.later(0.1).answer(second);
        OrderView view = done.view().orElseThrow();
        assertThat(view.orders()).hasSize(60);
        assertThat(view.sequence()).isEqualTo(61);
        assertThat(view.asOf()).isEqualTo(Row.time(script.seconds()));
        assertThat(view.orders().get("7")).isEqualTo(row(7).order());
    }

    @Test
    void a_sweep_that_failed_brings_no_view() {
        Script script = Script.knowing(rows(1, 60));
        script.head();
        assertThat(script.fail(script.send()).view()).isEmpty();
    }

    @Test
    void synced_says_how_many_are_open() {
        Script script = new Script().shows(rows(1, 7)).run(6);
        assertThat(script.last())
                .isInstanceOfSatisfying(
                        OrderEvent.Synced.class,
                        event -> assertThat(event.open()).isEqualTo(7));
    }
}
