package io.github.trackflux.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.Orders;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.model.TrackingOrder;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {
    /** Symbol BTCUSDT, trader a1b2c3. */
    private static final TrackingOrder ORDER = Orders.order("1");

    private static final Filter ALL = Walks.ALL;

    @Test
    void a_query_has_one_filter_for_each_of_its_lists() {
        OrderQuery query = OrderQuery.of(ProductType.USDC_FUTURES, ProductType.USDT_FUTURES)
                .withSymbol("BTCUSDT")
                .withTrader("a1b2c3");

        assertThat(Filter.of(query))
                .containsExactly(
                        new Filter(ProductType.USDT_FUTURES, Optional.of("BTCUSDT"), Optional.of("a1b2c3")),
                        new Filter(ProductType.USDC_FUTURES, Optional.of("BTCUSDT"), Optional.of("a1b2c3")));
    }

    @Test
    void its_kind_names_the_parameters_that_it_uses() {
        assertThat(ALL.kind()).isEqualTo(Filter.Kind.NONE);
        assertThat(ALL.withSymbol("BTCUSDT").kind()).isEqualTo(Filter.Kind.SYMBOL);
        assertThat(ALL.withTrader("a1b2c3").kind()).isEqualTo(Filter.Kind.TRADER);
        assertThat(ALL.withTrader("a1b2c3").withSymbol("BTCUSDT").kind()).isEqualTo(Filter.Kind.BOTH);
    }

    @Test
    void an_order_matches_if_it_has_every_value_that_is_asked_for() {
        assertThat(ALL.matches(ORDER)).isTrue();
        assertThat(ALL.withSymbol("BTCUSDT").matches(ORDER)).isTrue();
        assertThat(ALL.withSymbol("ETHUSDT").matches(ORDER)).isFalse();
        assertThat(ALL.withTrader("a1b2c3").matches(ORDER)).isTrue();
        assertThat(ALL.withTrader("other").matches(ORDER)).isFalse();
        assertThat(ALL.withTrader("a1b2c3").withSymbol("ETHUSDT").matches(ORDER))
                .isFalse();
        assertThat(ALL.withTrader("other").withSymbol("BTCUSDT").matches(ORDER)).isFalse();
    }

    @Test
    void an_order_whose_trader_is_masked_or_not_shown_may_be_any_traders() {
        for (String hidden : new String[] {"\"**********\"", "\"a1****c3\"", "\"\"", "null"}) {
            TrackingOrder order = Bodies.order("traderId", hidden);

            assertThat(ALL.withTrader("a1b2c3").matches(order)).isTrue();
            assertThat(ALL.withTrader("a1b2c3").withSymbol("ETHUSDT").matches(order))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BTCUSDT, false",
        "1000pepe, false",
        "$MYROUSDT, true",
        "BTC-USDT, true",
        "龙USDT, true",
        "é, true",
        "a_b, true"
    })
    void a_value_beyond_ascii_letters_and_digits_is_delicate(String value, boolean delicate) {
        assertThat(ALL.withSymbol(value).isDelicate()).isEqualTo(delicate);
        assertThat(ALL.withTrader(value).isDelicate()).isEqualTo(delicate);
        assertThat(ALL.withSymbol("BTCUSDT").withTrader(value).isDelicate()).isEqualTo(delicate);
        assertThat(ALL.isDelicate()).isFalse();
    }
}
