package io.github.trackflux.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.trackflux.call.ProtocolException;
import io.github.trackflux.model.TrackingOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are not what they claim to be cost the page, cleanly; what a person may have chosen costs nothing. */
class HostileBodyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n",
                "null",
                "[]",
                "7",
                "\"x\"",
                "true",
                "NaN",
                "{",
                "[",
                "}",
                "{]",
                "{\"code\"",
                "{\"code\":",
                "{\"code\":\"00000\",}",
                "{'code':'00000','data':[]}",
                "{code:\"00000\",\"data\":[]}",
                "/* x */{\"code\":\"00000\",\"data\":[]}",
                "{\"code\":00000,\"data\":[]}",
                "<!DOCTYPE html><html><body>502 Bad Gateway</body></html>",
                "Too Many Requests",
                "{\"a\":1}}"
            })
    void what_is_no_envelope_is_refused(String body) {
        refused(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "{}", "[]", "}", ",", "\u0000", "null", "<!-- cached -->"})
    void what_goes_on_after_its_end_is_refused(String garbage) {
        refused(Bodies.SEED + garbage);
        assertThat(Bodies.page(Bodies.SEED + " \r\n\t").rows()).hasSize(1);
    }

    @Test
    void a_body_cut_anywhere_is_refused() {
        String body = Bodies.SEED.strip();
        for (int end = 0; end < body.length(); end++) {
            refused(body.substring(0, end));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "+1", ".5", "1.", "0x10", "01", "undefined", "1e"})
    void what_json_does_not_know_as_a_number_is_refused(String bare) {
        refused(Bodies.list(Bodies.row("openSize", bare)));
        refused(Bodies.list(Bodies.row("new", bare)));
    }

    @Test
    void a_depth_of_ten_thousand_is_refused_wherever_it_stands() {
        String arrays = "[".repeat(10_000) + "]".repeat(10_000);
        String objects = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
        for (String deep : new String[] {arrays, objects}) {
            refused(deep);
            refused(Bodies.success(deep));
            refused(Bodies.list(deep));
            refused(Bodies.list(Bodies.row("new", deep)));
            refused("{\"code\":\"00000\",\"data\":[],\"new\":" + deep + "}");
            refused("{\"code\":\"40037\",\"data\":" + deep + "}");
        }
    }

    @Test
    void a_number_of_a_megabyte_is_refused_wherever_it_stands() {
        String huge = "1".repeat(1_000_000);
        refused(Bodies.list(Bodies.row("openSize", huge)));
        refused(Bodies.list(Bodies.row("new", huge)));
        refused(Bodies.list(huge));
        refused("{\"code\":\"00000\",\"data\":[],\"requestTime\":" + huge + "}");
    }

    @Test
    void a_text_of_more_than_8_kib_is_refused() {
        assertThat(Bodies.order("traderName", "\"" + "x".repeat(8_192) + "\"").traderName())
                .hasValueSatisfying(name -> assertThat(name).hasSize(8_192));
        refused(Bodies.list(Bodies.row("traderName", "\"" + "x".repeat(8_193) + "\"")));
    }

    @Test
    void a_name_of_more_than_256_characters_is_refused() {
        assertThat(Bodies.order("x".repeat(256), "1").extra()).hasSize(1);
        refused(Bodies.list(Bodies.row("x".repeat(257), "1")));
    }

    @Test
    void a_body_of_2_mib_is_the_longest() {
        byte[] longest = padded(PageDecoder.LARGEST_BODY);

        assertThat(longest).hasSize(2 * 1024 * 1024);
        assertThat(Bodies.decode(longest).page().orElseThrow().rows()).hasSize(1);
        refused(padded(PageDecoder.LARGEST_BODY + 1));
        refused(padded(3 * PageDecoder.LARGEST_BODY));
    }

    @Test
    void a_byte_order_mark_is_refused() {
        refused("\ufeff" + Bodies.SEED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE"})
    void another_encoding_than_utf_8_is_refused(String charset) {
        refused(Bodies.list(Bodies.row("new", "[1]")).getBytes(Charset.forName(charset)));
        refused(Bodies.SEED.getBytes(Charset.forName(charset)));
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        for (int[] bytes : new int[][] {
            {0xff},
            {0xc3, 0x28},
            {0x80},
            {0xe9, 0x20},
            {0xf0, 0x9f, 0x90},
            {0xed, 0xa0, 0x80},
            {0xf8, 0x88, 0x80, 0x80, 0x80}
        }) {
            refused(spliced("traderName", bytes));
        }
    }

    @Test
    void half_a_character_in_a_traders_name_does_not_hide_the_order() {
        for (String half : new String[] {"\\ud83d", "\\udc09", "\\udc09\\ud83d", "\\ud83dx"}) {
            TrackingOrder order = Bodies.order("traderName", "\"Ann " + half + "\"");

            assertThat(order.trackingNo()).isEqualTo("123");
            assertThat(order.traderName())
                    .hasValueSatisfying(
                            name -> assertThat(name).startsWith("Ann ").satisfies(HostileBodyTest::isWellFormed));
        }
    }

    @Test
    void half_a_character_in_the_name_of_a_field_is_refused() {
        refused(Bodies.list(Bodies.row("x\\ud83d", "1")));
    }

    @Test
    void half_a_character_in_an_unknown_field_stays_escaped() {
        assertThat(Bodies.order("new", "\"\\ud83d\"").extra()).containsExactly(Map.entry("new", "\"\\ud83d\""));
    }

    @Test
    void the_error_does_not_repeat_the_body() {
        String body = "{\"code\":\"00000\",\"data\":[{\"trackingNo\":\"88442211\" BTCUSDT}]}";

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Bodies.decode(body))
                .withNoCause()
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("88442211", "BTCUSDT"))
                .satisfies(error -> assertThat(error.isTransient()).isTrue());
    }

    static void isWellFormed(String text) {
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).as(text).isTrue();
    }

    /** A body of that many bytes: one row, and blanks before the end. */
    private static byte[] padded(int length) {
        byte[] body = Bodies.list(Bodies.row()).getBytes(StandardCharsets.UTF_8);
        byte[] padded = new byte[length];
        Arrays.fill(padded, (byte) ' ');
        System.arraycopy(body, 0, padded, 0, body.length - 1);
        padded[length - 1] = '}';
        return padded;
    }

    /** A body with these bytes inside the text of one field. */
    private static byte[] spliced(String field, int[] bytes) {
        String body = Bodies.list(Bodies.row(field, "\"a" + "@".repeat(bytes.length) + "b\""));
        byte[] spliced = body.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            spliced[body.indexOf('@') + i] = (byte) bytes[i];
        }
        return spliced;
    }

    private static void refused(String body) {
        refused(body.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(byte[] body) {
        assertThatExceptionOfType(ProtocolException.class)
                .as("%d bytes", body.length)
                .isThrownBy(() -> Bodies.decode(body));
    }
}
