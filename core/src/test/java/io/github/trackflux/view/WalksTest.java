package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.rows;
import static io.github.trackflux.view.Row.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Filter;
import io.github.trackflux.view.Script.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A group that fills a page has no atomic answer: a count that leaves no room proves what it lacks. */
class WalksTest {
    private static final Filter GROUP =
            Filter.of(OrderQuery.of(Script.USDT)).get(0).withTrader("T1").withSymbol("BTCUSDT");

    /** Seventy orders of one trader and symbol of which 30 is gone, every filter having been seen to work. */
    private static Script suspecting() {
        return suspecting(TrackerSettings.DEFAULT);
    }

    private static Script suspecting(TrackerSettings settings) {
        return suspecting(settings, 70);
    }

    private static Script suspecting(TrackerSettings settings, int size) {
        List<Row> before = new ArrayList<>(rows(1, size));
        before.add(0, row(500));
        Script script = Script.knowing(settings, before);
        script.shows(rows(1, size)).run(30);
        assertThat(script.told()).containsExactly("closed 500 WALKS");
        return script.shows(without(rows(1, size), 30));
    }

    private record Asked(Filter filter, int size, boolean first, double at) {}

    /** Sends and answers calls until that time, and tells which pages of the group it asked for. */
    private static List<Asked> pages(Script script, double until) {
        List<Asked> asked = new ArrayList<>();
        while (script.seconds() < until) {
            Call call = script.send();
            if (call.request().filter().equals(GROUP)) {
                boolean first = call.request().position().isFirst();
                asked.add(new Asked(GROUP, call.request().size(), first, script.seconds()));
            }
            script.later(0.1).answer(call);
        }
        return asked;
    }

    @Test
    void a_count_and_the_same_rows_shown_again_a_hold_down_later_close_what_they_lack() {
        Script script = suspecting();
        List<Asked> first = pages(script, 40).stream().filter(Asked::first).toList();
        assertThat(script.told()).containsExactly("closed 30 WALKS");
        assertThat(first).extracting(Asked::size).containsExactly(50, 50);
        OrderEvent.Closed closed = (OrderEvent.Closed) script.last();
        double begun = first.get(0).at();
        assertThat(closed.proof().receivedAt()).isAfterOrEqualTo(Row.time(begun + 2));
        assertThat(script.health().anomalies()).contains(Anomaly.GROUP_FILLS_PAGE);
    }

    @Test
    void with_a_hold_down_of_zero_the_second_walk_follows_at_once() {
        Script script = suspecting(TrackerSettings.DEFAULT.withHoldDown(Duration.ZERO));
        assertThat(pages(script, 33)).extracting(Asked::first).containsExactly(true, false, true, false);
        assertThat(script.told()).containsExactly("closed 30 WALKS");
    }

    @Test
    void an_order_that_any_of_the_walks_shows_is_open() {
        Script script = suspecting().shows(rows(1, 70));
        for (int i = 0; i < 100; i++) {
            Call call = script.send();
            boolean whole = call.request().filter().kind() == Filter.Kind.NONE;
            boolean first = call.request().position().isFirst();
            script.later(0.1);
            // Every other walk shows it, every whole list steps over it.
            if (whole && first) {
                script.answer(call, without(rows(20, 70), 30));
            } else {
                script.answer(call);
            }
        }
        assertThat(script.told()).isEmpty();
    }

    @Test
    void a_walk_that_ends_with_an_empty_page_counts_nothing() {
        Script script = suspecting(TrackerSettings.DEFAULT.withHoldDown(Duration.ZERO))
                .shows(rows(1, 70))
                .run(30);
        // Stepped over, and open: it stands where the walks are shown that nothing is there.
        int open = Integer.parseInt(rows(1, 70).get(65).number());
        script.told();
        for (int i = 0; i < 300; i++) {
            Call call = script.send();
            boolean whole = call.request().filter().kind() == Filter.Kind.NONE;
            script.later(0.1);
            if (whole && call.request().position().isFirst()) {
                script.answer(call, without(rows(1, 70), open).subList(0, 50));
            } else if (whole) {
                script.answer(call, without(rows(1, 70), open).subList(50, 69));
            } else if (call.request().position().isFirst()) {
                script.answer(call);
            } else {
                script.answer(call, List.of());
            }
        }
        assertThat(script.told()).isEmpty();
    }

    @Test
    void a_walk_that_breaks_off_counts_for_nothing() {
        Script script = suspecting();
        while (script.seconds() < 60) {
            Call call = script.send();
            script.later(0.1);
            if (call.request().filter().equals(GROUP)
                    && !call.request().position().isFirst()) {
                script.fail(call);
            } else {
                script.answer(call);
            }
        }
        assertThat(script.told()).isEmpty();
    }

    @Test
    void walks_over_a_list_that_changes_its_order_miss_rows_but_close_none_of_them() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<Row> before = new ArrayList<>(rows(1, 120));
            Script script = Script.knowing(TrackerSettings.DEFAULT.withHoldDown(Duration.ZERO), before);
            script.market.order = list -> {
                List<TrackingOrder> shuffled = new ArrayList<>(list);
                Collections.shuffle(shuffled, random);
                return shuffled;
            };
            script.run(20).shows(without(rows(1, 120), 30)).run(40);
            assertThat(script.told()).as("seed " + seed).containsExactly("closed 30 WALKS");
        }
    }

    @Test
    void a_row_without_a_number_may_be_the_order_that_is_missing() {
        Script script = suspecting().shows(rows(1, 70));
        script.market.nameless.add("30");
        script.run(80);
        assertThat(script.told()).isEmpty();
        assertThat(script.health().suspects()).isEqualTo(1);
    }

    @Test
    void an_order_that_opens_or_closes_meanwhile_only_delays_the_proof() {
        Script script = suspecting();
        List<Row> list = without(rows(1, 70), 30);
        for (int i = 0; i < 10; i++) {
            list.add(0, row(200 + i));
            list.removeIf(row -> row.number().equals("60"));
            script.shows(list).run(script.seconds() + 1.5);
        }
        assertThat(script.told()).noneMatch(told -> told.startsWith("closed"));
        script.run(script.seconds() + 8);
        assertThat(script.told()).containsExactlyInAnyOrder("closed 30 WALKS", "closed 60 WALKS");
    }

    @Test
    void an_order_younger_than_the_walks_is_not_closed_by_them() {
        Script script = suspecting();
        List<Row> list = new ArrayList<>(without(rows(1, 70), 30));
        list.add(0, row(99));
        script.run(31).shows(list).run(31.4).shows(without(rows(1, 70), 30)).run(60);
        assertThat(script.told()).containsExactlyInAnyOrder("opened 99", "closed 30 WALKS", "closed 99 WALKS");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 30, 50})
    void where_the_list_is_one_group_an_order_swapped_for_another_between_two_polls_is_found(int size) {
        Script script = Script.knowing(rows(1, size)).shows(rows(2, size + 1)).run(30);
        assertThat(script.told()).containsExactly("opened " + (size + 1), "closed 1 WALKS");
    }

    @Test
    void nothing_is_asked_of_a_group_in_which_nothing_is_suspected_any_more() {
        Script script = suspecting();
        assertThat(pages(script, 31)).isNotEmpty();
        script.shows(rows(1, 70));
        pages(script, 32);
        assertThat(script.health().suspects()).isZero();
        assertThat(pages(script, 40)).isEmpty();
    }

    @Test
    void page_number_wrong_after_a_full_page_ends_a_walk() {
        Script script = suspecting(TrackerSettings.DEFAULT, 101);
        script.market.refusesPastEnd = true;
        List<Asked> pages = pages(script, 45);
        assertThat(script.told()).containsExactly("closed 30 WALKS");
        assertThat(pages.stream().filter(Asked::first).map(Asked::size)).containsExactly(50, 43, 43);
    }

    @Test
    void under_a_hidden_cap_pages_are_asked_for_in_the_size_that_they_come_in() {
        List<Row> list = rows(1, 70);
        Script script = new Script();
        script.market.cap = 20;
        script.shows(list).run(10).told();
        script.shows(without(list, 30));
        List<Asked> pages = pages(script, 25);
        assertThat(script.told()).containsExactly("closed 30 WALKS");
        assertThat(pages.subList(1, pages.size())).extracting(Asked::size).containsOnly(20);
    }

    @Test
    void an_order_that_vanished_with_a_whole_group_is_not_closed_by_empty_walks() {
        Script script = suspecting(TrackerSettings.DEFAULT.withHoldDown(Duration.ZERO));
        script.run(30.3);
        // The server loses its list for less than the empty guard's second.
        script.shows(List.of()).run(31);
        assertThat(script.told()).isEmpty();
        script.shows(rows(1, 70)).run(40);
        assertThat(script.told()).isEmpty();
    }

    @Test
    void an_answer_that_is_a_proof_by_itself_is_no_second_one_as_a_count() {
        List<Row> list = new ArrayList<>(rows(1, 60));
        for (int i = 501; i <= 540; i++) {
            list.add(row(i).trader("T" + i).symbol("ETHUSDT"));
        }
        Script script = Script.knowing(list);
        script.shows(without(list, 30)).run(20);
        script.shows(list).run(40);
        // Its next close needs two answers that agree.
        assertThat(script.told()).containsExactly("closed 30 WALKS", "reinstated 30");
        script.shows(without(list, 40));
        List<Row> left = new ArrayList<>(without(list, 40));
        left.removeIf(row -> Integer.parseInt(row.number()) <= 12);
        int walks = 0;
        while (script.seconds() < 80) {
            Call call = script.send();
            boolean begins = call.request().filter().equals(GROUP)
                    && call.request().position().isFirst();
            walks += begins ? 1 : 0;
            script.later(0.1);
            if (begins && walks == 2) {
                script.shows(left);
                List<Row> lacking = without(left, 30);
                lacking.removeIf(row -> Integer.parseInt(row.number()) > 60);
                script.answer(call, lacking);
            } else {
                script.answer(call);
            }
        }
        assertThat(script.told()).hasSize(13).noneMatch(told -> told.contains(" 30 "));
    }

    @Test
    void a_group_that_gets_nowhere_makes_way_for_another() {
        List<Row> restless = new ArrayList<>(rows(1, 70));
        List<Row> quiet = rows(501, 570).stream()
                .map(row -> row.trader("T2").symbol("ETHUSDT"))
                .toList();
        List<Row> list = new ArrayList<>(restless);
        list.addAll(quiet);
        Script script = Script.knowing(list);
        restless.removeIf(row -> row.number().equals("30"));
        List<Row> left = without(quiet, 530);
        script.run(6.5);
        int next = 1000;
        while (script.seconds() < 60) {
            restless.add(0, row(next++));
            restless.remove(restless.size() - 1);
            List<Row> all = new ArrayList<>(restless);
            all.addAll(script.seconds() < 7 ? quiet : left);
            script.shows(all).run(script.seconds() + 0.7);
        }
        assertThat(script.told()).contains("closed 530 WALKS");
    }

    @Test
    void many_closes_by_walks_of_the_whole_list_wait_for_the_mass_guard() {
        Script script = Script.knowing(TrackerSettings.DEFAULT.withHoldDown(Duration.ZERO), rows(1, 130));
        script.market.barren.addAll(List.of(Filter.Kind.TRADER, Filter.Kind.SYMBOL, Filter.Kind.BOTH));
        double begun = script.seconds();
        List<Row> left = rows(1, 130).stream()
                .filter(row -> Integer.parseInt(row.number()) % 3 != 0)
                .toList();
        script.shows(left).run(begun + 3);
        assertThat(script.told()).isEmpty();
        assertThat(script.health().anomalies()).contains(Anomaly.MASS_CLOSE);
        script.run(begun + 20);
        assertThat(script.told()).hasSize(43).allMatch(told -> told.endsWith("WALKS"));
    }
}
