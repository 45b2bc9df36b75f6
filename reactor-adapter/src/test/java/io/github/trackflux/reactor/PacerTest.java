package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacerTest {
    @Test
    void the_first_call_goes_at_once() {
        assertThat(new Pacer(() -> 10).pause(Duration.ZERO)).isZero();
    }

    @ParameterizedTest(name = "{0} slots, round trip {1} ms: one call each {2} ms")
    @CsvSource({"10, 0, 99.0", "10, 80, 106.8", "10, 1000, 197.0", "5, 80, 213.6", "1, 200, 1185.8"})
    void calls_are_spaced_by_the_time_that_a_slot_is_away_over_the_slots_and_a_little_closer(
            int slots, int roundTrip, double distance) {
        Pacer pacer = new Pacer(() -> slots);
        for (int i = 0; i < 100; i++) {
            pacer.answered(Duration.ofMillis(roundTrip));
        }

        pacer.sent(Duration.ofSeconds(9));

        assertThat(pacer.pause(Duration.ofSeconds(9)).toNanos() / 1e6).isCloseTo(distance, within(0.1));
    }

    @Test
    void whoever_comes_late_does_not_wait_and_does_not_make_up_for_it() {
        Pacer pacer = new Pacer(() -> 10);
        pacer.sent(Duration.ofSeconds(1));
        assertThat(pacer.pause(Duration.ofSeconds(3))).isZero();

        pacer.sent(Duration.ofSeconds(3));
        assertThat(pacer.pause(Duration.ofSeconds(3))).isGreaterThan(Duration.ofMillis(90));
    }

    @Test
    void what_is_left_of_the_distance_shrinks_as_time_goes_on() {
        Pacer pacer = new Pacer(() -> 10);
        pacer.sent(Duration.ZERO);
        List<Duration> pauses = new ArrayList<>();
        for (int ms = 0; ms <= 120; ms += 40) {
            pauses.add(pacer.pause(Duration.ofMillis(ms)));
        }

        assertThat(pauses.get(0).minus(pauses.get(1))).isEqualTo(Duration.ofMillis(40));
        assertThat(pauses.get(3)).isZero();
    }

    @Test
    void one_slow_answer_moves_it_by_a_tenth() {
        Pacer pacer = new Pacer(() -> 10);
        pacer.sent(Duration.ZERO);
        Duration before = pacer.pause(Duration.ZERO);

        pacer.answered(Duration.ofMillis(1050));

        Duration moved = pacer.pause(Duration.ZERO).minus(before);
        assertThat(moved.toNanos() / 1e6).isCloseTo(0.98 * 100 / 10, within(0.01));
    }
}
