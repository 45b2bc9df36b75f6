package io.github.trackflux.reactor.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How soon changes are told, in milliseconds of virtual time: the same on every machine, to the millisecond. Bounds are
 * the targets of which {@link AttentionReport} writes the whole table.
 */
class AttentionSpeedTest {
    @ParameterizedTest
    @Tag("long")
    @CsvSource({
        "5, 110, 190, 190",
        "60, 220, 280, 400",
        "200, 310, 430, 680",
        "500, 370, 640, 1000",
        "1000, 400, 840, 1350"
    })
    void calm(int orders, int both, int closes, int late) {
        holds(new AttentionWork(orders, false, true).play(1, Duration.ofMinutes(40), 2), both, closes, late);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 110, 190, 190",
        "60, 260, 340, 550",
        "200, 360, 500, 900",
        "500, 480, 780, 2000",
        "1000, 550, 1200, 3600"
    })
    void busy(int orders, int both, int closes, int late) {
        holds(new AttentionWork(orders, true, true).play(1, Duration.ofMinutes(8), 2), both, closes, late);
    }

    private static void holds(Findings found, int both, int closes, int late) {
        assertThat(found.closes.count()).isGreaterThan(300);
        assertThat(found.both().quantile(0.5)).as("median").isLessThanOrEqualTo(both);
        assertThat(found.closes.quantile(0.5)).as("median of closes").isLessThanOrEqualTo(closes);
        assertThat(found.both().quantile(0.95)).as("95th percentile").isLessThanOrEqualTo(late);
    }
}
