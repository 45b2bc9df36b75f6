package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Page;
import io.github.trackflux.view.Script.Call;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A filter counts only after a control: one that a server does not understand may well be answered with nothing. */
class FilterControlTest {
    private static final Filter ALL = Filter.of(OrderQuery.of(Script.USDT)).get(0);

    private static List<Row> crowd(Row... others) {
        List<Row> all = new ArrayList<>(List.of(others));
        all.addAll(rows(1, 60));
        return all;
    }

    /** Sends calls for a while, each answered as the market answers, and tells which filters they used. */
    private static List<Filter> filters(Script script, double until) {
        List<Filter> filters = new ArrayList<>();
        while (script.seconds() < until) {
            Call call = script.send();
            filters.add(call.request().filter());
            script.later(0.1).answer(call);
        }
        return filters;
    }

    @Test
    void a_kind_that_never_returned_a_row_is_tried_on_an_open_order_first() {
        Row alone = row(71).trader("T2").symbol("ETHUSDT");
        Row witness = row(70).trader("T3").symbol("XRPUSDT");
        Script script = Script.knowing(crowd(alone, witness)).shows(crowd(witness));
        script.answer(script.at(10).head());
        Call control = script.send();
        assertThat(control.request().filter()).isEqualTo(ALL.withTrader("T3"));
        script.at(10.1).answer(control);
        Call probe = script.send();
        assertThat(probe.request().filter()).isEqualTo(ALL.withTrader("T2"));
    }

    @Test
    void a_probe_of_a_kind_without_a_control_proves_nothing() {
        Row gone = row(71).trader("T2");
        Row kept = row(70).trader("T2");
        Script script = Script.knowing(crowd(gone, kept)).shows(crowd(kept));
        script.answer(script.at(10).head());
        for (int i = 0; i < 5; i++) {
            Call probe = script.later(10).probe(Filter.Kind.TRADER);
            script.later(0.1).answer(probe, Page.EMPTY);
        }
        assertThat(script.told()).isEmpty();
        assertThat(script.health().open()).isEqualTo(62);
    }

    @Test
    void a_server_that_answers_no_filter_gets_its_closes_proven_by_walks_of_the_whole_list() {
        Script script = Script.knowing(crowd(row(71).trader("T2"), row(70).trader("T2")));
        script.market.barren.addAll(EnumSet.of(Filter.Kind.TRADER, Filter.Kind.SYMBOL, Filter.Kind.BOTH));
        script.shows(crowd(row(70).trader("T2"))).run(20);
        assertThat(script.told()).containsExactly("closed 71 WALKS");
        assertThat(script.health().anomalies()).contains(Anomaly.FILTER_UNPROVEN);
    }

    @Test
    void a_kind_that_returns_nothing_is_not_tried_again_for_five_seconds() {
        Script script = Script.knowing(crowd(row(71).trader("T2"), row(70).trader("T2")));
        script.market.barren.addAll(EnumSet.of(Filter.Kind.TRADER, Filter.Kind.SYMBOL, Filter.Kind.BOTH));
        // The head steps over it and the whole list shows it, so that no walk can prove anything.
        List<Double> tried = new ArrayList<>();
        while (script.seconds() < 18) {
            Call call = script.send();
            boolean whole = call.request().filter().equals(ALL);
            if (call.request().filter().kind() == Filter.Kind.TRADER) {
                tried.add(script.seconds());
            }
            script.later(0.1);
            if (whole && call.request().position().isFirst() && call.request().size() == 50) {
                script.answer(call, crowd(row(70).trader("T2")).subList(0, 50));
            } else {
                script.answer(call);
            }
        }
        assertThat(tried).hasSizeBetween(2, 3);
        assertThat(tried.get(1) - tried.get(0)).isGreaterThanOrEqualTo(5.1);
    }

    @Test
    void a_kind_that_returned_a_row_once_is_trusted_when_it_returns_none() {
        Row gone = row(71).trader("T2");
        Row other = row(70).trader("T3");
        Script script = Script.knowing(crowd(gone, other)).shows(crowd(other)).run(16);
        assertThat(script.told()).containsExactly("closed 71 ATOMIC");
    }

    @Test
    void an_unusual_value_needs_a_control_of_its_own() {
        Row gone = row(71).trader("a-b");
        Row other = row(70).trader("T3");
        Row witness = row(72).trader("T4");
        Script script = Script.knowing(crowd(gone, other, witness, row(73).trader("T4")));
        script.shows(crowd(gone, other, witness)).run(8);
        // Filters for a trader are obeyed, if he has a plain name.
        assertThat(script.told()).containsExactly("closed 73 ATOMIC");
        script.market.dropped.add("a-b");
        // The page steps over 71; a filter for "a-b" answers nothing whatever is open.
        for (double time = 8; time < 30; time += 0.5) {
            script.at(time).answer(script.head(), crowd(other, witness).subList(0, 50));
            Call next = script.at(time + 0.1).send();
            script.at(time + 0.2).answer(next);
        }
        assertThat(script.told()).isEmpty();
    }

    @Test
    void an_unusual_value_that_returned_a_row_itself_is_trusted() {
        Row gone = row(71).trader("a-b");
        Row kept = row(70).trader("a-b");
        Script script = Script.knowing(crowd(gone, kept)).shows(crowd(kept)).run(10);
        assertThat(script.told()).containsExactly("closed 71 ATOMIC");
        script.shows(crowd()).run(20);
        assertThat(script.told()).containsExactly("closed 70 ATOMIC");
    }

    @Test
    void a_filter_that_is_answered_with_rows_that_it_excludes_never_counts_again() {
        Row gone = row(71).trader("T2");
        Row kept = row(70).trader("T2");
        Script script = Script.knowing(crowd(gone, kept)).shows(crowd(kept));
        script.answer(script.at(10).head());
        Call probe = script.send();
        assertThat(probe.request().filter()).isEqualTo(ALL.withTrader("T2"));
        script.at(10.1).answer(probe, kept, row(60));
        assertThat(script.told()).isEmpty();
        assertThat(script.health().anomalies()).contains(Anomaly.FILTER_IGNORED);
        assertThat(filters(script, 20)).extracting(Filter::kind).doesNotContain(Filter.Kind.TRADER);
        assertThat(script.told()).containsExactly("closed 71 ATOMIC");
    }

    @Test
    void a_refuted_kind_is_not_tried_for_another_order_either() {
        Row[] kept = {row(70).trader("T2"), row(80).trader("T3")};
        Script script = Script.knowing(crowd(row(71).trader("T2"), kept[0], row(81).trader("T3"), kept[1]));
        script.market.ignored.add(Filter.Kind.TRADER);
        script.shows(crowd(kept[0], row(81).trader("T3"), kept[1])).run(10);
        assertThat(script.told()).containsExactly("closed 71 ATOMIC");
        script.shows(crowd(kept));
        assertThat(filters(script, 14)).extracting(Filter::kind).doesNotContain(Filter.Kind.TRADER);
        assertThat(script.told()).containsExactly("closed 81 ATOMIC");
    }

    @Test
    void an_answer_that_comes_after_its_kind_was_refuted_proves_nothing() {
        Row[] kept = {row(70).trader("T2"), row(80).trader("T3")};
        Script script = Script.knowing(crowd(row(71).trader("T2"), kept[0], row(81).trader("T3"), kept[1]));
        script.shows(crowd(kept)).answer(script.at(10).head());
        Call one = script.at(10.1).send();
        Call other = script.send();
        assertThat(one.request().filter()).isEqualTo(ALL.withTrader("T2"));
        assertThat(other.request().filter()).isEqualTo(ALL.withTrader("T3"));
        script.at(10.2).answer(one, kept[0], row(60));
        script.at(10.3).answer(other, kept[1]);
        assertThat(script.told()).isEmpty();
    }

    @Test
    void a_filter_that_finds_nothing_any_more_closes_no_order_that_nobody_suspects() {
        Row[] all = {row(71).trader("T2"), row(72).trader("T2"), row(73).trader("T2"), row(70).trader("T3")};
        Script script = Script.knowing(crowd(all));
        script.shows(crowd(all[1], all[2], all[3])).run(10);
        assertThat(script.told()).containsExactly("closed 71 ATOMIC");
        script.market.dropped.add("T2");
        script.shows(crowd(all[2], all[3])).run(30);
        assertThat(script.told()).containsExactly("closed 72 WALKS");
        assertThat(script.health().open()).isEqualTo(62);
    }

    @Test
    void where_all_filters_are_ignored_walks_of_the_whole_list_prove() {
        Script script = Script.knowing(crowd(row(71).trader("T2").symbol("ETHUSDT")));
        script.market.ignored.addAll(EnumSet.of(Filter.Kind.TRADER, Filter.Kind.SYMBOL, Filter.Kind.BOTH));
        script.shows(crowd()).run(25);
        assertThat(script.told()).containsExactly("closed 71 WALKS");
    }

    @Test
    void a_masked_or_unset_trader_is_never_asked_for() {
        Row kept = row(70).trader("**********").symbol("ETHUSDT");
        for (String trader : List.of("**********", "T*", "")) {
            Row gone = row(71).trader(trader).symbol("ETHUSDT");
            Script script = Script.knowing(crowd(gone, kept)).shows(crowd(kept));
            List<Filter> filters = filters(script, 10);
            assertThat(filters).extracting(Filter::traderId).noneMatch(Optional::isPresent);
            assertThat(filters).contains(ALL.withSymbol("ETHUSDT"));
            assertThat(script.told()).containsExactly("closed 71 ATOMIC");
        }
    }

    @Test
    void a_query_with_a_filter_of_its_own_is_probed_by_the_other_alone() {
        Script script =
                new Script(TrackerSettings.DEFAULT, OrderQuery.of(Script.USDT).withTrader("T1"));
        List<Row> before = crowd(row(71).symbol("ETHUSDT"), row(70).symbol("ETHUSDT"));
        script.shows(before).run(6).told();
        script.shows(crowd(row(70).symbol("ETHUSDT")));
        List<Filter> filters = filters(script, 10);
        assertThat(filters).contains(ALL.withTrader("T1").withSymbol("ETHUSDT"));
        assertThat(filters)
                .extracting(Filter::traderId)
                .allMatch(trader -> trader.orElse("").equals("T1"));
        assertThat(script.told()).containsExactly("closed 71 ATOMIC");
    }

    @Test
    void a_query_for_a_symbol_is_probed_by_trader() {
        Script script =
                new Script(TrackerSettings.DEFAULT, OrderQuery.of(Script.USDT).withSymbol("BTCUSDT"));
        script.shows(crowd(row(71).trader("T2"), row(70).trader("T2"))).run(6).told();
        script.shows(crowd(row(70).trader("T2")));
        List<Filter> filters = filters(script, 10);
        assertThat(filters).contains(ALL.withTrader("T2").withSymbol("BTCUSDT"));
        assertThat(filters)
                .extracting(Filter::symbol)
                .allMatch(symbol -> symbol.orElse("").equals("BTCUSDT"));
        assertThat(script.told()).containsExactly("closed 71 ATOMIC");
    }

    @Test
    void a_probe_that_fails_each_time_makes_way_for_another_kind() {
        Row gone = row(71).trader("T2").symbol("ETHUSDT");
        Row[] kept = {
            row(72).trader("T2"), row(73).trader("T2"), row(70).trader("T3").symbol("ETHUSDT")
        };
        Script script = Script.knowing(crowd(gone, kept[0], kept[1], kept[2])).shows(crowd(kept));
        while (script.seconds() < 12) {
            Call call = script.send();
            boolean refused = call.request().filter().traderId().isPresent();
            script.later(0.1);
            if (refused) {
                script.fail(call);
            } else {
                script.answer(call);
            }
        }
        assertThat(script.told()).containsExactly("closed 71 ATOMIC");
    }
}
