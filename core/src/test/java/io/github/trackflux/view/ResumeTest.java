package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.page.Dialect;
import io.github.trackflux.view.Script.Call;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A feed that goes on from a checkpoint: first a Gap, then what changed meanwhile, then Synced, then as before. */
class ResumeTest {
    private static final List<Row> ALL = spread(rows(1, 20));

    /** A feed that saw all of these last at 20. */
    private static Script before(List<Row> rows) {
        boolean fitsOnePage = rows.size() < 50;
        Script script = fitsOnePage ? Script.knowingShort(rows) : Script.knowing(rows);
        return fitsOnePage ? answered(script, rows) : script.run(20);
    }

    private static void answer(Script script, double sent, double received, List<Row> rows) {
        Call call = script.at(sent).head();
        script.at(received).answer(call, rows);
    }

    private static Script answered(Script script, List<Row> rows) {
        answer(script, 19.9, 20, rows);
        return script;
    }

    /** Of four traders, so that no group fills a page. */
    private static List<Row> spread(List<Row> rows) {
        return rows.stream()
                .map(row -> row.trader("T" + row.number().charAt(row.number().length() - 1) % 4))
                .toList();
    }

    /** The next feed, whose list is this, until everything is told. */
    private static Script after(Script before, double downFor, List<Row> rows) {
        double restart = 20 + downFor;
        return Script.resumed(before.checkpoint(), restart).shows(rows).run(restart + 10);
    }

    private static List<Row> changed() {
        List<Row> rows = new ArrayList<>(spread(rows(4, 20)));
        rows.set(0, rows.get(0).margin("11"));
        rows.add(0, row(21).opened(20.1));
        return rows;
    }

    @ParameterizedTest(name = "down for {0} s")
    @ValueSource(ints = {1, 3_600, 100 * 86_400})
    void first_a_gap_then_what_changed_meanwhile_then_synced(int downFor) {
        Script before = before(ALL);
        Script after = after(before, downFor, changed());
        assertThat(after.toldWithGaps())
                .containsExactly(
                        "gap RECOVERED",
                        "opened 21 RECOVERED",
                        "updated 20 margin RECOVERED",
                        "synced 21",
                        "closed 3 ATOMIC RECOVERED",
                        "closed 2 ATOMIC RECOVERED",
                        "closed 1 ATOMIC RECOVERED");
        OrderEvent.Gap gap = (OrderEvent.Gap) after.events.get(0);
        assertThat(gap.from()).isEqualTo(Row.time(20));
        assertThat(gap.to()).isEqualTo(Row.time(20 + downFor));
    }

    @Test
    void the_sequence_goes_on_and_replay_of_both_gives_the_view() {
        Script before = before(ALL);
        Script after = after(before, 3_600, changed());
        Replay replay = new Replay();
        assertThat(before.events)
                .allSatisfy(event -> assertThat(replay.told(event)).isEmpty());
        replay.resumed();
        assertThat(after.events)
                .allSatisfy(event -> assertThat(replay.told(event)).isEmpty());
        assertThat(replay.viewed(after.view())).isEmpty();
        assertThat(replay.open()).hasSize(18);
    }

    @Test
    void if_nothing_changed_the_gap_and_synced_are_all() {
        assertThat(after(before(ALL), 60, ALL).toldWithGaps()).containsExactly("gap RECOVERED", "synced 20");
    }

    @Test
    void what_happens_after_the_restart_is_live() {
        Script after = after(before(ALL), 60, ALL);
        after.toldWithGaps();
        List<Row> rows = new ArrayList<>(spread(rows(2, 20)));
        rows.set(0, rows.get(0).margin("11"));
        rows.add(0, row(21).opened(after.seconds()));
        after.shows(rows).run(after.seconds() + 10);
        assertThat(after.toldWithGaps()).containsExactly("opened 21", "updated 20 margin", "closed 1 ATOMIC");
    }

    @Test
    void an_order_that_opened_after_the_restart_is_live_before_synced_too() {
        Script script = Script.resumed(before(spread(rows(1, 60))).checkpoint(), 80);
        List<Row> rows = new ArrayList<>(spread(rows(1, 60)));
        rows.add(0, row(61).opened(79));
        rows.add(0, row(62).opened(80.3));
        answerPage(script, 80.5, rows);
        assertThat(script.told()).containsExactly("opened 62", "opened 61 RECOVERED");
    }

    private static void answerPage(Script script, double sent, List<Row> rows) {
        // The first call tells when somebody looks again.
        Call first = script.head();
        script.later(0.1).answer(first, spread(rows(11, 60)));
        Call call = script.at(sent).send();
        script.later(0.1).answer(call, rows.subList(0, 50));
    }

    @Test
    void an_order_older_than_the_last_sweep_before_the_restart_is_late() {
        Script after = after(before(ALL), 60, rowsAnd(row(21).opened(-100)));
        assertThat(after.told()).contains("opened 21 LATE");
    }

    private static List<Row> rowsAnd(Row more) {
        List<Row> rows = new ArrayList<>(ALL);
        rows.add(0, more);
        return rows;
    }

    @Test
    void nothing_is_closed_within_the_first_hold_down_however_long_it_was_known() {
        Script script = Script.resumed(before(ALL).checkpoint(), 21);
        // Of either size once, so that a shorter page proves where the list ends.
        answer(script, 21, 21.1, spread(rows(1, 22)));
        answer(script, 21.2, 21.3, spread(rows(1, 22)));
        answer(script, 22.9999, 23.1, spread(rows(2, 20)));
        assertThat(script.told()).noneMatch(told -> told.startsWith("closed"));
        answer(script, 23.2, 23.3, spread(rows(2, 20)));
        assertThat(script.told()).contains("closed 1 ATOMIC");
    }

    @Test
    void a_close_is_dated_from_the_last_sight_before_the_restart_less_the_hold_down() {
        Script before = Script.knowingShort(ALL);
        answer(before, 15, 15.1, ALL);
        Call early = before.at(15.2).head();
        before.at(15.3).answer(early, spread(rows(2, 20)));
        answer(before, 15.9, 16, spread(rows(2, 20)));
        Script after = Script.resumed(before.checkpoint(), 50)
                .shows(spread(rows(3, 20)))
                .run(60);
        assertThat(after.events)
                .filteredOn(OrderEvent.Closed.class::isInstance)
                .extracting(event -> event.subject().orElseThrow().trackingNo() + " "
                        + event.header().notBefore())
                .contains("2 " + Row.time(13.9));
    }

    @Test
    void an_update_is_dated_from_the_last_sight_of_the_old_state() {
        Script after = after(before(ALL), 60, changed());
        assertThat(after.events)
                .filteredOn(OrderEvent.Updated.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.header().notBefore()).isEqualTo(Row.time(17.9));
                    assertThat(event.header().origin()).isEqualTo(Origin.RECOVERED);
                });
    }

    @Test
    void an_echo_of_a_close_is_known_as_one_after_the_restart() {
        Script before = before(ALL);
        answer(before, 21, 21.1, spread(rows(1, 19)));
        assertThat(before.told()).contains("closed 20 ATOMIC");
        Script script = Script.resumed(before.checkpoint(), 21.2);
        answer(script, 21.3, 21.4, ALL);
        answer(script, 23.1, 23.2, ALL);
        assertThat(script.told()).noneMatch(told -> told.contains(" 20"));
        answer(script, 23.3, 23.4, ALL);
        assertThat(script.told()).anyMatch(told -> told.startsWith("reinstated 20"));
        assertThat(script.health().holdDown()).hasSeconds(4);
    }

    @Test
    void an_order_that_was_reinstated_needs_two_answers_after_the_restart_too() {
        Script before = before(ALL);
        answer(before, 21, 21.1, spread(rows(1, 19)));
        answer(before, 30, 30.1, ALL);
        Script script = Script.resumed(before.checkpoint(), 31).shows(ALL).run(39);
        answer(script, 40, 40.1, spread(rows(1, 19)));
        assertThat(script.told()).noneMatch(told -> told.startsWith("closed"));
        answer(script, 40.2, 40.3, spread(rows(1, 19)));
        assertThat(script.told()).contains("closed 20 ATOMIC");
    }

    @Test
    void a_raised_hold_down_stays_raised_and_time_away_is_not_quiet() {
        Script before = before(ALL);
        answer(before, 21, 21.1, spread(rows(1, 19)));
        answer(before, 30, 30.1, ALL);
        Script script = Script.resumed(before.checkpoint(), 100_000);
        answer(script, 100_000, 100_000.1, ALL);
        assertThat(script.health().holdDown()).hasSeconds(4);
        answer(script, 103_700, 103_700.1, ALL);
        assertThat(script.health().holdDown()).hasSeconds(2);
    }

    @Test
    void a_state_of_before_the_restart_that_a_replica_still_shows_is_not_believed() {
        Script before = before(ALL);
        List<Row> changed = new ArrayList<>(ALL);
        changed.set(0, changed.get(0).margin("11"));
        answer(before, 21, 21.1, changed);
        Script script = Script.resumed(before.checkpoint(), 21.5);
        answer(script, 21.6, 21.7, ALL);
        assertThat(script.told()).noneMatch(told -> told.startsWith("updated"));
        answer(script, 23.6, 23.7, ALL);
        assertThat(script.told()).contains("updated 20 margin RECOVERED");
    }

    @Test
    void a_night_after_which_everything_is_new_comes_out_whole() {
        Script after = Script.resumed(before(spread(rows(1, 60))).checkpoint(), 40_000)
                .shows(spread(rows(1001, 1060)))
                .run(40_060);
        List<String> told = after.told();
        assertThat(told).filteredOn(text -> text.startsWith("closed")).hasSize(60);
        assertThat(told).filteredOn(text -> text.startsWith("opened")).hasSize(60);
        assertThat(told).allMatch(text -> text.startsWith("synced") || text.endsWith("RECOVERED"));
    }

    @Test
    void a_night_after_which_nothing_is_left_comes_out_whole() {
        Script after = Script.resumed(before(spread(rows(1, 60))).checkpoint(), 40_000)
                .shows(List.of())
                .run(40_060);
        assertThat(after.told()).hasSize(61).endsWith("synced 0");
    }

    @Test
    void a_dialect_that_was_found_out_is_spoken_at_once_and_can_still_be_left() {
        Script before = new Script();
        before.market.dialect = Dialect.ID_CURSOR;
        before.shows(spread(rows(1, 150))).run(10);
        Script cursor = Script.resumed(before.checkpoint(), 20);
        cursor.market.dialect = Dialect.ID_CURSOR;
        assertThat(cursor.send().request().position().dialect()).isEqualTo(Dialect.ID_CURSOR);
        Script pages = Script.resumed(before.checkpoint(), 20)
                .shows(spread(rows(1, 149)))
                .run(60);
        assertThat(pages.told()).contains("synced 150", "closed 150 ATOMIC RECOVERED");
    }

    @Test
    void how_full_a_page_gets_is_learned_anew() {
        Script before = before(spread(rows(1, 30)));
        Script script = Script.resumed(before.checkpoint(), 60);
        script.market.cap = 15;
        script.shows(spread(rows(1, 30))).run(120);
        assertThat(script.told()).noneMatch(told -> told.startsWith("closed"));
    }

    @Test
    void no_view_and_no_checkpoint_before_the_list_is_read_again() {
        Script script =
                Script.resumed(before(spread(rows(1, 60))).checkpoint(), 60).shows(spread(rows(1, 60)));
        FeedStep step = script.answer(script.send());
        assertThat(step.health().synced()).isFalse();
        script.run(70);
        assertThat(script.checkpoint().sequence())
                .isEqualTo(script.last().header().sequence());
    }
}
