package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.call.AuthenticationException;
import io.github.trackflux.call.ThrottledException;
import io.github.trackflux.call.TransportException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    @Test
    void each_error_has_the_narrowest_outcome_that_fits() {
        AuthenticationException refusal = new AuthenticationException("40037", "no such key");
        assertThat(Outcome.of(new ThrottledException("429", "too many", Optional.empty())))
                .isEqualTo(Outcome.THROTTLED);
        assertThat(Outcome.of(new TransportException("", "reset"))).isEqualTo(Outcome.TRANSPORT);
        assertThat(Outcome.of(refusal)).isEqualTo(Outcome.REFUSED);
        assertThat(Outcome.of(new KeyRotatedException(refusal))).isEqualTo(Outcome.KEY_ROTATED);
        assertThat(Outcome.of(new CancellationException())).isEqualTo(Outcome.CANCELLED);
        assertThat(Outcome.of(new IllegalStateException())).isEqualTo(Outcome.DEFECT);
    }
}
