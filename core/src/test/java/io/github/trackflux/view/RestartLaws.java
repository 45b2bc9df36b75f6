package io.github.trackflux.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.page.Dialect;
import io.github.trackflux.view.Storm.Order;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A tracker that dies at any moment, and goes on from a checkpoint that may be some steps old: what was told up to the
 * checkpoint and what is told since replays to every view and to the truth, nothing false is told, every event's interval
 * holds, and no id comes back with other news.
 */
class RestartLaws {
    private static final long SEED = Long.getLong("trackflux.seed", 20261126L);
    private static final int STORMS = Integer.getInteger("trackflux.storms", 1);

    private static void holds(int storms, double calm, Consumer<Storm> weather) {
        int restarts = 0;
        for (long seed = SEED; seed < SEED + STORMS * (long) storms; seed++) {
            Storm storm = new Storm(seed);
            storm.kills = 0.3;
            weather.accept(storm);
            assertThat(storm.run(40, calm).wrongs())
                    .as("-Dtrackflux.seed=%d", seed)
                    .isEmpty();
            restarts += storm.restarts();
        }
        assertThat(restarts).isGreaterThan(2 * storms);
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void on_one_page(Order order) {
        holds(8, 20, storm -> {
            storm.order = order;
            storm.orders = 5;
            storm.lag = 2;
            storm.failures = 0.05;
        });
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void on_many_pages(Order order) {
        holds(4, 25, storm -> {
            storm.order = order;
            storm.orders = 200;
            storm.lag = 2;
            storm.failures = 0.05;
            storm.bursts = 0.03;
        });
    }

    @Test
    void within_a_hold_down_again_and_again() {
        holds(8, 20, storm -> {
            storm.orders = 30;
            storm.lag = 2;
            storm.kills = 2;
            storm.mostDown = 0.3;
            storm.updates = 4;
        });
    }

    @Test
    void under_the_id_cursor() {
        holds(4, 20, storm -> {
            storm.market.dialect = Dialect.ID_CURSOR;
            storm.orders = 250;
            storm.lag = 2;
        });
    }

    @Test
    void under_a_hidden_cap() {
        holds(6, 30, storm -> {
            storm.market.cap = 20;
            storm.orders = 15;
            storm.opens = 1.2;
            storm.lag = 1;
        });
    }

    @Test
    void polled_seldom() {
        holds(6, 60, storm -> {
            storm.settings = TrackerSettings.DEFAULT.withEvery(Duration.ofSeconds(1));
            storm.orders = 20;
            storm.traders = 1;
            storm.symbols = 2;
            storm.lag = 2;
        });
    }
}
