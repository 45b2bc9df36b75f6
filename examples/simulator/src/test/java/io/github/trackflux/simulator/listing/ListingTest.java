package io.github.trackflux.simulator.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.simulator.market.Market;
import io.github.trackflux.simulator.market.MarketSettings;
import io.github.trackflux.simulator.market.OrderState;
import io.github.trackflux.simulator.market.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ListingTest {

    private static final long START = 1_767_225_600_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final Filter ALL = Filter.all("usdt-futures");

    private final SplittableRandom random = new SplittableRandom(1);
    private final Market market = Market.start(
            MarketSettings.defaults()
                    .withOrders(130)
                    .withRates(4, 3.2, 5)
                    .withProductTypes("USDT-FUTURES", "COIN-FUTURES"),
            START);

    @ParameterizedTest
    @EnumSource(names = {"NEWEST", "OLDEST", "UPDATED"})
    void the_list_kept_is_the_list_sorted(ListOrder order) {
        Listing listing = listing(order);
        for (int second = 1; second <= 40; second++) {
            market.advanceTo(START + second * SECOND);
            assertThat(listing.page(ALL, new Window.Numbered(1, 1000), random)).isEqualTo(sorted(order, ALL));
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_filter_shows_what_matches_it(ListOrder order) {
        Listing listing = listing(order);
        market.advanceTo(START + 60 * SECOND);
        String symbol = market.symbols().get(0);
        String trader = market.traderIds().get(1);
        for (Filter filter : List.of(
                ALL.withSymbol(symbol),
                ALL.withTrader(trader),
                ALL.withSymbol(symbol).withTrader(trader),
                Filter.all("COIN-FUTURES"))) {
            assertThat(listing.page(filter, new Window.Numbered(1, 1000), random))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(sorted(order, filter));
            assertThat(listing.size(filter)).isEqualTo(sorted(order, filter).size());
        }
        assertThat(listing.page(ALL.withSymbol("btcusdt"), new Window.Numbered(1, 50), random))
                .isEmpty();
        assertThat(listing.page(Filter.all("USDC-FUTURES"), new Window.Numbered(1, 50), random))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"NEWEST", "OLDEST", "UPDATED"})
    void the_pages_together_are_the_list(ListOrder order) {
        Listing listing = listing(order);
        List<Row> walked = new ArrayList<>();
        for (int pageNo = 1; pageNo <= 20; pageNo++) {
            walked.addAll(listing.page(ALL, new Window.Numbered(pageNo, 7), random));
        }
        assertThat(walked).isEqualTo(sorted(order, ALL));
        assertThat(listing.page(ALL, new Window.Numbered(Integer.MAX_VALUE, Integer.MAX_VALUE), random))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void an_id_cursor_walks_over_all_orders(ListOrder order) {
        Listing listing = listing(order);
        List<Row> between = listing.page(ALL, new Window.Cursor(Long.MAX_VALUE, -1, 1000), random);
        assertThat(between).containsExactlyInAnyOrderElementsOf(sorted(order, ALL));
        long middle = Long.parseLong(sorted(ListOrder.NEWEST, ALL).get(30).trackingNo());
        assertThat(listing.page(ALL, Window.Cursor.below(middle, 1000), random))
                .hasSize(listing.size(ALL) - 31)
                .allMatch(row -> Long.parseLong(row.trackingNo()) < middle);
        assertThat(listing.page(ALL, new Window.Cursor(Long.MAX_VALUE, middle, 1000), random))
                .hasSize(30)
                .allMatch(row -> Long.parseLong(row.trackingNo()) > middle);
    }

    @Test
    void below_a_number_come_the_next_lower_ones() {
        Listing listing = listing(ListOrder.NEWEST);
        List<Row> all = sorted(ListOrder.NEWEST, ALL);
        long last = Long.parseLong(all.get(9).trackingNo());
        assertThat(listing.page(ALL, Window.Cursor.first(10), random)).isEqualTo(all.subList(0, 10));
        assertThat(listing.page(ALL, Window.Cursor.below(last, 10), random)).isEqualTo(all.subList(10, 20));
    }

    @Test
    void unstable_ties_change_places_within_their_second_only() {
        Listing listing = listing(ListOrder.UNSTABLE);
        List<Row> stable = sorted(ListOrder.NEWEST, ALL);
        boolean moved = false;
        for (int query = 0; query < 20; query++) {
            List<Row> shown = listing.page(ALL, new Window.Numbered(1, 1000), random);
            assertThat(shown).containsExactlyInAnyOrderElementsOf(stable);
            assertThat(shown.stream().map(ListingTest::second))
                    .isEqualTo(stable.stream().map(ListingTest::second).toList());
            moved |= !shown.equals(stable);
        }
        assertThat(moved).isTrue();
    }

    @Test
    void unstable_ties_cross_the_border_of_a_page() {
        Listing listing = listing(ListOrder.UNSTABLE);
        List<Row> stable = sorted(ListOrder.NEWEST, ALL);
        boolean crossed = false;
        for (int query = 0; query < 200; query++) {
            crossed |= !stable.subList(10, 20).containsAll(listing.page(ALL, new Window.Numbered(2, 10), random));
        }
        assertThat(crossed).isTrue();
    }

    @Test
    void hidden_orders_move_the_others_up() {
        Listing listing = listing(ListOrder.NEWEST);
        List<Row> all = sorted(ListOrder.NEWEST, ALL);
        String hidden = all.get(3).trackingNo();
        assertThat(listing.page(
                        ALL,
                        new Window.Numbered(1, 5),
                        random,
                        order -> order.trackingNo().equals(hidden)))
                .containsExactly(all.get(0), all.get(1), all.get(2), all.get(4), all.get(5));
    }

    @Test
    void the_order_can_change_while_it_runs() {
        Listing listing = listing(ListOrder.NEWEST);
        market.advanceTo(START + 30 * SECOND);
        listing.sort(ListOrder.UPDATED);
        market.advanceTo(START + 60 * SECOND);
        assertThat(listing.page(ALL, new Window.Numbered(1, 1000), random)).isEqualTo(sorted(ListOrder.UPDATED, ALL));
    }

    private Listing listing(ListOrder order) {
        Listing listing = new Listing(order);
        market.listen(listing::apply);
        return listing;
    }

    private List<Row> sorted(ListOrder order, Filter filter) {
        Comparator<OrderState> byKey = Comparator.comparingLong(order::key);
        return market.openOrders().stream()
                .filter(state -> List.of(Filter.showing(state)).contains(filter))
                .sorted(order.descends() ? byKey.reversed() : byKey)
                .map(OrderState::row)
                .toList();
    }

    private static long second(Row row) {
        return Long.parseLong(row.openTime()) / 1000;
    }
}
