package io.github.trackflux.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TruthTest {

    private static final long START = 1_767_225_600_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final Market market =
            Market.start(MarketSettings.defaults().withOrders(0).withRates(0, 0, 0), START);

    @Test
    void an_order_is_open_from_its_opening_until_just_before_its_close() {
        Truth truth = Truth.of(market);
        String number = openAt(10);
        closeAt(20, number);
        assertThat(truth.openedAt(number)).hasValue(at(10));
        assertThat(truth.closedAt(number)).hasValue(at(20));
        assertThat(truth.openAt(number, at(10) - 1)).isFalse();
        assertThat(truth.openAt(number, at(10))).isTrue();
        assertThat(truth.openAt(number, at(20) - 1)).isTrue();
        assertThat(truth.openAt(number, at(20))).isFalse();
    }

    @Test
    void an_order_lived_in_an_interval_that_touches_its_life() {
        Truth truth = Truth.of(market);
        String number = openAt(10);
        closeAt(20, number);
        assertThat(truth.openWithin(number, at(0), at(10) - 1)).isFalse();
        assertThat(truth.openWithin(number, at(0), at(10))).isTrue();
        assertThat(truth.openWithin(number, at(12), at(13))).isTrue();
        assertThat(truth.openWithin(number, at(20), at(30))).isFalse();
    }

    @Test
    void the_state_at_a_moment_is_that_of_the_last_change() {
        Truth truth = Truth.of(market);
        String number = openAt(10);
        market.advanceTo(at(15));
        Row opened = truth.stateAt(number, at(14)).orElseThrow().row();
        Row updated = market.update(number).row();
        closeAt(20, number);
        assertThat(truth.stateAt(number, at(9))).isEmpty();
        assertThat(truth.stateAt(number, at(15) - 1)).map(OrderState::row).hasValue(opened);
        assertThat(truth.stateAt(number, at(15))).map(OrderState::row).hasValue(updated);
        assertThat(truth.stateAt(number, at(20))).isEmpty();
        assertThat(truth.statesWithin(number, at(14), at(16)))
                .extracting(OrderState::row)
                .containsExactly(opened, updated);
        assertThat(truth.statesWithin(number, at(16), at(30)))
                .extracting(OrderState::row)
                .containsExactly(updated);
    }

    @Test
    void it_lists_who_opened_closed_and_was_open() {
        Truth truth = Truth.of(market);
        String first = openAt(10);
        String second = openAt(11);
        closeAt(20, second);
        closeAt(21, first);
        assertThat(truth.openAt(at(15))).containsExactly(first, second);
        assertThat(truth.openAt(at(20))).containsExactly(first);
        assertThat(truth.openedWithin(at(11), at(30))).containsExactly(second);
        assertThat(truth.closedWithin(at(0), at(30))).containsExactly(second, first);
    }

    @Test
    void a_number_that_never_was_was_never_open() {
        Truth truth = Truth.of(market);
        assertThat(truth.history("1")).isEmpty();
        assertThat(truth.openedAt("1")).isEmpty();
        assertThat(truth.closedAt("1")).isEmpty();
        assertThat(truth.openAt("1", at(0))).isFalse();
        assertThat(truth.statesWithin("1", at(0), at(9))).isEmpty();
    }

    @Test
    void what_is_older_than_it_keeps_is_forgotten() {
        Truth truth = Truth.of(market, Duration.ofSeconds(5));
        String first = openAt(10);
        String second = openAt(11);
        closeAt(12, first);
        closeAt(16, second);
        assertThat(truth.history(first)).isPresent();
        market.open("BTCUSDT", "x");
        market.advanceTo(at(18));
        market.update(market.openOrders().get(0).trackingNo());
        assertThat(truth.history(first)).isEmpty();
        assertThat(truth.history(second)).isPresent();
    }

    @Test
    void it_agrees_with_the_market_at_every_moment() {
        Market busy = Market.start(MarketSettings.defaults().withRates(5, 5, 5), START);
        Truth truth = Truth.of(busy);
        for (int second = 1; second <= 60; second++) {
            busy.advanceTo(at(second));
            List<String> open =
                    busy.openOrders().stream().map(OrderState::trackingNo).toList();
            assertThat(truth.openAt(busy.now())).containsExactlyInAnyOrderElementsOf(open);
            for (OrderState order : busy.openOrders()) {
                assertThat(truth.stateAt(order.trackingNo(), busy.now())).hasValue(order);
            }
        }
    }

    private String openAt(int second) {
        market.advanceTo(at(second));
        return market.open("BTCUSDT", "somebody").trackingNo();
    }

    private void closeAt(int second, String number) {
        market.advanceTo(at(second));
        market.close(number);
    }

    private static long at(int second) {
        return START + second * SECOND;
    }
}
