package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An order that a whole sweep should have shown already is late, never passed off as fresh. */
class LateTest {
    /** The last complete sweep began at 20. */
    private static Script swept() {
        return swept(TrackerSettings.DEFAULT);
    }

    private static Script swept(TrackerSettings settings) {
        Script script = Script.knowingShort(settings, rows(1, 3));
        script.at(20).answer(script.head());
        return script;
    }

    private static Origin origin(Script script, Row row) {
        List<Row> rows = new ArrayList<>(List.of(row));
        rows.addAll(rows(1, 3));
        script.answer(script.at(21).head(), rows);
        assertThat(script.last()).isInstanceOf(OrderEvent.Opened.class);
        return script.last().header().origin();
    }

    @Test
    void opened_longer_than_a_hold_down_before_the_last_complete_sweep_it_is_late() {
        assertThat(origin(swept(), row(9).opened(17.999))).isEqualTo(Origin.LATE);
    }

    @Test
    void opened_since_it_is_live() {
        assertThat(origin(swept(), row(9).opened(18))).isEqualTo(Origin.LIVE);
        assertThat(origin(swept(), row(9).opened(20.5))).isEqualTo(Origin.LIVE);
    }

    @Test
    void without_a_hold_down_it_is_late_only_by_more_than_clocks_are_known_to_differ() {
        TrackerSettings none = TrackerSettings.DEFAULT.withHoldDown(Duration.ZERO);
        assertThat(origin(swept(none), row(9).opened(19.499))).isEqualTo(Origin.LATE);
        assertThat(origin(swept(none), row(9).opened(19.5))).isEqualTo(Origin.LIVE);
    }

    @Test
    void without_a_time_it_is_taken_for_live() {
        assertThat(origin(swept(), row(9))).isEqualTo(Origin.LIVE);
    }

    @Test
    void it_counts_from_the_beginning_of_the_sweep_and_not_from_its_end() {
        List<Row> list = rows(1, 60);
        Script script = Script.knowing(list);
        Script.Call first = script.at(20).head();
        Script.Call second = script.at(25).send();
        script.at(26).answer(first);
        script.at(30).answer(second);
        List<Row> rows = new ArrayList<>(List.of(row(99).opened(18)));
        rows.addAll(rows(12, 60));
        script.answer(script.at(31).head(), rows);
        assertThat(script.told()).containsExactly("opened 99");
    }

    @Test
    void a_sweep_that_failed_does_not_count() {
        List<Row> list = rows(1, 60);
        Script script = Script.knowing(list);
        double began = script.seconds() - 1;
        Script.Call first = script.at(20).head();
        script.at(21).fail(script.send());
        script.at(22).answer(first);
        List<Row> rows = new ArrayList<>(List.of(row(99).opened(began)));
        rows.addAll(rows(12, 60));
        script.answer(script.at(31).head(), rows);
        assertThat(script.told()).containsExactly("opened 99");
    }

    @Test
    void before_the_baseline_stands_nothing_is_late_whatever_its_age() {
        List<Row> old = rows(1, 61).stream().map(row -> row.opened(-100_000)).toList();
        Script script = new Script().shows(old.subList(1, 61));
        script.answer(script.send());
        script.later(0.1).answer(script.send());
        // One sweep is complete; the second, of another size, finds one that the first has missed.
        script.shows(old).run(4);
        assertThat(script.told()).contains("existing 61").endsWith("synced 61");
    }
}
