package io.github.trackflux.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackerSettingsTest {
    private static Function<Duration, TrackerSettings> with(String what) {
        return switch (what) {
            case "every" -> TrackerSettings.DEFAULT::withEvery;
            case "hold-down" -> TrackerSettings.DEFAULT::withHoldDown;
            default -> TrackerSettings.DEFAULT::withEmptyGuard;
        };
    }

    @ParameterizedTest
    @CsvSource({"every, PT1H", "hold-down, PT1M", "empty guard, PT1M"})
    void what_is_negative_or_too_long_is_refused_with_what_is_allowed(String what, Duration most) {
        assertThat(with(what).apply(Duration.ZERO)).isNotNull();
        assertThat(with(what).apply(most)).isNotNull();
        for (Duration wrong : new Duration[] {Duration.ofNanos(-1), most.plusNanos(1)}) {
            assertThatThrownBy(() -> with(what).apply(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(what + " must be PT0S to " + most + ", was " + wrong);
        }
    }
}
