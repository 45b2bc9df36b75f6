package io.github.trackflux.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.model.TrackingOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A row that cannot be read costs that row: its number counts as seen, or else its answer proves nothing absent. */
class UnreadableRowTest {
    @Test
    void one_bad_row_among_fifty_leaves_forty_nine_and_its_number() {
        Page page = amongFifty(Bodies.row("trackingNo", "\"666\"", "openSize", "\"many\""));

        assertThat(page.rows()).hasSize(49);
        assertThat(page.rawCount()).isEqualTo(50);
        assertThat(page.unreadable()).containsExactly("666");
        assertThat(page.numberedRows()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "7",
                "\"123\"",
                "[[{\"trackingNo\":\"666\"}]]",
                "{\"symbol\":\"BTCUSDT\",\"openSize\":\"1\"}",
                "{\"trackingNo\":\"\",\"symbol\":\"BTCUSDT\"}",
                "{\"trackingNo\":null,\"symbol\":\"BTCUSDT\"}",
                "{\"trackingNo\":{\"a\":\"666\"},\"symbol\":\"BTCUSDT\"}",
                "{\"trackingNo\":[\"666\"],\"symbol\":\"BTCUSDT\"}",
            })
    void a_bad_row_without_a_number_counts_and_spoils_the_answer(String bad) {
        Page page = amongFifty(bad);

        assertThat(page.rows()).hasSize(49);
        assertThat(page.rawCount()).isEqualTo(50);
        assertThat(page.unreadable()).isEmpty();
        assertThat(page.numberedRows()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    symbol        | ""
                    symbol        | null
                    symbol        | ["BTCUSDT"]
                    posSide       | {}
                    traderId      | {"a":1}
                    openSize      | "many"
                    openSize      | "NaN"
                    openSize      | "Infinity"
                    openSize      | "-0.01"
                    openSize      | true
                    openSize      | "0x10"
                    openSize      | "1,000"
                    openSize      | "1 000"
                    openSize      | 1E400
                    openSize      | "1E400"
                    openSize      | "1E1000000"
                    openSize      | 1E1000000
                    openSize      | "1E-1000000"
                    openSize      | "1E99999999999"
                    openSize      | "-1E2147483648"
                    openLeverage  | "x"
                    openPriceAvg  | "x"
                    openAvgPrice  | [1]
                    openMarginSz  | "--1"
                    openFee       | "1E65"
                    closeAvgPrice | "-1"
                    closePriceAvg | "-1"
                    closeSize     | "-1"
                    openTime      | "yesterday"
                    openTime      | "1627567376984.5"
                    openTime      | "9223372036854775808"
                    openTime      | "253402300800000"
                    closeTime     | "x"
                    """)
    void a_field_that_is_not_what_it_should_be_costs_its_row(String name, String json) {
        Page page = amongFifty(Bodies.row("trackingNo", "\"666\"", name, json));

        assertThat(page.rows()).hasSize(49);
        assertThat(page.unreadable()).containsExactly("666");
        assertThat(page.numberedRows()).isTrue();
    }

    @Test
    void the_second_spelling_is_read_as_strictly_as_the_first() {
        Page page = amongFifty(Bodies.row("trackingNo", "\"666\"", "openPriceAvg", "\"1\"", "openAvgPrice", "\"x\""));

        assertThat(page.unreadable()).containsExactly("666");
    }

    @Test
    void a_quoted_number_of_65_characters_costs_its_row_and_one_of_64_does_not() {
        assertThat(amongFifty(Bodies.row("openSize", "\"" + "1".repeat(64) + "\""))
                        .unreadable())
                .isEmpty();
        assertThat(amongFifty(Bodies.row("openSize", "\"" + "1".repeat(65) + "\""))
                        .unreadable())
                .containsExactly("123");
    }

    @Test
    void a_tracking_number_of_65_characters_is_none() {
        assertThat(amongFifty(Bodies.row("trackingNo", "\"" + "1".repeat(64) + "\""))
                        .rows())
                .hasSize(50);
        assertThat(amongFifty(Bodies.row("trackingNo", "\"" + "1".repeat(65) + "\""))
                        .numberedRows())
                .isFalse();
    }

    @Test
    void a_known_field_that_comes_twice_costs_its_row() {
        Page page = amongFifty("{\"trackingNo\":\"666\",\"symbol\":\"BTCUSDT\",\"openSize\":\"1\",\"openSize\":\"2\"}");

        assertThat(page.rows()).hasSize(49);
        assertThat(page.unreadable()).containsExactly("666");
        assertThat(page.numberedRows()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"trackingNo\":\"666\",\"symbol\":\"BTCUSDT\",\"trackingNo\":\"667\"}",
                "{\"trackingNo\":\"666\",\"trackingNo\":\"667\",\"symbol\":\"BTCUSDT\",\"trackingNo\":\"668\"}",
                "{\"trackingNo\":null,\"symbol\":\"BTCUSDT\",\"trackingNo\":\"667\"}",
                "{\"trackingNo\":{},\"symbol\":\"BTCUSDT\",\"trackingNo\":\"667\"}",
            })
    void a_row_with_two_numbers_has_none(String bad) {
        Page page = amongFifty(bad);

        assertThat(page.rows()).hasSize(49);
        assertThat(page.unreadable()).isEmpty();
        assertThat(page.numberedRows()).isFalse();
    }

    @Test
    void the_same_number_on_two_rows_is_two_rows() {
        Page page =
                Bodies.page(Bodies.list(Bodies.row("closeSize", "\"0.001\""), Bodies.row("closeSize", "\"0.002\"")));

        assertThat(page.rows()).extracting(TrackingOrder::trackingNo).containsExactly("123", "123");
        assertThat(page.rawCount()).isEqualTo(2);
    }

    @Test
    void bad_rows_in_the_wrapped_list_count_alike() {
        Page page = Bodies.page(Bodies.success("{\"trackingList\":[" + Bodies.row() + ","
                + Bodies.row("trackingNo", "\"666\"", "openTime", "\"x\"") + ",7],\"endId\":\"5\"}"));

        assertThat(page.rows()).hasSize(1);
        assertThat(page.rawCount()).isEqualTo(3);
        assertThat(page.unreadable()).containsExactly("666");
        assertThat(page.numberedRows()).isFalse();
        assertThat(page.endId()).contains("5");
    }

    private static Page amongFifty(String bad) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 49; i++) {
            rows.add(Bodies.row("trackingNo", "\"" + (1_000 + i) + "\""));
        }
        rows.add(20, bad);
        return Bodies.page(Bodies.list(rows.toArray(String[]::new)));
    }
}
