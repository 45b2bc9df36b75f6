package io.github.trackflux.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderQueryTest {
    private static final OrderQuery ALL = OrderQuery.of(ProductType.USDT_FUTURES);

    @Test
    void it_asks_for_everything_of_a_product_type_unless_told_otherwise() {
        assertThat(ALL.productTypes()).containsExactly(ProductType.USDT_FUTURES);
        assertThat(ALL.symbol()).isEmpty();
        assertThat(ALL.traderId()).isEmpty();
    }

    @Test
    void it_takes_several_product_types_once_each_and_in_one_order() {
        OrderQuery query = OrderQuery.of(ProductType.USDC_FUTURES, ProductType.USDT_FUTURES, ProductType.USDC_FUTURES);

        assertThat(query.productTypes()).containsExactly(ProductType.USDT_FUTURES, ProductType.USDC_FUTURES);
        assertThat(query).isEqualTo(OrderQuery.of(ProductType.USDT_FUTURES, ProductType.USDC_FUTURES));
    }

    @Test
    void without_a_product_type_there_is_nothing_to_ask() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OrderQuery(Set.of(), Optional.empty(), Optional.empty()))
                .withMessage("a query needs at least one product type");
    }

    @Test
    void the_product_types_are_a_copy_that_cannot_be_changed() {
        Set<ProductType> mine = EnumSet.of(ProductType.USDT_FUTURES);
        OrderQuery query = new OrderQuery(mine, Optional.empty(), Optional.empty());
        mine.add(ProductType.COIN_FUTURES);

        assertThat(query.productTypes()).containsExactly(ProductType.USDT_FUTURES);
        assertThatThrownBy(() -> query.productTypes().add(ProductType.COIN_FUTURES))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void each_narrowing_keeps_the_other() {
        OrderQuery query = ALL.withSymbol("BTCUSDT").withTrader("a1b2c3").withSymbol("ETHUSDT");

        assertThat(query.symbol()).contains("ETHUSDT");
        assertThat(query.traderId()).contains("a1b2c3");
        assertThat(ALL.symbol()).as("the first query is as it was").isEmpty();
    }

    @Test
    void a_symbol_is_asked_for_in_upper_case_and_a_trader_as_written() {
        assertThat(ALL.withSymbol("$myroUsdt").symbol()).contains("$MYROUSDT");
        assertThat(ALL.withTrader("aBc").traderId()).contains("aBc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "BTC USDT",
                " BTCUSDT",
                "BTCUSDT ",
                "BTC\tUSDT",
                "BTC\nUSDT",
                "BTC\u0000",
                "BTC\u007f",
                "BTC\u0085",
                "BTC\u00a0USDT",
                "BTC\u2003USDT",
                "BTC\u2028USDT",
                "\u3000BTCUSDT"
            })
    void a_text_with_spaces_or_controls_is_refused(String text) {
        assertRefused(text, "must be 1 to 64 characters without spaces, was \"");
    }

    @Test
    void a_text_of_64_characters_is_the_longest() {
        String longest = "A".repeat(64);

        assertThat(ALL.withSymbol(longest).withTrader(longest).traderId()).contains(longest);
        assertRefused(longest + "A", "must be 1 to 64 characters without spaces, was \"" + longest);
    }

    @Test
    void a_refused_text_of_64_characters_is_shown_whole_and_a_longer_one_cut() {
        String text = "A B".repeat(20) + "ABCD";

        assertRefused(text, "must be 1 to 64 characters without spaces, was \"" + text + "\"");
        assertRefused(text + "E", "must be 1 to 64 characters without spaces, was \"" + text + "...\"");
    }

    @Test
    void a_refused_text_is_shown_on_one_short_line() {
        for (String hostile : new String[] {"a\u001b[2J\r\nlevel=ERROR \u202eb", "x ".repeat(10_000)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ALL.withTrader(hostile))
                    .satisfies(error ->
                            assertThat(error.getMessage()).isPrintable().hasSizeLessThan(200));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"**********", "a1****c3", "*"})
    void a_masked_text_filters_nothing_and_is_refused(String text) {
        assertRefused(text, "is masked and filters nothing, was " + text);
    }

    @Test
    void whoever_makes_the_record_meets_the_same_checks() {
        Set<ProductType> types = Set.of(ProductType.USDT_FUTURES);

        assertThat(new OrderQuery(types, Optional.of("btcusdt"), Optional.empty()))
                .isEqualTo(ALL.withSymbol("BTCUSDT"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OrderQuery(types, Optional.empty(), Optional.of("****")));
    }

    private static void assertRefused(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ALL.withSymbol(text))
                .withMessageStartingWith("symbol " + message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ALL.withTrader(text))
                .withMessageStartingWith("trader id " + message);
    }
}
