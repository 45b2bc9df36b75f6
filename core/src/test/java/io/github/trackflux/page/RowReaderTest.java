package io.github.trackflux.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.model.OrderField;
import io.github.trackflux.model.PositionSide;
import io.github.trackflux.model.TrackingOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One row: its fields, their forms of "not set", and what nobody knows. */
class RowReaderTest {
    private static final Optional<Instant> TIME = Optional.of(Instant.ofEpochMilli(1_627_567_376_984L));

    @Test
    void a_row_of_bare_numbers_is_the_same_as_one_of_quoted_numbers() {
        String[] fields = {
            "trackingNo", "1172065197118373893",
            "openOrderId", "1172065197118373894",
            "openLeverage", "47",
            "openPriceAvg", "39827.10",
            "openTime", "1627567376984",
            "openSize", "0.0010000000000000",
            "openMarginSz", "2.1E1",
            "openFee", "-2.62489",
            "closeAvgPrice", "40000",
            "closeSize", "0.0005",
            "closeTime", "1627567400000"
        };
        String[] quoted = fields.clone();
        for (int i = 1; i < quoted.length; i += 2) {
            quoted[i] = "\"" + quoted[i] + "\"";
        }
        TrackingOrder order = Bodies.order(fields);

        assertThat(order).isEqualTo(Bodies.order(quoted));
        assertThat(order.trackingNo()).isEqualTo("1172065197118373893");
        assertThat(order.openPrice()).contains(new BigDecimal("39827.1"));
        assertThat(order.margin()).contains(new BigDecimal("21"));
        assertThat(order.openFee()).contains(new BigDecimal("-2.62489"));
        assertThat(order.closeSize()).contains(new BigDecimal("0.0005"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openPriceAvg", "openAvgPrice"})
    void both_spellings_of_the_entry_price_are_read(String name) {
        TrackingOrder order = Bodies.order(name, "\"39827\"");

        assertThat(order.openPrice()).contains(new BigDecimal("39827"));
        assertThat(order.extra()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"closeAvgPrice", "closePriceAvg"})
    void both_spellings_of_the_closing_price_are_read(String name) {
        TrackingOrder order = Bodies.order(name, "\"40001.5\"");

        assertThat(order.closePrice()).contains(new BigDecimal("40001.5"));
        assertThat(order.extra()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                    "1"  | "1"    | 1
                    "1"  | "1.00" | 1
                    "1"  | ""     | 1
                    ""   | "1"    | 1
                    null | "1"    | 1
                    "1"  | null   | 1
                    """)
    void two_spellings_that_agree_or_of_which_one_is_not_set_are_no_conflict(
            String first, String second, String price) {
        TrackingOrder open = Bodies.order("openPriceAvg", first, "openAvgPrice", second);
        TrackingOrder close = Bodies.order("closeAvgPrice", first, "closePriceAvg", second);

        assertThat(open.openPrice()).contains(new BigDecimal(price));
        assertThat(open.extra()).isEmpty();
        assertThat(close.closePrice()).contains(new BigDecimal(price));
        assertThat(close.extra()).isEmpty();
    }

    @Test
    void a_closing_price_of_zero_gives_way_to_the_other_spelling() {
        assertThat(Bodies.order("closeAvgPrice", "\"0\"", "closePriceAvg", "\"40000\"")
                        .closePrice())
                .contains(new BigDecimal("40000"));
        assertThat(Bodies.order("closeAvgPrice", "\"40000\"", "closePriceAvg", "\"0\"")
                        .extra())
                .isEmpty();
    }

    @Test
    void of_two_spellings_that_disagree_the_documented_one_counts_and_the_other_is_kept_as_json() {
        TrackingOrder open = Bodies.order("openAvgPrice", "\"2.50\"", "openPriceAvg", "\"1\"");
        TrackingOrder close = Bodies.order("closePriceAvg", "2.50", "closeAvgPrice", "\"1\"");

        assertThat(open.openPrice()).contains(BigDecimal.ONE);
        assertThat(open.extra()).containsExactly(Map.entry("openAvgPrice", "\"2.50\""));
        assertThat(close.closePrice()).contains(BigDecimal.ONE);
        assertThat(close.extra()).containsExactly(Map.entry("closePriceAvg", "\"2.50\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "\" \"", "null"})
    void nothing_blank_and_null_are_not_set_in_every_optional_field(String json) {
        TrackingOrder order = Bodies.order(
                "traderId",
                json,
                "traderName",
                json,
                "openOrderId",
                json,
                "closeOrderId",
                json,
                "openLeverage",
                json,
                "openPriceAvg",
                json,
                "openAvgPrice",
                json,
                "openTime",
                json,
                "openSize",
                json,
                "openMarginSz",
                json,
                "openFee",
                json,
                "closeAvgPrice",
                json,
                "closePriceAvg",
                json,
                "closeSize",
                json,
                "closeTime",
                json);

        assertThat(order.traderName()).isEmpty();
        for (OrderField field : OrderField.values()) {
            if (field != OrderField.SYMBOL && field != OrderField.SIDE) {
                assertThat(field.of(order)).as(field.label()).isEqualTo(Optional.empty());
            }
        }
        assertThat(order.extra()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0\"", "0", "\"0.0000000000000000\"", "0.0", "\"-0\"", "\"0E-10\""})
    void zero_in_a_close_field_is_not_set_and_elsewhere_is_a_number(String json) {
        TrackingOrder order = Bodies.order(
                "closeAvgPrice", json, "closeSize", json, "openFee", json, "openPriceAvg", json, "openSize", json);

        assertThat(order.closePrice()).isEmpty();
        assertThat(order.closeSize()).isEmpty();
        assertThat(order.openFee()).contains(BigDecimal.ZERO);
        assertThat(order.openPrice()).contains(BigDecimal.ZERO);
        assertThat(order.openSize()).contains(BigDecimal.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0\"", "0", "\"-1\"", "-1", "\"\"", "null", "\"-62135596800000\""})
    void a_time_that_is_not_after_1970_is_not_set(String json) {
        TrackingOrder order = Bodies.order("openTime", json, "closeTime", json);

        assertThat(order.openTime()).isEmpty();
        assertThat(order.closeTime()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1627567376984\"", "1627567376984", "\" 1627567376984 \""})
    void a_time_is_read_in_milliseconds(String json) {
        TrackingOrder order = Bodies.order("openTime", json, "closeTime", json);

        assertThat(order.openTime()).isEqualTo(TIME);
        assertThat(order.closeTime()).isEqualTo(TIME);
    }

    @Test
    void an_open_row_does_not_say_closed_and_a_closed_row_does() {
        String[] open = {
            "openSize", "\"0.0010000000000000\"", "closeSize", "\"0.0000000000000000\"", "closeTime", "\"0\""
        };
        String[] partly = {"openSize", "\"0.0010\"", "closeSize", "\"0.0005\"", "closeTime", "\"1627567400000\""};
        String[] closed = {"openSize", "\"0.0010\"", "closeSize", "\"0.001\"", "closeTime", "\"1627567400000\""};

        assertThat(Bodies.order(open).saysClosed()).isFalse();
        assertThat(Bodies.order(partly).saysClosed()).isFalse();
        assertThat(Bodies.order(closed).saysClosed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                    "SHORT" | short
                    "long"  | long
                    "net"   | net
                    ""      | ''
                    null    | ''
                    1       | 1
                    """)
    void a_side_is_long_or_short_or_its_own_text(String json, String text) {
        assertThat(Bodies.order("posSide", json).side()).isEqualTo(PositionSide.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"crossed\"",
                "\"\"",
                "\"a\\\"b\\\\\\u00e9\"",
                "\"龙🐉\"",
                "12",
                "-1.50e+3",
                "0",
                "true",
                "false",
                "null",
                "{}",
                "[]",
                "[1, 2 ,{\"x\":\"]}\"}]",
                "{\"a\" : {\"b\":[ ]}}"
            })
    void a_field_that_nobody_knows_is_kept_as_its_json_text(String json) {
        for (String space : new String[] {"", " ", "\n\t "}) {
            TrackingOrder order = Bodies.order("new", space + json + space, "closeTime", "\"0\"");

            assertThat(order.extra()).containsExactly(Map.entry("new", json));
            assertThat(order.trackingNo()).isEqualTo("123");
        }
    }

    @Test
    void unknown_fields_first_last_and_between_do_not_disturb_the_known() {
        TrackingOrder order = Bodies.page(
                        Bodies.list("{\"a\":{\"trackingNo\":\"9\",\"symbol\":\"X\"},\"trackingNo\":\"1\","
                                + "\"b\":[{\"symbol\":\"Y\"}],\"symbol\":\"ETHUSDT\",\"c\":7}"))
                .rows()
                .get(0);

        assertThat(order.trackingNo()).isEqualTo("1");
        assertThat(order.symbol()).isEqualTo("ETHUSDT");
        assertThat(order.extra())
                .containsOnly(
                        Map.entry("a", "{\"trackingNo\":\"9\",\"symbol\":\"X\"}"),
                        Map.entry("b", "[{\"symbol\":\"Y\"}]"),
                        Map.entry("c", "7"));
    }

    @Test
    void one_row_leaves_nothing_behind_for_the_next() {
        Page page = Bodies.page(Bodies.list(
                Bodies.row("openFee", "\"-1\"", "new", "1", "traderName", "\"Ann\""),
                Bodies.row("trackingNo", "\"124\"")));

        assertThat(page.rows().get(1)).isEqualTo(Bodies.order("trackingNo", "\"124\""));
        assertThat(page.rows().get(1).openFee()).isEmpty();
        assertThat(page.rows().get(1).extra()).isEmpty();
    }

    @Test
    void names_in_any_script_and_escapes_are_read() {
        assertThat(Bodies.order("traderName", "\"\\u9f99 \\ud83d\\udc09 \\\"x\\\" \u00e9\"")
                        .traderName())
                .contains("龙 🐉 \"x\" é");
    }
}
