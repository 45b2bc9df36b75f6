package io.github.trackflux.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FeedHealthTest {
    private static final Duration PERIOD = Duration.ofSeconds(2);

    /** Ages in seconds, by a sweep of two seconds: three of it are live, ten degraded. */
    @ParameterizedTest
    @CsvSource({
        "true,  0,    0,    LIVE",
        "true,  6,    0,    LIVE",
        "true,  6.1,  0,    DEGRADED",
        "true,  20,   20,   DEGRADED",
        "true,  20.1, 0,    STALE",
        "false, 0,    0,    SYNCING",
        "false, 3600, 20,   SYNCING",
        "false, 3600, 20.1, STALE"
    })
    void the_state_follows_from_the_ages(boolean synced, double swept, double seen, FeedState state) {
        assertThat(health(synced, swept, seen).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @EnumSource(Trouble.Kind.class)
    void trouble_degrades_and_a_ban_or_the_end_halts(Trouble.Kind kind) {
        FeedHealth health = health(true, 0, 0).withTrouble(Optional.of(Trouble.of(kind)));

        boolean halted = kind == Trouble.Kind.BANNED || kind == Trouble.Kind.ENDED;
        assertThat(health.state()).isEqualTo(halted ? FeedState.HALTED : FeedState.DEGRADED);
        assertThat(health.after(seconds(21)).state()).isEqualTo(halted ? FeedState.HALTED : FeedState.STALE);
        assertThat(health.withTrouble(Optional.empty()).state()).isEqualTo(FeedState.LIVE);
    }

    @Test
    void silence_makes_all_that_has_an_age_older_and_nothing_else() {
        Trouble paused = new Trouble(Trouble.Kind.THROTTLED, Optional.of("429"), seconds(8));
        FeedHealth before = new FeedHealth(
                true,
                7,
                2,
                seconds(1),
                3,
                seconds(2),
                Set.of(Anomaly.MASS_CLOSE),
                new Freshness(PERIOD, seconds(1), seconds(0)),
                Optional.of(paused),
                4.5);

        FeedHealth after = before.after(seconds(5));

        assertThat(after)
                .isEqualTo(new FeedHealth(
                        true,
                        7,
                        2,
                        seconds(6),
                        3,
                        seconds(2),
                        Set.of(Anomaly.MASS_CLOSE),
                        new Freshness(PERIOD, seconds(6), seconds(5)),
                        Optional.of(new Trouble(Trouble.Kind.THROTTLED, Optional.of("429"), seconds(3))),
                        4.5));
        assertThat(after.after(seconds(5)).trouble().orElseThrow().pause()).isZero();
        assertThat(before.after(Duration.ZERO)).isSameAs(before);
        assertThat(before.after(seconds(-5))).isSameAs(before);
        assertThat(before.after(seconds(2)).after(seconds(3))).isEqualTo(after);
    }

    @Test
    void nobody_is_suspected_for_any_time_if_nobody_is() {
        assertThat(health(true, 0, 0).after(seconds(60)).oldestSuspect()).isZero();
    }

    @Test
    void a_pause_cannot_be_negative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trouble(Trouble.Kind.SERVER, Optional.empty(), seconds(-1)))
                .withMessage("pause must not be negative, was PT-1S");
    }

    private static FeedHealth health(boolean synced, double swept, double seen) {
        return new FeedHealth(
                synced,
                0,
                0,
                Duration.ZERO,
                0,
                Duration.ZERO,
                Set.of(),
                new Freshness(PERIOD, seconds(swept), seconds(seen)),
                Optional.empty(),
                10);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }
}
