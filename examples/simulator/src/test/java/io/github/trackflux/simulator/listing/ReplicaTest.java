package io.github.trackflux.simulator.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.trackflux.simulator.market.Market;
import io.github.trackflux.simulator.market.MarketSettings;
import io.github.trackflux.simulator.market.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReplicaTest {

    private static final long START = 1_767_225_600_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final Filter ALL = Filter.all("USDT-FUTURES");

    @Test
    void it_shows_the_list_as_it_was_lag_ago() {
        Market market = Market.start(MarketSettings.defaults().withRates(5, 5, 5), START);
        Replica current = Replica.of(market, ListOrder.UPDATED, Duration.ZERO);
        Replica behind = Replica.of(market, ListOrder.UPDATED, Duration.ofMillis(1500));
        List<List<Row>> seen = new ArrayList<>();
        for (int tick = 0; tick < 600; tick++) {
            long now = START + tick * SECOND / 10;
            market.advanceTo(now);
            seen.add(shown(current, now));
            if (tick >= 15) {
                assertThat(shown(behind, now)).isEqualTo(seen.get(tick - 15));
            }
        }
    }

    @Test
    void it_falls_behind_by_itself_when_nobody_reads_it() {
        Market market = Market.start(MarketSettings.defaults().withOrders(0).withRates(0, 0, 0), START);
        Replica behind = Replica.of(market, ListOrder.NEWEST, Duration.ofSeconds(10));
        String number = market.open("BTCUSDT", "x").trackingNo();
        market.advanceTo(START + 9 * SECOND);
        market.close(number);
        assertThat(shown(behind, START + 10 * SECOND - 1)).isEmpty();
        assertThat(shown(behind, START + 10 * SECOND)).hasSize(1);
        assertThat(shown(behind, START + 19 * SECOND)).isEmpty();
    }

    @Test
    void a_closed_order_can_linger_and_say_that_it_is_closed() {
        Market market = Market.start(MarketSettings.defaults().withOrders(0).withRates(0, 0, 0), START);
        Replica replica = Replica.of(market, ListOrder.NEWEST, Duration.ZERO);
        replica.linger(Duration.ofMillis(500));
        Row closed = market.close(market.open("BTCUSDT", "x").trackingNo()).row();
        assertThat(closed.closeTime()).isNotEqualTo("0");
        assertThat(shown(replica, START + SECOND / 2 - 1)).containsExactly(closed);
        assertThat(shown(replica, START + SECOND / 2)).isEmpty();
    }

    @Test
    void it_cannot_be_ahead() {
        Market market = Market.start(MarketSettings.defaults(), START);
        assertThatThrownBy(() -> Replica.of(market, ListOrder.NEWEST, Duration.ofMillis(-1)))
                .hasMessageContaining("PT-0.001S");
    }

    private static List<Row> shown(Replica replica, long now) {
        return replica.at(now).page(ALL, new Window.Numbered(1, 1000), new SplittableRandom(1));
    }
}
