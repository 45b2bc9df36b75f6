package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic alone: one answer or refusal after the other, each at a time of its own. */
class RateTest {
    private final Rate rate = new Rate(10);
    private Duration now = Duration.ZERO;

    @Test
    void it_begins_with_what_it_was_told() {
        assertThat(rate.level()).isEqualTo(10);
        assertThat(rate.ceiling()).isEqualTo(10);
        assertThat(rate.refusals()).isZero();
    }

    @Test
    void a_refusal_halves_it_down_to_one() {
        int[] levels = {5, 2, 1, 1, 1};
        for (int level : levels) {
            assertThat(refused()).isTrue();
            assertThat(rate.level()).isEqualTo(level);
        }
        assertThat(rate.refusals()).isEqualTo(5);
        assertThat(rate.inARow()).isEqualTo(5);
    }

    @Test
    void refusals_of_calls_that_were_sent_together_are_one() {
        long sentAfter = rate.lowerings();
        assertThat(rate.refused(now, sentAfter)).isTrue();
        assertThat(rate.refused(now, sentAfter)).isFalse();
        assertThat(rate.refused(now, sentAfter)).isFalse();

        assertThat(rate.level()).isEqualTo(5);
        assertThat(rate.refusals()).isEqualTo(3);
        assertThat(rate.inARow()).isEqualTo(1);
    }

    @Test
    void it_rises_by_one_every_five_seconds_to_just_below_what_was_refused_and_tries_that_after_twenty() {
        refused();
        // Refused at 10: 6 to 9 are new, 10 is not.
        int[] levels = {6, 7, 8};
        for (int level : levels) {
            wellFor(Duration.ofSeconds(5));
            assertThat(rate.level()).isEqualTo(level);
        }
        wellFor(Duration.ofMillis(4_900));
        assertThat(rate.level()).isEqualTo(8);
        wellFor(Duration.ofSeconds(5));
        assertThat(rate.level()).isEqualTo(9);
        wellFor(Duration.ofMillis(100 + 5_000));
        assertThat(rate.level()).isEqualTo(10);
    }

    @Test
    void a_level_that_was_refused_twice_is_not_tried_for_ten_minutes_then_twenty_then_forty() {
        refused();
        wellFor(Duration.ofSeconds(30));
        assertThat(rate.level()).isEqualTo(10);
        refused();
        assertThat(rate.level()).as("falls back to what went well").isEqualTo(9);

        for (int minutes : new int[] {10, 20, 40, 80, 160, 320, 320}) {
            wellFor(Duration.ofMinutes(minutes).minusSeconds(1));
            assertThat(rate.level()).isEqualTo(9);
            wellFor(Duration.ofSeconds(1));
            assertThat(rate.level()).isEqualTo(10);
            refused();
        }
    }

    @Test
    void a_refused_level_that_goes_well_for_a_minute_is_like_any_other_again() {
        refused();
        wellFor(Duration.ofSeconds(5));
        refused();
        // 10 and 6 were refused.
        assertThat(rate.level()).isEqualTo(3);
        wellFor(Duration.ofSeconds(20));
        assertThat(rate.level()).isEqualTo(6);

        wellFor(Duration.ofSeconds(59));
        assertThat(rate.level()).isEqualTo(6);
        wellFor(Duration.ofSeconds(1));
        assertThat(rate.level()).isEqualTo(7);
        refused();
        assertThat(rate.level()).as("halved, since nothing is known of 7").isEqualTo(3);
    }

    @Test
    void nothing_rises_that_is_not_used_to_the_full() {
        refused();
        for (int i = 0; i < 100; i++) {
            now = now.plusSeconds(60);
            rate.answered(now, rate.lowerings(), 4);
        }
        assertThat(rate.level()).isEqualTo(5);

        rate.answered(now, rate.lowerings(), 5);
        assertThat(rate.level()).isEqualTo(6);
        rate.answered(now.plusSeconds(60), rate.lowerings(), 5);
        assertThat(rate.level()).as("6 were never out").isEqualTo(6);
    }

    @Test
    void answers_to_what_was_sent_before_it_was_lowered_prove_nothing() {
        long before = rate.lowerings();
        refused();
        now = now.plusSeconds(100);
        rate.answered(now, before, 10);

        assertThat(rate.level()).isEqualTo(5);
        assertThat(rate.inARow()).isEqualTo(1);
    }

    @Test
    void refusals_at_one_call_a_second_say_nothing_about_two() {
        for (int i = 0; i < 30; i++) {
            refused();
            now = now.plusSeconds(20);
        }

        wellFor(Duration.ofMinutes(3));
        assertThat(rate.level()).isEqualTo(10);
    }

    @ParameterizedTest(name = "{0} allowed: {1}")
    @CsvSource({"10, 10", "1000, 10", "9, 9", "6, 6", "5, 5", "4, 5", "0, 5"})
    void what_the_exchange_says_it_would_bear_is_believed_down_to_half(int allowed, int level) {
        rate.allowed(now, rate.lowerings(), allowed);

        assertThat(rate.level()).isEqualTo(level);
        assertThat(rate.refusals()).isZero();
    }

    @Test
    void a_server_that_always_says_zero_leaves_half() {
        for (int i = 0; i < 10_000; i++) {
            now = now.plusMillis(100);
            rate.allowed(now, rate.lowerings(), 0);
            rate.answered(now, rate.lowerings(), 10);
            assertThat(rate.level()).isBetween(5, 6);
        }
    }

    @Test
    void a_lower_ceiling_holds_for_good() {
        rate.atMost(3);
        assertThat(rate.level()).isEqualTo(3);
        rate.atMost(7);
        wellFor(Duration.ofMinutes(10));

        assertThat(rate.level()).isEqualTo(3);
        assertThat(rate.ceiling()).isEqualTo(3);
    }

    private boolean refused() {
        return rate.refused(now, rate.lowerings());
    }

    /** Answers every 100 ms, all slots taken. */
    private void wellFor(Duration time) {
        Duration end = now.plus(time);
        while (now.compareTo(end) < 0) {
            now = now.plusMillis(100);
            rate.answered(now, rate.lowerings(), 10);
        }
    }
}
