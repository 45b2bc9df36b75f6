package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.rows;
import static io.github.trackflux.view.Row.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.view.Script.Call;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that cuts pages, or does not give them all, makes no count that leaves out what it does not show. */
class CutPagesTest {
    @Test
    void rows_that_a_falling_cap_cuts_off_are_not_closed() {
        Script script = Script.knowing(rows(1, 30));
        script.market.cutsPages = true;
        script.market.cap = 20;
        assertThat(script.run(60).told()).isEmpty();
    }

    @Test
    void a_row_that_is_pushed_over_a_cap_that_was_never_seen_is_not_closed() {
        Script script = new Script();
        script.market.cutsPages = true;
        script.market.cap = 20;
        script.shows(rows(1, 20)).run(10).told();
        script.shows(rows(1, 21)).run(60);
        assertThat(script.told()).containsExactly("opened 21");
    }

    /** Where pages are larger than asked, what stands where is not known, and nothing is told. */
    @ParameterizedTest
    @CsvSource({
        "0, 45, 2.5, closed 20 ATOMIC",
        "0, 45, 8, closed 20 ATOMIC",
        "20, 45, 2.5, closed 20 WALKS",
        "20, 45, 8, closed 20 WALKS",
        "60, 75, 2.5,",
        "60, 75, 8,",
        "0, 140, 0.7, closed 20 WALKS",
        "0, 140, 1.5, closed 20 WALKS",
        "0, 140, 2.5, closed 20 WALKS",
        "0, 140, 4, closed 20 WALKS",
        "0, 140, 8, closed 20 WALKS",
        "0, 140, 20, closed 20 WALKS"
    })
    void first_pages_alone_for_a_while_close_nothing_that_is_open(
            int forced, int size, double lasting, @Nullable String told) {
        List<Row> list = new ArrayList<>(rows(1, size));
        for (int i = 501; i <= 1000; i++) {
            list.add(row(i).trader("T" + i).symbol("S" + i % 17 + "USDT"));
        }
        Script script = new Script();
        script.market.forced = forced;
        script.shows(list).run(10).told();
        script.shows(without(list, 20));
        double from = Double.MAX_VALUE;
        while (script.seconds() < 60) {
            Call call = script.send();
            boolean first = call.request().position().isFirst();
            boolean ofGroup = call.request().filter().symbol().isPresent();
            from = ofGroup && !first ? Math.min(from, script.seconds()) : from;
            boolean lost = !first && script.seconds() >= from && script.seconds() < from + lasting;
            script.later(0.1);
            if (lost) {
                script.answer(call, List.of());
            } else {
                script.answer(call);
            }
        }
        assertThat(from < 30).as("a walk over the group").isEqualTo(told == null || told.endsWith("WALKS"));
        assertThat(script.told()).isEqualTo(told == null ? List.of() : List.of(told));
    }
}
