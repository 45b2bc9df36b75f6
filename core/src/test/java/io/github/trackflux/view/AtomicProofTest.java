package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Proof;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.page.Filter;
import io.github.trackflux.view.Script.Call;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Closed needs one answer, made at one instant, that should show the order and does not: under pages with numbers. */
class AtomicProofTest {
    /** Sixty orders of T1 in BTCUSDT, and above them some of others. */
    private static List<Row> crowd(Row... others) {
        List<Row> all = new ArrayList<>(List.of(others));
        all.addAll(rows(1, 60));
        return all;
    }

    @Test
    void the_whole_list_on_one_short_page_proves_a_close() {
        Script script = Script.knowingShort(rows(1, 3));
        Call call = script.at(20).head();
        script.at(20.1).answer(call, row(3), row(1));
        assertThat(script.told()).containsExactly("closed 2 ATOMIC");
        OrderEvent.Closed closed = (OrderEvent.Closed) script.last();
        assertThat(closed.last()).isEqualTo(row(2).order());
        assertThat(closed.proof()).isEqualTo(new Proof(Proof.Kind.ATOMIC, Row.time(20), Row.time(20.1)));
    }

    @Test
    void a_full_page_proves_nothing() {
        Script script = Script.knowing(rows(1, 50));
        Call call = script.at(10).head();
        List<Row> others = new ArrayList<>(rows(1, 49));
        others.add(0, row(99));
        script.at(10.1).answer(call, others);
        assertThat(script.told()).containsExactly("opened 99");
        assertThat(script.health().suspects()).isEqualTo(1);
    }

    @Test
    void a_page_as_large_as_the_largest_ever_seen_proves_nothing() {
        Script script = Script.knowing(rows(1, 3));
        Call call = script.at(10).head();
        script.at(10.1).answer(call, row(4), row(3), row(1));
        assertThat(script.told()).containsExactly("opened 4");
        assertThat(script.health().suspects()).isEqualTo(1);
    }

    @Test
    void a_short_page_that_is_not_the_first_proves_nothing() {
        Script script = Script.knowing(rows(1, 60)).at(10);
        script.head();
        Call second = script.send();
        script.at(10.1).answer(second, rows(1, 9));
        assertThat(script.told()).isEmpty();
    }

    @Test
    void a_probe_by_trader_proves_a_close() {
        Row kept = row(70).trader("T2").symbol("ETHUSDT");
        Script script = Script.knowing(crowd(row(71).trader("T2"), kept)).shows(crowd(kept));
        script.answer(script.at(10).head());
        Call probe = script.send();
        assertThat(probe.request().filter()).isEqualTo(Filter.of(usdt()).get(0).withTrader("T2"));
        script.at(10.1).answer(probe);
        assertThat(script.told()).containsExactly("closed 71 ATOMIC");
    }

    @Test
    void a_probe_by_symbol_proves_a_close() {
        Row kept = row(70).symbol("ETHUSDT");
        Script script = Script.knowing(crowd(row(71).symbol("ETHUSDT"), kept)).shows(crowd(kept));
        script.answer(script.at(10).head());
        Call probe = script.send();
        assertThat(probe.request().filter()).isEqualTo(Filter.of(usdt()).get(0).withSymbol("ETHUSDT"));
        script.at(10.1).answer(probe);
        assertThat(script.told()).containsExactly("closed 71 ATOMIC");
    }

    @Test
    void a_probe_by_trader_and_symbol_proves_a_close() {
        List<Row> before = new ArrayList<>(List.of(row(901).trader("T2"), row(900).trader("T2")));
        rows(100, 159).forEach(row -> before.add(row.trader("T2").symbol("ETHUSDT")));
        before.addAll(rows(1, 60));
        Script script = Script.knowing(before);
        script.shows(before.subList(1, before.size()));
        script.answer(script.at(10).head());
        Call probe = script.send();
        assertThat(probe.request().filter())
                .isEqualTo(Filter.of(usdt()).get(0).withTrader("T2").withSymbol("BTCUSDT"));
        script.at(10.1).answer(probe);
        assertThat(script.told()).containsExactly("closed 901 ATOMIC");
    }

    @Test
    void a_probe_that_shows_the_order_ends_the_suspicion() {
        Row moved = row(71).trader("T2");
        Row kept = row(70).trader("T2");
        Script script = Script.knowing(crowd(moved, kept));
        script.at(10).answer(script.head(), crowd(kept).subList(0, 50));
        assertThat(script.health().suspects()).isEqualTo(1);
        Call probe = script.send();
        script.at(10.1).answer(probe);
        assertThat(script.health().suspects()).isZero();
        assertThat(script.told()).isEmpty();
    }

    @Test
    void a_probe_closes_all_that_it_covers_suspected_or_not() {
        Row kept = row(70).trader("T2");
        Script script = Script.knowing(crowd(row(72).trader("T2"), row(71).trader("T2"), kept));
        script.at(10).answer(script.head(), crowd(row(72).trader("T2"), kept).subList(0, 50));
        assertThat(script.health().suspects()).isEqualTo(1);
        Call probe = script.at(10.1).send();
        script.at(10.2).answer(probe, kept);
        assertThat(script.told()).containsExactlyInAnyOrder("closed 72 ATOMIC", "closed 71 ATOMIC");
    }

    @Test
    void a_probe_that_comes_full_proves_nothing() {
        List<Row> group = rows(101, 140).stream().map(row -> row.trader("T2")).toList();
        Script script = Script.knowing(crowd(group.toArray(Row[]::new)));
        script.at(10)
                .answer(
                        script.head(),
                        crowd(group.subList(1, 40).toArray(Row[]::new)).subList(0, 50));
        Call probe = script.send();
        assertThat(probe.request().filter().traderId()).contains("T2");
        List<Row> full = rows(201, 250).stream().map(row -> row.trader("T2")).toList();
        script.at(10.1).answer(probe, full);
        assertThat(script.told()).hasSize(50).noneMatch(told -> told.startsWith("closed"));
    }

    @Test
    void an_order_swapped_for_another_between_two_polls_is_closed_by_a_narrower_probe() {
        Script script = Script.knowing(row(3).symbol("ETHUSDT"), row(2).symbol("ETHUSDT"), row(1));
        script.shows(row(4), row(3).symbol("ETHUSDT"), row(1)).run(12);
        assertThat(script.told()).containsExactly("opened 4", "closed 2 ATOMIC");
    }

    @Test
    void a_group_of_which_forty_nine_are_left_is_proven_by_one_answer() {
        List<Row> group = rows(101, 151).stream().map(row -> row.trader("T2")).toList();
        Script script = Script.knowing(crowd(group.toArray(Row[]::new)));
        script.shows(crowd(group.subList(1, 51).toArray(Row[]::new))).run(25);
        assertThat(script.told()).containsExactly("closed 151 WALKS");
        script.shows(crowd(group.subList(2, 51).toArray(Row[]::new))).run(32);
        assertThat(script.told()).containsExactly("closed 150 ATOMIC");
    }

    @Test
    void a_probe_whose_answer_shows_the_group_under_a_mask_still_proves_what_it_lacks() {
        Row masked = row(71).trader("**********");
        Row other = row(70).trader("T3");
        Script script = Script.knowing(crowd(row(72).trader("T2"), masked, other));
        script.shows(crowd(masked, other));
        script.answer(script.at(10).head());
        script.answer(script.probe(Filter.Kind.TRADER));
        Call trader = script.at(10.1).send();
        assertThat(trader.request().filter().traderId()).contains("T2");
        // To the server it is T2's: it counts as T2's in the answer, and as nobody's in the view.
        script.at(10.2).answer(trader, masked);
        assertThat(script.told()).containsExactly("closed 72 ATOMIC");
    }

    private static OrderQuery usdt() {
        return OrderQuery.of(Script.USDT);
    }
}
