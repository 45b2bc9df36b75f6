package io.github.trackflux.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a hold-down is after orders came back from the dead. */
class HoldDownRaisedTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final HoldDown holdDown = new HoldDown(Duration.ofSeconds(2));

    @Test
    void it_doubles_once_for_each_incident() {
        holdDown.raise(10 * SECOND);
        assertThat(holdDown.at(10 * SECOND)).isEqualTo(4 * SECOND);
        holdDown.raise(14 * SECOND);
        assertThat(holdDown.at(14 * SECOND)).isEqualTo(4 * SECOND);
        holdDown.raise(14 * SECOND + 1);
        assertThat(holdDown.at(15 * SECOND)).isEqualTo(8 * SECOND);
        for (int i = 1; i < 20; i++) {
            holdDown.raise(i * 100L * SECOND);
        }
        assertThat(holdDown.at(1900 * SECOND)).isEqualTo(HoldDown.MOST);
    }

    @Test
    void the_first_one_counts_whenever_it_comes() {
        holdDown.raise(SECOND);
        assertThat(holdDown.at(SECOND)).isEqualTo(4 * SECOND);
        HoldDown none = new HoldDown(Duration.ZERO);
        none.raise(0);
        assertThat(none.at(0)).isEqualTo(SECOND / 2);
    }

    @Test
    void each_quiet_hour_halves_it_until_it_is_what_it_was() {
        holdDown.raise(10 * SECOND);
        holdDown.raise(20 * SECOND);
        assertThat(holdDown.at(20 * SECOND + HOUR - 1)).isEqualTo(8 * SECOND);
        assertThat(holdDown.at(20 * SECOND + HOUR)).isEqualTo(4 * SECOND);
        assertThat(holdDown.quiet(21 * SECOND + HOUR)).isEqualTo(SECOND);
        assertThat(holdDown.at(20 * SECOND + 2 * HOUR)).isEqualTo(2 * SECOND);
        assertThat(holdDown.at(20 * SECOND + 9 * HOUR)).isEqualTo(2 * SECOND);
        assertThat(holdDown.quiet(0)).isZero();
    }

    @Test
    void what_was_learned_before_a_restart_is_kept_and_so_is_the_quiet_of_it_up_to_an_hour() {
        holdDown.resume(8 * SECOND, HOUR / 2, 2 * HOUR);
        assertThat(holdDown.quiet(2 * HOUR)).isEqualTo(HOUR / 2);
        assertThat(holdDown.at(2 * HOUR)).isEqualTo(8 * SECOND);
        assertThat(holdDown.at(2 * HOUR + HOUR / 2)).isEqualTo(4 * SECOND);

        HoldDown other = new HoldDown(Duration.ofSeconds(2));
        other.resume(8 * SECOND, 9 * HOUR, 20 * HOUR);
        assertThat(other.at(20 * HOUR)).isEqualTo(4 * SECOND);
    }

    @Test
    void no_more_is_kept_than_the_user_wants_now() {
        holdDown.resume(2 * SECOND, 0, 5 * HOUR);
        assertThat(holdDown.quiet(5 * HOUR)).isEqualTo(5 * HOUR);
        holdDown.resume(SECOND, 0, 5 * HOUR);
        assertThat(holdDown.at(5 * HOUR)).isEqualTo(2 * SECOND);
    }
}
