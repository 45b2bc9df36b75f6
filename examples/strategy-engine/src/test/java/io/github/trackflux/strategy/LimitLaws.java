package io.github.trackflux.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no order of events can break. */
class LimitLaws {
    private static final int DAYS = 15;
    private static final int SIGNALS = 300;

    @ParameterizedTest
    @ValueSource(strings = {"mirror all", "guard all", "mirror anna", "guard anna"})
    void what_was_paid_for_a_symbol_never_is_more_than_its_limit_nor_an_entry_more_than_the_cap(String name) {
        int trades = 0;
        for (long seed = 1; seed <= DAYS; seed++) {
            trades += day(name, seed);
        }
        assertThat(trades).as("or nothing was tried").isGreaterThan(DAYS * 5);
    }

    private static int day(String name, long seed) {
        List<Decided> decided = new ArrayList<>();
        Seat<?> seat = new Seat<>(name, Samples.DESK.strategies().get(name), BigDecimal.TEN, decided::add);
        Paid paid = new Paid();
        int counted = 0;
        for (Signal signal : new Weather(seed).signals(SIGNALS)) {
            seat.take(signal);
            for (Decided one : decided.subList(counted, decided.size())) {
                paid.take(one);
            }
            counted = decided.size();
            assertThat(paid.most())
                    .as("seed %d, signal %d", seed, signal.number())
                    .isLessThanOrEqualTo(Samples.LIMITS.perSymbol());
            assertThat(seat.result().trades().highest()).isLessThanOrEqualTo(Samples.LIMITS.perSymbol());
        }
        assertThat(seat.result().stopped()).as("seed %d", seed).isEmpty();
        return counted;
    }

    /** What is held and what was paid for it, reckoned from the trades alone. */
    private static final class Paid {
        private record Lot(String symbol, BigDecimal quantity, BigDecimal price) {}

        private final Map<String, Lot> lots = new HashMap<>();

        void take(Decided trade) {
            if (trade.change().signum() > 0) {
                assertThat(lots).as("an entry is whole").doesNotContainKey(trade.key());
                assertThat(trade.change().multiply(trade.price())).isLessThanOrEqualTo(Samples.LIMITS.cap());
                lots.put(trade.key(), new Lot(trade.symbol(), trade.change(), trade.price()));
            } else {
                Lot lot = lots.remove(trade.key());
                BigDecimal left = lot.quantity().add(trade.change());
                assertThat(left).isEqualByComparingTo(trade.target());
                if (left.signum() > 0) {
                    lots.put(trade.key(), new Lot(lot.symbol(), left, lot.price()));
                }
            }
        }

        BigDecimal most() {
            Map<String, BigDecimal> sums = new HashMap<>();
            lots.values()
                    .forEach(lot -> sums.merge(lot.symbol(), lot.quantity().multiply(lot.price()), BigDecimal::add));
            return sums.values().stream().reduce(BigDecimal.ZERO, BigDecimal::max);
        }
    }
}
