package io.github.trackflux.view;

import static io.github.trackflux.model.ProductType.COIN_FUTURES;
import static io.github.trackflux.model.ProductType.USDT_FUTURES;
import static io.github.trackflux.view.Row.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.page.Dialect;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Position;
import io.github.trackflux.view.Script.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which page is read next. Pages are written as number and size: {@code "1x50"}. */
class AttentionTest {
    private static final String HEAD = "1x50";
    /** The tail of 200 orders: the border of no larger page is four rows away from their end. */
    private static final String TAIL = "5x49";

    private static final String PROBE = "probe";

    /** Orders of these numbers, the largest first, in groups that fit a page. */
    private static List<Row> many(int from, int to) {
        return rows(from, to).stream()
                .map(row -> row.trader("T" + Long.parseLong(row.number()) % 30)
                        .symbol("S" + Long.parseLong(row.number()) % 7))
                .toList();
    }

    private static List<Row> without(List<Row> rows, int... places) {
        List<Row> left = new ArrayList<>(rows);
        for (int place : places) {
            left.remove(place);
        }
        return left;
    }

    private static List<Row> reversed(List<Row> rows) {
        List<Row> reversed = new ArrayList<>(rows);
        Collections.reverse(reversed);
        return reversed;
    }

    private static String name(Call call) {
        return call.request().filter().kind() != Filter.Kind.NONE
                ? PROBE
                : call.request().position() instanceof Position.Numbered numbered
                        ? numbered.number() + "x" + call.request().size()
                        : "below";
    }

    /** Sends the next calls, one after another; each is answered truly. */
    private static List<String> next(Script script, int calls) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            Call call = script.later(0.03).send();
            names.add(name(call));
            script.later(0.08).answer(call);
        }
        return names;
    }

    /** How many calls it takes until that was told. */
    private static int callsUntil(Script script, String told) {
        for (int calls = 1; calls < 200; calls++) {
            next(script, 1);
            if (script.told().contains(told)) {
                return calls;
            }
        }
        throw new AssertionError("not told: " + told);
    }

    private static long count(List<String> names, String name) {
        return names.stream().filter(name::equals).count();
    }

    @Test
    void where_nothing_changes_head_tail_and_sweep_take_turns() {
        List<String> names = next(Script.knowing(many(1, 200)), 36);
        // The sweep's own first page counts as the head.
        assertThat(count(names, HEAD)).isBetween(12L, 16L);
        assertThat(count(names, TAIL)).isEqualTo(12);
        assertThat(count(names, "2x50")).isEqualTo(count(names, "3x50")).isBetween(2L, 4L);
        assertThat(String.join(" ", names)).doesNotContain(PROBE).doesNotContain(TAIL + " " + TAIL);
    }

    @Test
    void a_head_or_tail_that_the_sweep_would_read_next_is_its_page() {
        // The tail of 60 orders is their second page: head and tail are whole sweeps, one after another.
        Script script = Script.knowing(many(1, 60));
        for (int i = 0; i < 4; i++) {
            Instant from = script.view().asOf();
            assertThat(next(script, 2)).containsExactlyInAnyOrder(HEAD, "2x50");
            assertThat(script.view().asOf()).isAfter(from);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {120, 333, 500, 777, 901})
    void a_close_in_a_long_list_is_found_by_halving(int place) {
        Script script = Script.knowing(many(1, 1000));
        script.shows(without(many(1, 1000), place));
        // Up to three until the tail is read, five that halve twenty pages, one across a border, heads between them,
        // the probe.
        assertThat(callsUntil(script, "closed " + (1000 - place) + " ATOMIC")).isLessThanOrEqualTo(14);
    }

    @ParameterizedTest
    @ValueSource(ints = {99, 100, 149, 150})
    void a_close_on_the_border_of_two_pages_is_found_by_a_page_of_another_size(int place) {
        Script script = Script.knowing(many(1, 200));
        script.shows(without(many(1, 200), place));
        assertThat(callsUntil(script, "closed " + (200 - place) + " ATOMIC")).isLessThanOrEqualTo(9);
    }

    @Test
    void several_closes_are_found_one_after_another() {
        Script script = Script.knowing(many(1, 1000));
        script.shows(without(many(1, 1000), 900, 600, 300, 290));
        script.run(script.seconds() + 3);
        assertThat(script.told()).hasSize(4).allMatch(event -> event.startsWith("closed"));
    }

    @Test
    void nobody_looks_twice_at_once_for_the_same_close() {
        Script script = Script.knowing(many(1, 1000));
        script.shows(without(many(1, 1000), 500));
        Call tail = script.later(0.1).send(request -> request.size() < 50);
        script.later(0.1).answer(tail);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            names.add(name(script.later(0.1).send()));
        }
        // The page in the middle once; then what is read anyway, until it has answered.
        assertThat(names).startsWith("10x50");
        assertThat(names.subList(1, 3)).doesNotContain("10x50");
    }

    @Test
    void rows_that_have_moved_down_send_to_the_head() {
        Script script = Script.knowing(many(1, 200));
        Call tail = script.later(0.1)
                .send(request -> name(new Call(request, Duration.ZERO)).equals(TAIL));
        script.shows(many(1, 201)).later(0.1);
        script.answerAsOf(tail, script.seconds());
        assertThat(next(script, 1)).containsExactly(HEAD);
        assertThat(script.told()).containsExactly("opened 201");
    }

    @Test
    void where_new_orders_appear_at_the_end_the_tail_is_read_and_not_the_head() {
        Script script = Script.knowing(reversed(many(1, 200)));
        for (int last = 201; last <= 210; last++) {
            script.shows(reversed(many(1, last)));
            next(script, 8);
        }
        assertThat(script.told()).hasSize(10).allMatch(event -> event.startsWith("opened"));
        List<String> names = next(script, 30);
        assertThat(count(names, HEAD)).isLessThanOrEqualTo(4);
        assertThat(names.stream().filter(name -> name.startsWith("5x")).count()).isGreaterThanOrEqualTo(18);
    }

    @Test
    void however_much_there_is_to_look_for_the_head_and_the_sweep_are_read() {
        Script script = Script.knowing(many(1, 1000));
        Random random = new Random(7);
        List<Row> left = new ArrayList<>(many(1, 1000));
        Instant swept = script.view().asOf();
        int sinceHead = 0;
        for (int i = 0; i < 300; i++) {
            left.remove(random.nextInt(left.size()));
            script.shows(left);
            String name = next(script, 1).get(0);
            sinceHead = name.equals(HEAD) ? 0 : sinceHead + (name.equals(PROBE) ? 0 : 1);
            assertThat(sinceHead).isLessThan(5);
        }
        assertThat(Duration.between(swept, script.view().asOf())).isGreaterThan(Duration.ofSeconds(5));
    }

    @Test
    void while_an_empty_probe_waits_for_a_walk_to_be_believed_every_second_call_is_its() {
        List<Row> all = new ArrayList<>(many(1, 500));
        all.replaceAll(row -> row.trader("T1").symbol("S" + Long.parseLong(row.number()) % 40));
        all.set(250, all.get(250).symbol("RAREUSDT"));
        Script script = Script.knowing(all);
        script.shows(without(all, 250));
        assertThat(callsUntil(script, "closed 250 ATOMIC")).isLessThanOrEqualTo(60);
    }

    private static void sweepsOnly(Script script) {
        int page = 0;
        for (String name : next(script, 20)) {
            int number = Integer.parseInt(name.substring(0, name.indexOf('x')));
            assertThat(number == page + 1 || number == 1 || page == 0)
                    .as(name + " after " + page)
                    .isTrue();
            assertThat(name).doesNotMatch("[2-9]x4[89]");
            page = number;
        }
    }

    @Test
    void at_a_cadence_only_sweeps_are_read() {
        sweepsOnly(Script.knowing(Script.SWEEPS, many(1, 200)));
    }

    @Test
    void at_a_cadence_no_fourth_walk_begins_while_three_wait_for_answers() {
        TrackerSettings everySecond = TrackerSettings.DEFAULT.withEvery(Duration.ofSeconds(1));
        Script script = Script.knowingShort(everySecond, many(1, 10));
        double begin = script.seconds();
        int begun = 0;
        for (int round = 1; round <= 8; round++) {
            begun += script.tracker.next(Row.span(begin + 2 * round)).isPresent() ? 1 : 0;
        }
        assertThat(begun).isEqualTo(3);
        assertThat(script.tracker.isDue(Row.span(begin + 17))).isFalse();
        assertThat(script.tracker.idle(Row.span(begin + 17))).isEqualTo(everySecond.every());
    }

    @Test
    void a_list_of_one_page_is_read_again_and_again() {
        assertThat(next(Script.knowing(many(1, 49)), 12)).containsOnly(HEAD, "2x50");
        assertThat(count(next(Script.knowingShort(many(1, 30)), 12), HEAD)).isEqualTo(12);
    }

    @Test
    void before_the_baseline_only_sweeps_are_read() {
        Script script = new Script().shows(many(1, 200));
        assertThat(next(script, 4)).containsExactly("1x50", "2x50", "3x50", "4x50");
    }

    @Test
    void a_list_without_order_is_swept() {
        Script script = Script.knowing(many(1, 200));
        script.market.order = Market.shuffled(3);
        script.run(script.seconds() + 30);
        assertThat(script.health().anomalies()).contains(Anomaly.ORDER_UNSTABLE);
        List<String> names = next(script, 40);
        names.removeIf(PROBE::equals);
        assertThat(names).doesNotContain(TAIL).contains("4x50");
    }

    @Test
    void under_the_id_cursor_only_sweeps_are_read() {
        Script script = new Script(TrackerSettings.DEFAULT.withDialect(Dialect.ID_CURSOR));
        script.market.dialect = Dialect.ID_CURSOR;
        script.shows(many(1, 300)).run(10);
        assertThat(script.isSynced()).isTrue();
        assertThat(next(script, 12)).containsOnly("below");
    }

    @Test
    void lists_take_turns() {
        Script script = new Script(TrackerSettings.DEFAULT, OrderQuery.of(USDT_FUTURES, COIN_FUTURES));
        script.shows(USDT_FUTURES, many(1, 200))
                .shows(COIN_FUTURES, many(301, 500))
                .run(10);
        script.shows(USDT_FUTURES, without(many(1, 200), 120)).shows(COIN_FUTURES, without(many(301, 500), 130));
        script.told();
        script.run(script.seconds() + 2.5);
        assertThat(script.told()).containsExactlyInAnyOrder("closed 80 ATOMIC", "closed 370 ATOMIC");
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            Call call = script.later(0.03).send();
            calls.add(call);
            script.later(0.08).answer(call);
        }
        for (var type : List.of(USDT_FUTURES, COIN_FUTURES)) {
            List<String> names = calls.stream()
                    .filter(call -> call.request().filter().productType() == type)
                    .map(AttentionTest::name)
                    .toList();
            assertThat(count(names, HEAD)).isGreaterThanOrEqualTo(4);
            assertThat(count(names, TAIL) + count(names, "5x48")).isGreaterThanOrEqualTo(3);
        }
    }
}
