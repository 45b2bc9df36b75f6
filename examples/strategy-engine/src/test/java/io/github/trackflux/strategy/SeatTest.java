package io.github.trackflux.strategy;

import static io.github.trackflux.strategy.Samples.opened;
import static io.github.trackflux.strategy.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeatTest {
    /** Buys what a mirror buys, and fails at the third signal. */
    record Failing(Strategy<MirrorState> inner) implements Strategy<MirrorState> {
        @Override
        public MirrorState start() {
            return inner.start();
        }

        @Override
        public Decision<MirrorState> decide(MirrorState state, Signal signal, Quotes quotes) {
            if (signal.number() == 3) {
                throw new IllegalStateException("no idea");
            }
            return inner.decide(state, signal, quotes);
        }
    }

    @Test
    void a_strategy_that_throws_is_stopped_and_what_it_holds_goes_on_being_worth_what_it_costs() {
        Played played = new Played(new Failing(new Mirror(Optional.empty(), Samples.LIMITS)));

        played.tell(opened(1, order("1", "BTCUSDT", "10", "100")))
                .tell(opened(2, order("2", "ETHUSDT", "10", "100")))
                .tell(opened(3, order("3", "BTCUSDT", "10", "150")))
                .tell(opened(4, order("4", "BTCUSDT", "10", "200")));

        Result result = played.seat.result();
        assertThat(result.stopped()).contains("stopped at signal 3: java.lang.IllegalStateException: no idea");
        assertThat(played.decided).hasSize(2);
        assertThat(result.unrealised()).isEqualByComparingTo("100");
        assertThat(result.gain()).isEqualByComparingTo("99.88");
    }

    @Test
    void who_is_cut_off_hears_no_more() {
        Played played = new Played(new Mirror(Optional.empty(), Samples.LIMITS));

        played.seat.take(new Signal.Cut(1, Samples.BEGIN, "somebody else"));
        played.seat.take(new Signal.Cut(2, Samples.BEGIN, "played"));
        played.tell(opened(3, order("1", "BTCUSDT", "10", "100")));

        assertThat(played.decided).isEmpty();
        assertThat(played.seat.result().stopped()).contains("stopped at signal 2: fell too far behind");
    }

    @Test
    void a_curve_keeps_its_ends_and_its_deepest_fall_in_bounded_memory() {
        Curve curve = new Curve();
        for (int k = 0; k < 100_000; k++) {
            curve.add(Samples.BEGIN.plusMillis(k), BigDecimal.valueOf(k == 50_001 ? 60 : 100));
        }
        curve.add(Samples.BEGIN, BigDecimal.valueOf(90));

        assertThat(curve.points()).hasSizeLessThan(2_100);
        assertThat(curve.points().get(0).at()).isEqualTo(Samples.BEGIN);
        assertThat(curve.points().get(curve.points().size() - 1))
                .isEqualTo(new Curve.Point(Samples.BEGIN.plusMillis(99_999), BigDecimal.valueOf(90)));
        assertThat(curve.deepestFall()).isEqualByComparingTo("0.4");
    }
}
