package io.github.trackflux.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimiterTest {

    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void no_sliding_second_ever_has_an_eleventh_call(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Limiter limiter = new Limiter();
        List<Long> admitted = new ArrayList<>();
        long now = 0;
        for (int call = 0; call < 20_000; call++) {
            now += random.nextInt(20) == 0 ? random.nextLong(2 * SECOND) : random.nextLong(SECOND / 5);
            boolean room = within(admitted, now) < 10;
            assertThat(limiter.remaining(now, 10)).isEqualTo(10 - within(admitted, now));
            assertThat(limiter.admit(now, 10)).isEqualTo(room);
            if (room) {
                admitted.add(now);
            }
        }
        for (int k = 10; k < admitted.size(); k++) {
            assertThat(admitted.get(k) - admitted.get(k - 10)).isGreaterThanOrEqualTo(SECOND);
        }
    }

    @Test
    void a_lower_limit_counts_at_once() {
        Limiter limiter = new Limiter();
        for (int call = 0; call < 7; call++) {
            assertThat(limiter.admit(0, 10)).isTrue();
        }
        assertThat(limiter.remaining(0, 5)).isZero();
        assertThat(limiter.admit(SECOND - 1, 5)).isFalse();
        assertThat(limiter.admit(SECOND, 5)).isTrue();
    }

    private static int within(List<Long> admitted, long now) {
        int count = 0;
        for (int k = admitted.size() - 1; k >= 0 && now - admitted.get(k) < SECOND; k--) {
            count++;
        }
        return count;
    }
}
