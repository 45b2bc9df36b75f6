package io.github.trackflux.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PriceWalkTest {
    private static final long HOUR = 3_600_000_000_000L;

    @Test
    void a_price_walks_about_as_far_in_an_hour_as_it_is_told_to() {
        double squares = 0;
        int walks = 2_000;
        for (int seed = 0; seed < walks; seed++) {
            PriceWalk walk = new PriceWalk(0.02, new SplittableRandom(seed));
            assertThat(walk.price("BTCUSDT", 100, 0)).isEqualTo(100);
            double change = 0;
            for (int part = 1; part <= 4; part++) {
                change = Math.log(walk.price("BTCUSDT", 1, part * HOUR / 4) / 100);
            }
            squares += change * change;
        }
        assertThat(Math.sqrt(squares / walks)).isBetween(0.019, 0.021);
    }

    @Test
    void symbols_walk_apart_and_the_same_seed_walks_the_same_way() {
        PriceWalk one = new PriceWalk(0.1, new SplittableRandom(7));
        PriceWalk other = new PriceWalk(0.1, new SplittableRandom(7));
        for (int turn = 0; turn < 10; turn++) {
            String symbol = turn % 2 == 0 ? "BTCUSDT" : "ETHUSDT";
            assertThat(one.price(symbol, 100 + turn % 2, turn * HOUR))
                    .isEqualTo(other.price(symbol, 100 + turn % 2, turn * HOUR));
        }
        assertThat(one.price("BTCUSDT", 100, 10 * HOUR)).isNotEqualTo(one.price("ETHUSDT", 100, 10 * HOUR));
    }

    @Test
    void without_volatility_nothing_is_drawn() {
        SplittableRandom random = new SplittableRandom(7);

        assertThat(new PriceWalk(0, random).price("BTCUSDT", 5, HOUR)).isEqualTo(5);
        assertThat(random.nextLong()).isEqualTo(new SplittableRandom(7).nextLong());
    }

    @Test
    void a_volatility_that_is_none_is_refused() {
        assertThatThrownBy(() -> MarketSettings.defaults().withVolatility(-0.1))
                .hasMessage("volatility must be between 0 and 10 an hour, was -0.1");
    }
}
