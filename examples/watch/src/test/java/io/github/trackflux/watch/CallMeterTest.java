package io.github.trackflux.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class CallMeterTest {
    private final AtomicLong nanos = new AtomicLong(77);
    private final CallMeter meter = new CallMeter(nanos::get);

    private void answers(int count, int status, Duration apart) {
        for (int i = 0; i < count; i++) {
            nanos.addAndGet(apart.toNanos());
            meter.answered(status);
        }
    }

    @Test
    void nothing_answered_is_zero() {
        assertThat(meter.calls()).isEqualTo(new CallMeter.Calls(0, 0, 0));
    }

    @Test
    void a_steady_rate_is_measured() {
        answers(500, 200, Duration.ofMillis(110));
        assertThat(meter.calls().perSecond()).isCloseTo(9.09, within(0.1));
        assertThat(meter.calls().overall()).isCloseTo(9.09, within(0.01));
    }

    @Test
    void the_first_answers_count_as_a_second_at_least() {
        answers(5, 200, Duration.ofMillis(10));
        assertThat(meter.calls().perSecond()).isCloseTo(5, within(0.01));
    }

    @Test
    void a_silence_shows_within_ten_seconds_and_refusals_are_no_answers() {
        answers(100, 200, Duration.ofMillis(100));
        answers(3, 429, Duration.ofSeconds(5));
        assertThat(meter.calls().perSecond()).isZero();
        assertThat(meter.calls().refused()).isEqualTo(3);
    }
}
