package io.github.trackflux.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.simulator.listing.Filter;
import io.github.trackflux.simulator.market.Market;
import io.github.trackflux.simulator.market.MarketSettings;
import io.github.trackflux.simulator.market.OrderState;
import io.github.trackflux.simulator.market.Row;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuirksTest {

    private static final long START = 1_767_225_600_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final Filter ALL = Filter.all("USDT-FUTURES");

    private final Market market =
            Market.start(MarketSettings.defaults().withOrders(120).withRates(0, 0, 0), START);

    @Test
    void a_page_can_be_capped_or_of_a_size_that_nobody_asked_for() {
        assertThat(rows(ask(1, 50), Quirks.pageSizeCapped(20))).hasSize(20);
        assertThat(rows(ask(1, 10), Quirks.pageSizeCapped(20))).hasSize(10);
        assertThat(rows(ask(6, 50), Quirks.pageSizeCapped(20))).hasSize(20);
        assertThat(rows(ask(1, 50), Quirks.pageSizeForced(60))).hasSize(60);
    }

    @Test
    void the_page_number_can_be_ignored() {
        assertThat(rows(ask(2, 50), Quirks.pageNoIgnored())).isEqualTo(rows(ask(1, 50)));
    }

    @Test
    void a_page_past_the_end_can_be_an_error() {
        assertThat(read(ask(4, 50), Quirks.errorPastTheEnd())).isEqualTo(Refusal.NO_SUCH_PAGE);
        assertThat(rows(ask(3, 50), Quirks.errorPastTheEnd())).hasSize(20);
        market.openOrders().forEach(order -> market.close(order.trackingNo()));
        assertThat(rows(ask(1, 50), Quirks.errorPastTheEnd())).isEmpty();
    }

    @Test
    void a_filter_can_be_ignored_or_find_nothing() {
        PageQuery bitcoin = PageQuery.numbered(ALL.withSymbol("BTCUSDT"), 1, 50);
        assertThat(rows(bitcoin, Quirks.filterIgnored())).isEqualTo(rows(ask(1, 50)));
        assertThat(rows(bitcoin, Quirks.filterFindsNothing(Filter::narrows))).isEmpty();
        assertThat(rows(ask(1, 50), Quirks.filterFindsNothing(Filter::narrows))).hasSize(50);
    }

    @Test
    void a_list_can_be_empty_for_a_while() {
        Pages pages = pages(Quirks.spuriousEmpty().when(Calls.between(START + SECOND, START + 2 * SECOND)));
        assertThat(((Page) pages.read(ask(1, 50), START)).rows()).hasSize(50);
        assertThat(((Page) pages.read(ask(1, 50), START + SECOND)).rows()).isEmpty();
        assertThat(((Page) pages.read(ask(1, 50), START + 2 * SECOND)).rows()).hasSize(50);
    }

    @Test
    void the_traders_can_be_masked() {
        assertThat(rows(ask(1, 50), Quirks.tradersMasked()))
                .hasSize(50)
                .allMatch(row -> row.traderId().equals("**********"));
    }

    @Test
    void replicas_are_drawn_for_each_call() {
        Pages pages = pages(Quirks.replicas(Duration.ZERO, Duration.ofSeconds(2)));
        pages.read(ask(1, 50), START);
        for (int call = 0; call < 20; call++) {
            pages.read(ask(1, 50), START);
        }
        String number = market.open("BTCUSDT", "x").trackingNo();
        Set<Boolean> shown = new HashSet<>();
        for (int call = 0; call < 20; call++) {
            List<Row> rows = ((Page) pages.read(ask(1, 50), START + SECOND)).rows();
            shown.add(rows.get(0).trackingNo().equals(number));
        }
        assertThat(shown).containsExactlyInAnyOrder(true, false);
        for (int call = 0; call < 20; call++) {
            List<Row> rows = ((Page) pages.read(ask(1, 50), START + 2 * SECOND)).rows();
            assertThat(rows.get(0).trackingNo()).isEqualTo(number);
        }
    }

    @Test
    void an_updated_row_can_be_missing_from_the_whole_list_for_a_while() {
        Pages pages = pages(Quirks.rowsDroppedAfterUpdate(Duration.ofMillis(300)));
        List<Row> before = ((Page) pages.read(ask(1, 50), START)).rows();
        OrderState updated = market.update(before.get(7).trackingNo());
        List<Row> during = ((Page) pages.read(ask(1, 50), START + SECOND / 5)).rows();
        assertThat(during).hasSize(50).extracting(Row::trackingNo).doesNotContain(updated.trackingNo());
        List<Row> after = ((Page) pages.read(ask(1, 50), START + SECOND * 3 / 10)).rows();
        assertThat(after.get(7)).isEqualTo(updated.row());
    }

    @Test
    void a_row_can_come_twice_with_different_content() {
        List<Row> rows = rows(ask(1, 10), Quirks.rowRepeated());
        assertThat(rows).hasSize(11);
        assertThat(rows.get(10).trackingNo()).isEqualTo(rows.get(9).trackingNo());
        assertThat(rows.get(10)).isNotEqualTo(rows.get(9));
    }

    @Test
    void refusals_come_for_their_share_of_the_calls() {
        Pages pages = pages(Quirks.refusal(Refusal.SERVER_ERROR).when(Calls.share(0.1)));
        int refused = 0;
        for (int call = 0; call < 2000; call++) {
            refused += pages.read(ask(1, 1), START).equals(Refusal.SERVER_ERROR) ? 1 : 0;
        }
        assertThat(refused).isBetween(150, 250);
    }

    @Test
    void conditions_pick_pages_numbers_filters_and_parts_of_a_period() {
        Quirk down = Quirks.refusal(Refusal.MAINTENANCE);
        assertThat(read(ask(2, 50), down.when(Calls.forPage(2)))).isEqualTo(Refusal.MAINTENANCE);
        assertThat(read(ask(1, 50), down.when(Calls.forPage(2)))).isInstanceOf(Page.class);
        assertThat(read(ask(1, 50), down.when(Calls.numbered(1, 3)))).isEqualTo(Refusal.MAINTENANCE);
        assertThat(read(ask(1, 50), down.when(Calls.numbered(2, 3)))).isInstanceOf(Page.class);
        assertThat(read(ask(1, 50), down.when(Calls.filtered()))).isInstanceOf(Page.class);
        Quirk often = down.when(Calls.every(Duration.ofSeconds(10), Duration.ofSeconds(1)));
        assertThat(pages(often).read(ask(1, 50), START)).isEqualTo(Refusal.MAINTENANCE);
        assertThat(pages(often).read(ask(1, 50), START + SECOND)).isInstanceOf(Page.class);
    }

    private static PageQuery ask(int pageNo, int pageSize) {
        return PageQuery.numbered(ALL, pageNo, pageSize);
    }

    private Pages pages(Quirk... quirks) {
        return new Pages(market, ExchangeSettings.defaults().with(quirks));
    }

    private Outcome read(PageQuery query, Quirk... quirks) {
        return pages(quirks).read(query, START);
    }

    private List<Row> rows(PageQuery query, Quirk... quirks) {
        return ((Page) read(query, quirks)).rows();
    }
}
