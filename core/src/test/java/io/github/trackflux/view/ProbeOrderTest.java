package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.view.Script.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which suspect is asked for, by which filter, and how many calls that may take from the walks. */
class ProbeOrderTest {
    private static final Filter ALL = Filter.of(OrderQuery.of(Script.USDT)).get(0);

    /** Traders of four orders each, two symbols each, above sixty of T1 in BTCUSDT. */
    private static List<Row> traders(int count) {
        List<Row> all = new ArrayList<>();
        for (int trader = count; trader >= 1; trader--) {
            for (int i = 4; i >= 1; i--) {
                all.add(row(1000 + trader * 10L + i).trader("X" + trader).symbol("S" + trader + i % 2));
            }
        }
        all.addAll(rows(1, 60));
        return all;
    }

    private static List<Row> without(List<Row> rows, int... numbers) {
        List<Row> rest = new ArrayList<>(rows);
        for (int number : numbers) {
            rest.removeIf(row -> row.number().equals("" + number));
        }
        return rest;
    }

    private static List<Row> page(List<Row> rows) {
        return rows.subList(0, 50);
    }

    @Test
    void the_longest_suspected_is_asked_for_first() {
        List<Row> list = traders(8);
        Script script = Script.knowing(list).at(10);
        Call first = script.head();
        Call second = script.at(10.05).head();
        script.at(10.1).answer(first, page(without(list, 1031)));
        script.at(10.15).answer(second, page(without(list, 1031, 1071, 1021)));
        assertThat(script.health().suspects()).isEqualTo(3);
        assertThat(script.at(10.2).send().request().filter().traderId()).contains("X3");
        assertThat(script.send().request().filter().traderId()).contains("X7");
        assertThat(script.send().request().filter()).isEqualTo(ALL);
        assertThat(script.send().request().filter().traderId()).contains("X2");
    }

    @Test
    void one_suspected_anew_stands_behind_those_suspected_before() {
        List<Row> list = traders(8);
        Script script = Script.knowing(list).at(10);
        Call first = script.head();
        Call second = script.at(10.05).head();
        Call third = script.at(10.1).head();
        script.at(10.15).answer(first, page(without(list, 1031)));
        script.at(10.2).answer(second, page(without(list, 1021)));
        script.at(10.25).answer(third, page(without(list, 1031, 1021)));
        assertThat(script.health().suspects()).isEqualTo(2);
        assertThat(script.at(10.3).send().request().filter().traderId()).contains("X2");
    }

    @Test
    void the_widest_filter_that_fits_a_page_and_shows_a_witness_is_used() {
        Row gone = row(90).trader("T2").symbol("ETHUSDT");
        List<Row> list = new ArrayList<>(List.of(gone, row(91).trader("T2")));
        rows(100, 110).forEach(row -> list.add(row.symbol("ETHUSDT").trader("T3")));
        list.addAll(rows(1, 60));
        Script script = Script.knowing(list).at(10);
        script.answer(script.head(), page(without(list, 90)));
        // The trader's has one more order, the symbol's eleven, both together none.
        assertThat(script.send().request().filter()).isEqualTo(ALL.withSymbol("ETHUSDT"));
    }

    @Test
    void a_filter_that_shows_too_many_rows_is_passed_over() {
        Row gone = row(90).trader("T2").symbol("ETHUSDT");
        List<Row> list = new ArrayList<>(List.of(gone, row(91).trader("T2")));
        rows(100, 144).forEach(row -> list.add(row.symbol("ETHUSDT").trader("T3")));
        list.addAll(rows(1, 60));
        Script script = Script.knowing(list).at(10);
        script.answer(script.head(), page(without(list, 90)));
        assertThat(script.send().request().filter()).isEqualTo(ALL.withTrader("T2"));
    }

    @Test
    void suspects_do_not_count_as_rows_that_an_answer_will_show() {
        List<Row> group = rows(101, 149).stream().map(row -> row.trader("T2")).toList();
        List<Row> list = new ArrayList<>(group);
        list.addAll(rows(1, 60));
        Script script = Script.knowing(list).at(10);
        List<Row> shown = new ArrayList<>(group.subList(6, 49));
        shown.addAll(rows(54, 60));
        script.answer(script.head(), shown);
        assertThat(script.health().suspects()).isEqualTo(6);
        assertThat(script.send().request().filter()).isEqualTo(ALL.withTrader("T2"));
    }

    @Test
    void one_probe_settles_all_suspects_that_it_covers() {
        List<Row> list = traders(8);
        Script script = Script.knowing(list).at(10);
        List<Row> left = without(list, 1031, 1032, 1033);
        script.shows(left).answer(script.head());
        assertThat(script.health().suspects()).isEqualTo(3);
        Call probe = script.at(10.1).send();
        assertThat(script.ask().map(Call::request).map(PageRequest::filter)).contains(ALL);
        script.at(10.2).answer(probe);
        assertThat(script.told()).hasSize(3);
        assertThat(script.health().suspects()).isZero();
    }

    @Test
    void two_probes_go_between_two_pages_and_more_when_suspects_pile_up() {
        assertThat(probesBeforeAPage(2)).isEqualTo(2);
        assertThat(probesBeforeAPage(7)).isEqualTo(2);
        assertThat(probesBeforeAPage(8)).isEqualTo(3);
        assertThat(probesBeforeAPage(16)).isEqualTo(4);
        assertThat(probesBeforeAPage(40)).isEqualTo(6);
        assertThat(probesBeforeAPage(48)).isEqualTo(6);
    }

    /** Each suspect has a trader of his own, who has another order. */
    private static int probesBeforeAPage(int suspects) {
        List<Row> list = new ArrayList<>();
        for (int trader = 48; trader >= 1; trader--) {
            list.add(row(1000L + trader).trader("X" + trader));
        }
        for (int trader = 48; trader >= 1; trader--) {
            list.add(row(500L + trader).trader("X" + trader));
        }
        list.addAll(rows(1, 60));
        Script script = Script.knowing(list).at(10);
        script.answer(script.head(), new ArrayList<>(list.subList(suspects, suspects + 50)));
        assertThat(script.health().suspects()).isEqualTo(suspects);
        int probes = 0;
        while (script.later(0.01).send().request().filter().kind() != Filter.Kind.NONE) {
            probes++;
        }
        return probes;
    }

    @Test
    void a_suspect_that_one_probe_on_its_way_covers_is_not_asked_for_again() {
        List<Row> list = traders(8);
        Script script = Script.knowing(list).at(10);
        script.answer(script.head(), page(without(list, 1031)));
        assertThat(script.send().request().filter().traderId()).contains("X3");
        for (int i = 0; i < 5; i++) {
            assertThat(script.later(0.1).send().request().filter()).isEqualTo(ALL);
        }
    }

    @Test
    void a_probe_that_failed_is_tried_again_after_a_while_and_another_filter_at_once() {
        List<Row> list = traders(8);
        Script script = Script.knowing(list).at(10);
        script.answer(script.head(), page(without(list, 1031)));
        Call probe = script.send();
        assertThat(probe.request().filter()).isEqualTo(ALL.withTrader("X3"));
        script.at(10.1).fail(probe);
        Call narrower = script.send();
        assertThat(narrower.request().filter()).isEqualTo(ALL.withSymbol("S31"));
        script.at(10.2).fail(narrower);
        script.at(10.2).fail(script.send());
        Optional<Call> again = script.at(11.7).ask();
        assertThat(again.map(Call::request).map(PageRequest::filter)).contains(ALL.withTrader("X3"));
    }

    @Test
    void an_order_younger_than_the_hold_down_is_not_worth_a_probe() {
        List<Row> list = traders(8);
        Script script = Script.knowing(list).at(10);
        List<Row> more = new ArrayList<>(list);
        more.add(2, row(2000).trader("X8"));
        script.answer(script.head(), page(more));
        script.at(10.1).answer(script.head(), page(list));
        assertThat(script.health().suspects()).isEqualTo(1);
        assertThat(script.at(11.9).send().request().filter()).isEqualTo(ALL);
        assertThat(script.at(12).send().request().filter()).isEqualTo(ALL.withTrader("X8"));
    }

    @Test
    void a_list_that_fits_one_short_page_needs_no_probe() {
        Script script = Script.knowingShort(rows(1, 3)).shows(row(4), row(3), row(2), row(1));
        script.answer(script.at(20).head());
        script.at(20.1).answer(script.head(), rows(1, 3));
        assertThat(script.health().suspects()).isEqualTo(1);
        for (double time = 20.2; time < 24; time += 0.1) {
            Call call = script.at(time).send();
            assertThat(call.request().filter()).isEqualTo(ALL);
            script.fail(call);
        }
    }
}
