package io.github.trackflux.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MarketTest {

    private static final long START = 1_767_225_600_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final MarketSettings BUSY =
            MarketSettings.defaults().withOrders(60).withRates(2, 1.6, 1).withSeed(7);
    private static final MarketSettings STILL =
            MarketSettings.defaults().withOrders(0).withRates(0, 0, 0);

    @Test
    void the_same_seed_gives_the_same_changes() {
        assertThat(changes(BUSY, 300, 300)).isEqualTo(changes(BUSY, 300, 300)).hasSizeGreaterThan(1000);
    }

    @Test
    void another_seed_gives_other_changes() {
        assertThat(changes(BUSY, 60, 60)).isNotEqualTo(changes(BUSY.withSeed(8), 60, 60));
    }

    @Test
    void it_does_not_matter_in_which_steps_time_passes() {
        assertThat(changes(BUSY.withBurstsPerHour(60), 600, 6000))
                .isEqualTo(changes(BUSY.withBurstsPerHour(60), 600, 1));
    }

    @Test
    void changes_come_in_order_and_when_they_are_due() {
        List<Change> changes = changes(BUSY, 600, 600);
        for (int k = 1; k < changes.size(); k++) {
            Change before = changes.get(k - 1);
            Change change = changes.get(k);
            assertThat(before.at() <= change.at()).isTrue();
            assertThat(before.order().sequence() < change.order().sequence()).isTrue();
        }
    }

    @Test
    void numbers_have_19_digits_and_ascend_and_never_come_twice() {
        List<String> numbers = new ArrayList<>();
        for (Change change : changes(BUSY.withRates(500, 500, 0), 10, 10)) {
            if (change.kind() == Change.Kind.OPENED) {
                numbers.add(change.order().trackingNo());
            }
        }
        assertThat(numbers)
                .hasSizeGreaterThan(4_000)
                .allMatch(number -> number.length() == 19)
                .isSorted();
        assertThat(new HashSet<>(numbers)).hasSameSizeAs(numbers);
    }

    @Test
    void a_closed_order_never_changes_again() {
        Set<String> open = new HashSet<>();
        for (Change change : changes(BUSY.withBurstsPerHour(60), 1200, 1200)) {
            String number = change.order().trackingNo();
            switch (change.kind()) {
                case OPENED -> assertThat(open.add(number)).isTrue();
                case UPDATED -> assertThat(open).contains(number);
                case CLOSED -> assertThat(open.remove(number)).isTrue();
            }
        }
    }

    @Test
    void the_market_stays_around_the_wanted_number_of_orders() {
        for (int wanted : new int[] {5, 50, 500}) {
            Market market = Market.start(BUSY.withOrders(wanted).withRates(4, 4, 1), START);
            double sum = 0;
            for (int minute = 1; minute <= 120; minute++) {
                market.advanceTo(START + minute * 60L * SECOND);
                sum += market.size();
            }
            assertThat(sum / 120).as("of %d", wanted).isBetween(0.85 * wanted, 1.15 * wanted);
        }
    }

    @Test
    void it_goes_to_another_number_of_orders_when_steered() {
        Market market = Market.start(BUSY, START).steerTo(10);
        market.advanceTo(START + 600 * SECOND);
        assertThat(market.size()).isBetween(5, 16);
    }

    @Test
    void rates_are_kept_where_opens_and_closes_balance() {
        List<Change> changes = changes(BUSY.withOrders(200), 3600, 3600);
        assertThat(count(changes, Change.Kind.OPENED) - 200).isBetween(6800L, 7600L);
        assertThat(count(changes, Change.Kind.CLOSED)).isBetween(6800L, 7600L);
        assertThat(count(changes, Change.Kind.UPDATED)).isBetween(3300L, 3900L);
    }

    @Test
    void a_fifth_of_the_orders_is_short_lived() {
        Market market = Market.start(BUSY.withRates(2, 0, 0), START);
        Truth truth = Truth.of(market);
        market.advanceTo(START + 600 * SECOND);
        List<String> closed = truth.closedWithin(START, START + 600 * SECOND);
        assertThat(closed).hasSizeGreaterThan(20);
        for (String number : closed) {
            OrderHistory history = truth.history(number).orElseThrow();
            long life = history.closedAt().orElseThrow() - history.openedAt();
            assertThat(life).isBetween(SECOND / 10, SECOND * 16 / 10);
        }
    }

    @Test
    void a_burst_closes_everything_of_one_trader() {
        Market market = Market.start(
                MarketSettings.defaults().withOrders(200).withRates(0, 0, 0).withBurstsPerHour(3600), START);
        List<Change> closes = new ArrayList<>();
        market.listen(change -> {
            if (change.kind() == Change.Kind.CLOSED) {
                closes.add(change);
            }
        });
        while (closes.isEmpty()) {
            market.advanceTo(market.now() + SECOND / 100);
        }
        String trader = closes.get(0).order().row().traderId();
        market.advanceTo(market.now() + SECOND / 4);
        assertThat(market.openOrders())
                .noneMatch(order -> order.row().traderId().equals(trader));
    }

    @Test
    void every_update_changes_the_row_and_closes_less_than_the_whole() {
        Market market = Market.start(STILL, START);
        OrderState order = market.open("BTCUSDT", "somebody");
        for (int k = 0; k < 200; k++) {
            OrderState updated = market.update(order.trackingNo());
            assertThat(updated.row()).isNotEqualTo(order.row());
            assertThat(number(updated.row().closeSize()))
                    .isGreaterThanOrEqualTo(number(order.row().closeSize()))
                    .isLessThan(number(updated.row().openSize()));
            order = updated;
        }
        assertThat(number(order.row().closeSize())).isPositive();
    }

    @Test
    void what_is_done_by_hand_happens_now() {
        Market market = Market.start(STILL, START);
        market.advanceTo(START + 5 * SECOND);
        OrderState order = market.open("coin-futures", "BTCUSD", "somebody");
        assertThat(order.openedAt()).isEqualTo(START + 5 * SECOND);
        assertThat(order.productType()).isEqualTo("COIN-FUTURES");
        assertThat(order.row().openTime()).isEqualTo("1767225605000");
        OrderState renamed = market.update(order.trackingNo(), row -> row.withTrader("other", "another"));
        assertThat(renamed.row().traderId()).isEqualTo("other");
        OrderState closed = market.close(order.trackingNo());
        assertThat(closed.row().closeSize()).isEqualTo(closed.row().openSize());
        assertThat(closed.row().closeTime()).isEqualTo("1767225605000");
        assertThat(market.size()).isZero();
    }

    @Test
    void only_an_open_order_can_be_changed_by_hand_and_never_its_number() {
        Market market = Market.start(STILL, START);
        String number = market.open("BTCUSDT", "somebody").trackingNo();
        assertThatThrownBy(
                        () -> market.update(number, row -> market.open("A", "b").row()))
                .isInstanceOf(IllegalArgumentException.class);
        market.close(number);
        assertThatThrownBy(() -> market.close(number)).hasMessageContaining(number);
    }

    @Test
    void closing_all_of_a_trader_leaves_the_others() {
        Market market = Market.start(STILL, START);
        market.open("BTCUSDT", "one");
        market.open("ETHUSDT", "one");
        market.open("BTCUSDT", "two");
        assertThat(market.closeAll("one")).isEqualTo(2);
        assertThat(market.openOrders())
                .extracting(order -> order.row().traderId())
                .containsExactly("two");
    }

    @Test
    void a_listener_hears_first_of_what_is_open() {
        Market market = Market.start(BUSY, START);
        List<Change> heard = new ArrayList<>();
        market.listen(heard::add);
        assertThat(heard).hasSize(60).allMatch(change -> change.kind() == Change.Kind.OPENED);
        assertThat(heard).allMatch(change -> change.at() < START);
        assertThat(heard).extracting(change -> change.order().number()).isSorted();
    }

    @Test
    void the_first_trader_and_the_first_symbol_have_the_most_orders() {
        Market market = Market.start(BUSY.withOrders(2000), START);
        String trader = market.traderIds().get(0);
        assertThat(market.traderIds()).hasSize(8).doesNotHaveDuplicates();
        assertThat(market.symbols()).hasSize(25).doesNotHaveDuplicates().contains("$MYROUSDT");
        assertThat(market.openOrders().stream()
                        .filter(order -> order.row().traderId().equals(trader))
                        .count())
                .isBetween(600L, 880L);
        assertThat(market.openOrders().stream()
                        .filter(order -> order.row().symbol().equals("BTCUSDT"))
                        .count())
                .isBetween(430L, 620L);
    }

    @Test
    void a_row_that_did_not_change_is_the_same_object() {
        Market market = Market.start(BUSY, START);
        Row before = market.openOrders().get(0).row();
        assertThat(market.openOrders().get(0).row()).isSameAs(before);
    }

    private static List<Change> changes(MarketSettings settings, int seconds, int steps) {
        Market market = Market.start(settings, START);
        List<Change> changes = new ArrayList<>();
        market.listen(changes::add);
        for (int step = 1; step <= steps; step++) {
            market.advanceTo(START + seconds * SECOND * step / steps);
        }
        return changes;
    }

    private static long count(List<Change> changes, Change.Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
