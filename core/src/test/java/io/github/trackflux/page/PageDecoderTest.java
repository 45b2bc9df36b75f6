package io.github.trackflux.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.trackflux.call.ProtocolException;
import io.github.trackflux.model.PositionSide;
import io.github.trackflux.model.TrackingOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The envelope and the shapes of its list. */
class PageDecoderTest {
    @Test
    void the_documents_own_example_is_read_in_every_field() {
        Reply reply = Bodies.decode(Bodies.SEED);

        assertThat(reply.code()).isEqualTo("00000");
        assertThat(reply.message()).isEqualTo("success");
        assertThat(reply.requestTime()).contains(Instant.ofEpochMilli(1_634_107_646_972L));
        assertThat(reply.page())
                .contains(Page.of(List.of(new TrackingOrder(
                        "1",
                        Optional.of("**********"),
                        Optional.of("xxxxxx"),
                        Optional.of("1"),
                        Optional.empty(),
                        "BTCUSDT",
                        PositionSide.SHORT,
                        Optional.of(new BigDecimal("47")),
                        Optional.of(new BigDecimal("39827")),
                        Optional.of(Instant.ofEpochMilli(1_627_567_376_984L)),
                        Optional.of(new BigDecimal("0.001")),
                        Optional.of(new BigDecimal("21")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1634107646972", "\"1634107646972\"", "\" 1634107646972 \""})
    void the_servers_clock_is_read_quoted_and_bare(String json) {
        assertThat(Bodies.decode("{\"code\":\"00000\",\"requestTime\":" + json + ",\"data\":[]}")
                        .requestTime())
                .contains(Instant.ofEpochMilli(1_634_107_646_972L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"\"",
                "0",
                "\"0\"",
                "-1",
                "\"-1\"",
                "\"soon\"",
                "1.5",
                "{}",
                "[1]",
                "true",
                "9223372036854775807",
                "9223372036854775808",
                "253402300800000"
            })
    void a_clock_that_cannot_be_read_is_left_out_and_costs_nothing_else(String json) {
        Reply reply =
                Bodies.decode("{\"code\":\"00000\",\"requestTime\":" + json + ",\"data\":[" + Bodies.row() + "]}");

        assertThat(reply.requestTime()).isEmpty();
        assertThat(reply.page().orElseThrow().rows()).hasSize(1);
    }

    @Test
    void a_field_without_a_name_is_left_out() {
        Page page = Bodies.page(Bodies.success("[" + Bodies.row("", "1") + "]"));

        assertThat(page.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.extra()).doesNotContainKey(""));
    }

    @Test
    void a_list_comes_bare_or_with_its_cursor() {
        String rows = "[" + Bodies.row() + "," + Bodies.row("trackingNo", "\"122\"") + "]";
        Page bare = Bodies.page(Bodies.success(rows));
        Page wrapped = Bodies.page(Bodies.success("{\"trackingList\":" + rows + ",\"endId\":\"122\"}"));

        assertThat(bare.rows()).extracting(TrackingOrder::trackingNo).containsExactly("123", "122");
        assertThat(bare.endId()).isEmpty();
        assertThat(wrapped).isEqualTo(new Page(bare.rows(), 2, List.of(), Optional.of("122"), true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "endId":"122","trackingList":[]         | 122
                    "trackingList":[],"endId":1172065197118373893 | 1172065197118373893
                    "trackingList":[],"endId":""            |
                    "trackingList":[],"endId":" "           |
                    "trackingList":[],"endId":null          |
                    "trackingList":[],"endId":{"a":1}       |
                    "trackingList":[],"nextFlag":[1,{}]     |
                    "trackingList":[]                       |
                    """)
    void a_cursor_is_read_wherever_and_however_it_stands(String inner, String endId) {
        assertThat(Bodies.page(Bodies.success("{" + inner + "}")).endId()).isEqualTo(Optional.ofNullable(endId));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "{\"trackingList\":[]}",
                "{\"trackingList\":null}",
                "{\"trackingList\":null,\"endId\":null}"
            })
    void every_form_of_an_empty_list_is_an_empty_page(String data) {
        assertThat(Bodies.decode(Bodies.success(data)).page()).contains(Page.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"endId\":\"1\"}",
                "{\"list\":[]}",
                "{\"trackingList\":{}}",
                "{\"trackingList\":\"\"}",
                "{\"trackingList\":0}",
                "\"\"",
                "\"[]\"",
                "0",
                "true",
                "false"
            })
    void success_without_a_list_is_no_empty_page(String data) {
        refused(Bodies.success(data), "claims success and has no list");
    }

    @Test
    void success_with_the_list_missing_is_no_empty_page() {
        refused("{\"code\":\"00000\",\"msg\":\"success\",\"requestTime\":1}", "claims success and has no list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "{}", "\"x\"", "[{\"trackingNo\":\"1\",\"symbol\":\"BTCUSDT\"}]"})
    void an_error_has_no_page_whatever_stands_in_its_data(String data) {
        Reply reply =
                Bodies.decode("{\"code\":\"40037\",\"msg\":\"Apikey does not exist\",\"requestTime\":1786905567776,"
                        + "\"data\":" + data + "}");

        assertThat(reply)
                .isEqualTo(new Reply(
                        "40037",
                        "Apikey does not exist",
                        Optional.of(Instant.ofEpochMilli(1_786_905_567_776L)),
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                    {"code":429,"data":null}           | 429
                    {"code":"429"}                     | 429
                    {"code":null,"data":[]}            | ''
                    {"data":[]}                        | ''
                    {"code":{"a":[1]},"data":[]}       | ''
                    {"code":"","data":[]}              | ''
                    {"code":0,"data":[]}               | 0
                    {"code":"0","data":[]}             | 0
                    {"code":"000000","data":[]}        | 000000
                    {"code":" 00000","data":[]}        | ' 00000'
                    {}                                 | ''
                    """)
    void only_the_code_of_success_is_success(String body, String code) {
        assertThat(Bodies.decode(body)).isEqualTo(new Reply(code, "", Optional.empty(), Optional.empty()));
    }

    @Test
    void the_fields_of_the_envelope_may_come_in_any_order_with_others_between() {
        Page page = Bodies.page(
                "{\"data\":[" + Bodies.row() + "],\"traceId\":{\"a\":[1,\"]\"]},\"msg\":null,\"code\":\"00000\"}");

        assertThat(page.rows()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"00000\",\"data\":[],\"code\":\"00000\"}",
                "{\"code\":\"00000\",\"data\":[],\"data\":[]}",
                "{\"code\":\"00000\",\"data\":[],\"data\":null}",
                "{\"code\":\"00000\",\"msg\":\"a\",\"data\":[],\"msg\":\"b\"}",
                "{\"code\":\"00000\",\"requestTime\":1,\"data\":[],\"requestTime\":2}",
                "{\"code\":\"00000\",\"data\":{\"trackingList\":[{\"trackingNo\":\"1\"}],\"trackingList\":[]}}",
                "{\"code\":\"00000\",\"data\":{\"trackingList\":[],\"trackingList\":null}}",
                "{\"code\":\"00000\",\"data\":{\"trackingList\":[],\"trackingList\":7}}",
                "{\"code\":\"00000\",\"data\":{\"trackingList\":[],\"endId\":\"1\",\"endId\":\"2\"}}",
            })
    void what_comes_twice_contradicts_itself(String body) {
        refused(body, "twice");
    }

    @Test
    void a_list_of_2000_rows_is_the_longest() {
        String row = Bodies.row();
        String rows = (row + ",").repeat(1_999) + row;

        assertThat(Bodies.page(Bodies.success("[" + rows + "]")).rawCount()).isEqualTo(2_000);
        refused(Bodies.success("[" + rows + "," + row + "]"), "more than 2000 rows");
    }

    private static void refused(String body, String why) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Bodies.decode(body))
                .withMessageContaining(why);
    }
}
