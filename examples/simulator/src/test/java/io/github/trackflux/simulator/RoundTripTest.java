package io.github.trackflux.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RoundTripTest {

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void each_way_takes_half_and_varies_by_half_of_the_jitter() {
        RoundTrip roundTrip = new RoundTrip(Duration.ofMillis(80), Duration.ofMillis(30));
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int call = 0; call < 1000; call++) {
            long leg = roundTrip.leg(random);
            least = Math.min(least, leg);
            most = Math.max(most, leg);
        }
        assertThat(least).isBetween(25_000_000L, 25_500_000L);
        assertThat(most).isBetween(54_500_000L, 55_000_000L);
    }

    @Test
    void a_way_never_takes_less_than_no_time() {
        RoundTrip roundTrip = new RoundTrip(Duration.ofMillis(1), Duration.ofMillis(50));
        for (int call = 0; call < 1000; call++) {
            assertThat(roundTrip.leg(random)).isNotNegative();
        }
        assertThat(RoundTrip.NONE.leg(random)).isZero();
    }

    @Test
    void negative_times_are_refused() {
        assertThatThrownBy(() -> new RoundTrip(Duration.ofMillis(-1), Duration.ZERO))
                .hasMessageContaining("PT-0.001S");
    }
}
