package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.call.CallTiming;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.view.Script.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody looked for long: that is told, once, before the first change after it. */
class GapTest {
    /** A feed whose last answer arrived at so many seconds. */
    private static Script lookedUntil(double seconds) {
        return lookedUntil(TrackerSettings.DEFAULT, seconds);
    }

    private static Script lookedUntil(TrackerSettings settings, double seconds) {
        Script script = Script.knowingShort(settings, rows(1, 2));
        answer(script, seconds - 0.1, seconds, rows(1, 2));
        script.toldWithGaps();
        return script;
    }

    private static void answer(Script script, double sent, double received, List<Row> rows) {
        Call call = script.at(sent).head();
        script.at(received).answer(call, rows);
    }

    @Test
    void it_precedes_the_first_change_after_the_silence_from_the_last_receipt_to_the_next_sending() {
        Script script = lookedUntil(20);
        answer(script, 40, 40.1, rows(1, 3));
        assertThat(script.toldWithGaps()).containsExactly("gap", "opened 3");
        OrderEvent gap = script.events.get(script.events.size() - 2);
        assertThat(gap).isInstanceOfSatisfying(OrderEvent.Gap.class, event -> {
            assertThat(event.from()).isEqualTo(Row.time(20));
            assertThat(event.to()).isEqualTo(Row.time(40));
            assertThat(event.header().notBefore()).isEqualTo(Row.time(20));
            assertThat(event.header().observedAt()).isEqualTo(Row.time(40.1));
            assertThat(event.header().origin()).isEqualTo(Origin.LIVE);
        });
        assertThat(script.last().header().sequence()).isEqualTo(gap.header().sequence() + 1);
    }

    @Test
    void it_is_told_once() {
        Script script = lookedUntil(20);
        answer(script, 40, 40.1, rows(1, 3));
        answer(script, 41, 41.1, rows(1, 4));
        assertThat(script.toldWithGaps()).containsExactly("gap", "opened 3", "opened 4");
    }

    @Test
    void it_waits_for_a_change_however_long() {
        Script script = lookedUntil(20);
        for (int i = 0; i < 200; i++) {
            answer(script, 40 + i, 40.1 + i, rows(1, 2));
        }
        assertThat(script.toldWithGaps()).isEmpty();
        answer(script, 240, 240.1, rows(1, 3));
        assertThat(script.toldWithGaps()).containsExactly("gap", "opened 3");
    }

    @Test
    void two_silences_are_two_gaps() {
        Script script = lookedUntil(20);
        answer(script, 40, 40.1, rows(1, 2));
        answer(script, 60, 60.1, rows(1, 3));
        assertThat(script.toldWithGaps()).containsExactly("gap", "gap", "opened 3");
        assertThat(script.events.subList(script.events.size() - 3, script.events.size() - 1))
                .extracting(event -> ((OrderEvent.Gap) event).to())
                .containsExactly(Row.time(40), Row.time(60));
        Replay replay = new Replay();
        assertThat(script.events)
                .allSatisfy(event -> assertThat(replay.told(event)).isEmpty());
    }

    @Test
    void of_very_many_silences_the_last_are_told() {
        Script script = lookedUntil(20);
        for (int i = 2; i < 100; i++) {
            answer(script, 20 * i, 20 * i + 0.1, rows(1, 2));
        }
        answer(script, 2000, 2000.1, rows(1, 3));
        assertThat(script.toldWithGaps()).hasSize(9).endsWith("gap", "opened 3");
        assertThat(((OrderEvent.Gap) script.events.get(script.events.size() - 2)).to())
                .isEqualTo(Row.time(2000));
    }

    @Test
    void ten_seconds_are_no_silence_yet() {
        Script script = lookedUntil(20);
        answer(script, 30, 30.1, rows(1, 3));
        answer(script, 40.2, 40.3, rows(1, 4));
        assertThat(script.toldWithGaps()).containsExactly("opened 3", "gap", "opened 4");
    }

    @Test
    void ten_rounds_of_a_slow_cadence_are_no_silence_yet() {
        Script script = lookedUntil(TrackerSettings.DEFAULT.withEvery(Duration.ofSeconds(5)), 40);
        answer(script, 90, 90.1, rows(1, 3));
        assertThat(script.toldWithGaps()).containsExactly("opened 3");
        answer(script, 140.2, 140.3, rows(1, 4));
        assertThat(script.toldWithGaps()).containsExactly("gap", "opened 4");
    }

    @Test
    void a_call_that_was_out_meanwhile_looked() {
        Script script = Script.knowingShort(rows(1, 2));
        answer(script, 19.9, 20, rows(1, 2));
        script.toldWithGaps();
        Call early = script.at(20).head();
        Call late = script.at(28).head();
        script.at(40).answer(early, rows(1, 3));
        script.at(40.1).answer(late, rows(1, 4));
        assertThat(script.toldWithGaps()).containsExactly("opened 3", "opened 4");
    }

    @Test
    void a_call_that_failed_did_not_look() {
        Script script = lookedUntil(20);
        for (int i = 21; i < 35; i++) {
            script.at(i).fail(script.head());
        }
        answer(script, 35, 35.1, rows(1, 3));
        assertThat(script.toldWithGaps()).containsExactly("gap", "opened 3");
    }

    @Test
    void before_the_baseline_stands_nothing_can_have_been_missed() {
        Script script = new Script().shows(rows(1, 60));
        script.answer(script.send());
        script.at(100).run(110);
        assertThat(script.isSynced()).isTrue();
        assertThat(script.toldWithGaps()).doesNotContain("gap");
    }

    @Test
    void a_suspended_machine_looked_away_although_its_clock_stood_still() {
        Script script = lookedUntil(20);
        Duration sent = Row.span(20.5);
        Instant later = Row.time(20.5).plusSeconds(600);
        PageRequest request = script.at(20.5).head().request();
        CallTiming timing = new CallTiming(sent, sent.plusMillis(80), later, later.plusMillis(80));
        FeedStep step =
                script.tracker.answered(new PageAnswer(request, Page.of(Row.orders(row(3), row(2), row(1))), timing));
        assertThat(step.events()).first().isInstanceOfSatisfying(OrderEvent.Gap.class, gap -> {
            assertThat(gap.from()).isEqualTo(Row.time(20));
            assertThat(gap.to()).isEqualTo(later);
        });
    }
}
