package io.github.trackflux.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiCallTest {
    @Test
    void parameters_are_sorted_by_name_however_they_came() {
        Map<String, String> unsorted = new LinkedHashMap<>();
        unsorted.put("symbol", "BTCUSDT");
        unsorted.put("pageSize", "50");
        unsorted.put("productType", "USDT-FUTURES");
        unsorted.put("pageNo", "1");

        assertThat(new ApiCall("/p", unsorted).target())
                .isEqualTo("/p?pageNo=1&pageSize=50&productType=USDT-FUTURES&symbol=BTCUSDT");
    }

    @Test
    void a_call_without_parameters_has_no_question_mark() {
        ApiCall call = new ApiCall("/api/v2/public/time", Map.of());

        assertThat(call.target()).isEqualTo("/api/v2/public/time");
        assertThat(call.query()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTCUSDT", "$MYROUSDT", "USDT-FUTURES", "1000PEPE_USDT", "a.b~c", "!*'(),:@"})
    void raw_and_decoded_query_are_the_same_text(String value) {
        String query = new ApiCall("/p", Map.of("symbol", value)).query();

        assertThat(query).isEqualTo("symbol=" + value);
        assertThat(URLDecoder.decode(query, StandardCharsets.UTF_8)).isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a b    | a%20b
                    a+b    | a%2Bb
                    100%   | 100%25
                    a&b=c  | a%26b%3Dc
                    a/b?c  | a%2Fb%3Fc
                    a#b    | a%23b
                    a;b    | a%3Bb
                    "a"    | %22a%22
                    é      | %C3%A9
                    龙     | %E9%BE%99
                    🐉     | %F0%9F%90%89
                    """)
    void what_a_query_cannot_carry_is_percent_encoded_in_upper_case(String value, String encoded) {
        assertThat(new ApiCall("/p", Map.of("traderId", value)).query()).isEqualTo("traderId=" + encoded);
    }

    @Test
    void control_characters_cannot_leave_the_request_line() {
        assertThat(new ApiCall("/p", Map.of("a", "1\r\nX-Evil: 1\0")).target()).isEqualTo("/p?a=1%0D%0AX-Evil:%201%00");
    }

    @Test
    void a_value_cannot_smuggle_in_a_second_parameter() {
        ApiCall call = new ApiCall("/p", Map.of("symbol", "BTCUSDT&productType=COIN-FUTURES"));

        assertThat(call.query()).isEqualTo("symbol=BTCUSDT%26productType%3DCOIN-FUTURES");
    }

    @Test
    void names_are_encoded_like_values() {
        assertThat(new ApiCall("/p", Map.of("a&b", "c")).query()).isEqualTo("a%26b=c");
    }

    @Test
    void every_text_comes_back_when_the_query_is_decoded() {
        long seed = Long.getLong("trackflux.seed", 20261123L);
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            String value = random.ints(random.nextInt(12), 1, 0x3000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            String query = new ApiCall("/p", Map.of("k", value)).query();

            assertThat(URLDecoder.decode(query, StandardCharsets.UTF_8))
                    .as("seed %d, value %s", seed, value)
                    .isEqualTo("k=" + value);
        }
    }

    @Test
    void the_target_passes_through_a_uri_unchanged() {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 128; c++) {
            all.append(c);
        }
        String target = new ApiCall("/api/v2/x", Map.of("k", all.toString())).target();
        URI uri = URI.create("https://api.bitget.com" + target);

        assertThat(uri.getRawPath() + "?" + uri.getRawQuery()).isEqualTo(target);
        assertThat(uri.toASCIIString()).endsWith(target);
    }

    @Test
    void the_map_that_was_handed_in_may_change_afterwards() {
        Map<String, String> mine = new LinkedHashMap<>(Map.of("a", "1"));
        ApiCall call = new ApiCall("/p", mine);
        mine.put("b", "2");

        assertThat(call.query()).isEqualTo("a=1");
        assertThatThrownBy(() -> call.parameters().put("b", "2")).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api/v2", "https://api.bitget.com/api", "/a?b=c"})
    void a_path_is_absolute_and_has_no_query(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiCall(path, Map.of()))
                .withMessageContaining("path must begin with '/'")
                .withMessageContaining("was " + path);
    }
}
