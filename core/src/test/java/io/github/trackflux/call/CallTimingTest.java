package io.github.trackflux.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallTimingTest {
    private static final Instant AT = Instant.parse("2026-11-23T06:00:00Z");

    @Test
    void an_answer_cannot_arrive_before_its_call_was_sent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CallTiming(Duration.ofMillis(2), Duration.ofMillis(1), AT, AT))
                .withMessage("received must not be before sent, was PT0.001S < PT0.002S");
    }

    @Test
    void an_answer_may_arrive_in_the_same_instant() {
        CallTiming timing = new CallTiming(Duration.ofMillis(1), Duration.ofMillis(1), AT, AT);

        assertThat(timing.received()).isEqualTo(timing.sent());
    }

    @Test
    void the_server_clock_may_step_back_during_a_call() {
        CallTiming timing = new CallTiming(Duration.ZERO, Duration.ofMillis(80), AT, AT.minusSeconds(3600));

        assertThat(timing.receivedAt()).isBefore(timing.sentAt());
    }
}
