package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.view.Script.Call;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A closed order that is shown again: an echo, or the exchange taking back what proved the close. */
class ReturnTest {
    private static final List<Row> ALL = rows(1, 20);
    private static final List<Row> LEFT = rows(1, 19);

    /** Order 20 is proven closed by a call sent at 30 and answered at 30.1. */
    private static Script closed() {
        Script script = Script.knowingShort(ALL);
        answer(script, 30, 30.1, LEFT);
        assertThat(script.told()).containsExactly("closed 20 ATOMIC");
        return script;
    }

    private static void answer(Script script, double sent, double received, List<Row> rows) {
        Call call = script.at(sent).head();
        script.at(received).answer(call, rows);
    }

    /** The same, and shown again at 40. */
    private static Script reinstated() {
        Script script = closed();
        answer(script, 40, 40.1, ALL);
        assertThat(script.told()).containsExactly("reinstated 20");
        return script;
    }

    private static double holdDown(Script script) {
        return script.health().holdDown().toNanos() / 1e9;
    }

    @Test
    void a_call_sent_less_than_a_hold_down_after_the_receipt_of_the_proof_shows_an_echo() {
        Script script = closed();
        answer(script, 30.2, 30.3, ALL);
        answer(script, 32.0999, 32.5, ALL);
        assertThat(script.told()).isEmpty();
        assertThat(script.health().open()).isEqualTo(19);
    }

    @Test
    void a_call_sent_before_the_proof_shows_an_echo_whenever_it_is_answered() {
        Script script = Script.knowingShort(ALL);
        Call early = script.at(29.9).head();
        answer(script, 30, 30.1, LEFT);
        script.at(50).answer(early, ALL);
        assertThat(script.told()).containsExactly("closed 20 ATOMIC");
    }

    @Test
    void a_call_sent_a_hold_down_after_the_receipt_of_the_proof_reinstates_and_never_opens() {
        Script script = closed();
        answer(script, 32.1, 32.2, ALL);
        assertThat(script.told()).containsExactly("reinstated 20");
        assertThat(script.last())
                .isInstanceOfSatisfying(
                        OrderEvent.Reinstated.class,
                        event -> assertThat(event.order()).isEqualTo(row(20).order()));
        assertThat(script.health().anomalies()).contains(Anomaly.REINSTATED);
        assertThat(script.health().open()).isEqualTo(20);
    }

    @Test
    void a_tombstone_is_not_bounded_in_time() {
        Script script = closed();
        answer(script, 1_000_000, 1_000_000.1, ALL);
        assertThat(script.told()).containsExactly("reinstated 20");
    }

    @Test
    void tombstones_are_bounded_in_number() {
        Tombstones stones = new Tombstones();
        for (int i = 0; i < 10_001; i++) {
            stones.add(Tombstones.Tombstone.of(row(i).order(), 1), i);
        }
        assertThat(stones.get("0")).isEmpty();
        assertThat(stones.get("1")).isPresent();
        assertThat(stones.get("10000")).isPresent();
    }

    @Test
    void the_hold_down_doubles() {
        Script script = closed();
        assertThat(holdDown(script)).isEqualTo(2);
        answer(script, 40, 40.1, ALL);
        assertThat(holdDown(script)).isEqualTo(4);
    }

    @Test
    void one_incident_doubles_it_once_however_many_orders_it_brings_back() {
        Script script = Script.knowingShort(ALL);
        answer(script, 30, 30.1, rows(1, 12));
        assertThat(script.told()).hasSize(8);
        answer(script, 40, 40.1, rows(1, 16));
        answer(script, 44, 44.1, rows(1, 20));
        assertThat(script.told()).hasSize(8).allMatch(told -> told.startsWith("reinstated"));
        assertThat(holdDown(script)).isEqualTo(4);
    }

    @Test
    void another_incident_doubles_it_again() {
        Script script = Script.knowingShort(ALL);
        answer(script, 30, 30.1, rows(1, 18));
        answer(script, 40, 40.1, rows(1, 19));
        answer(script, 44.2, 44.3, rows(1, 20));
        assertThat(holdDown(script)).isEqualTo(8);
    }

    @Test
    void it_grows_to_a_minute_and_no_further() {
        TrackerSettings slow = TrackerSettings.DEFAULT.withHoldDown(Duration.ofSeconds(40));
        Script script = new Script(slow).shows(rows(1, 21)).run(60).shows(ALL).run(110);
        assertThat(script.told()).contains("closed 21 ATOMIC");
        script.shows(rows(1, 21)).run(200);
        assertThat(script.told()).containsExactly("reinstated 21");
        assertThat(holdDown(script)).isEqualTo(60);
    }

    @Test
    void a_hold_down_of_zero_becomes_half_a_second() {
        Script script = Script.knowingShort(TrackerSettings.DEFAULT.withHoldDown(Duration.ZERO), ALL);
        answer(script, 30, 30.1, LEFT);
        answer(script, 40, 40.1, ALL);
        assertThat(script.told()).containsExactly("closed 20 ATOMIC", "reinstated 20");
        assertThat(holdDown(script)).isEqualTo(0.5);
    }

    @Test
    void a_quiet_hour_halves_it_and_never_below_what_was_set() {
        Script script = Script.knowingShort(ALL);
        answer(script, 30, 30.1, rows(1, 18));
        answer(script, 40, 40.1, rows(1, 19));
        answer(script, 50, 50.1, rows(1, 20));
        assertThat(holdDown(script)).isEqualTo(8);
        answer(script, 3650, 3650.05, ALL);
        assertThat(holdDown(script)).isEqualTo(8);
        answer(script, 3650.1, 3650.2, ALL);
        assertThat(holdDown(script)).isEqualTo(4);
        answer(script, 7251, 7251.1, ALL);
        assertThat(holdDown(script)).isEqualTo(2);
        answer(script, 100_000, 100_000.1, ALL);
        assertThat(holdDown(script)).isEqualTo(2);
    }

    @Test
    void a_day_without_a_call_halves_it_for_every_hour() {
        Script script = Script.knowingShort(ALL);
        answer(script, 30, 30.1, rows(1, 18));
        answer(script, 40, 40.1, rows(1, 19));
        answer(script, 50, 50.1, rows(1, 20));
        answer(script, 90_000, 90_000.1, ALL);
        assertThat(holdDown(script)).isEqualTo(2);
    }

    @Test
    void the_next_close_counts_the_doubled_hold_down_from_the_new_sight() {
        Script script = reinstated();
        answer(script, 43, 43.1, LEFT);
        answer(script, 44.0999, 44.2, LEFT);
        answer(script, 44.3, 44.4, LEFT);
        assertThat(script.told()).isEmpty();
        answer(script, 44.5, 44.6, LEFT);
        assertThat(script.told()).containsExactly("closed 20 ATOMIC");
    }

    @Test
    void the_next_close_needs_two_answers_that_agree() {
        Script script = reinstated();
        answer(script, 60, 60.1, LEFT);
        assertThat(script.told()).isEmpty();
        answer(script, 60.2, 60.3, LEFT);
        assertThat(script.told()).containsExactly("closed 20 ATOMIC");
    }

    @Test
    void an_answer_that_shows_it_between_the_two_counts_anew() {
        Script script = reinstated();
        answer(script, 60, 60.1, LEFT);
        answer(script, 60.2, 60.3, ALL);
        answer(script, 60.4, 60.5, LEFT);
        assertThat(script.told()).isEmpty();
    }

    @Test
    void others_are_closed_by_one_answer_as_before() {
        Script script = reinstated();
        answer(script, 60, 60.1, rows(2, 20));
        assertThat(script.told()).containsExactly("closed 1 ATOMIC");
    }

    @Test
    void the_raised_hold_down_holds_for_every_order() {
        Script script = reinstated();
        answer(script, 50, 50.1, rows(1, 21));
        assertThat(script.told()).containsExactly("opened 21");
        answer(script, 54.0999, 54.2, ALL);
        assertThat(script.told()).isEmpty();
        answer(script, 54.3, 54.4, ALL);
        assertThat(script.told()).containsExactly("closed 21 ATOMIC");
    }

    @Test
    void it_may_close_and_come_back_any_number_of_times() {
        Script script = Script.knowingShort(ALL);
        double time = 40;
        for (int i = 0; i < 5; i++) {
            for (int proof = 0; proof < 2; proof++) {
                answer(script, time, time + 0.1, LEFT);
                time += 1;
            }
            time += 70;
            answer(script, time, time + 0.1, ALL);
            time += 70;
        }
        assertThat(script.told()).hasSize(10).containsOnly("closed 20 ATOMIC", "reinstated 20");
        assertThat(holdDown(script)).isEqualTo(60);
        Replay replay = new Replay();
        assertThat(script.events)
                .allSatisfy(event -> assertThat(replay.told(event)).isEmpty());
    }
}
