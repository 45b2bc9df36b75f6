package io.github.trackflux.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.trackflux.call.ProtocolException;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageDecoder;
import io.github.trackflux.page.RememberingDecoder;
import io.github.trackflux.page.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/** Pages of the exchange. One memory for all of them: what it holds of one must not spoil the next. */
final class PageTarget implements FuzzTarget {
    private static final String ROW = "{\"trackingNo\":\"%d\",\"traderName\":\"Zoë\",\"openOrderId\":\"1\","
            + "\"closeOrderId\":\"\",\"traderId\":\"b1b2\",\"symbol\":\"BTCUSDT\",\"posSide\":\"short\","
            + "\"openLeverage\":\"47\",\"openAvgPrice\":\"39827\",\"openTime\":\"1627567376984\","
            + "\"openSize\":\"0.0010000000000000\",\"closeAvgPrice\":\"0\",\"closeSize\":\"0.00\","
            + "\"openMarginSz\":\"21\",\"closeTime\":\"0\"}";
    private static final String ENVELOPE =
            "{\"code\":\"00000\",\"msg\":\"success\",\"requestTime\":1634107646972,\"data\":%s}";
    private static final int SMALLEST = 256 * 1024;
    private static final int TIMES = 64;

    private final PageDecoder plain = new PageDecoder();
    private final RememberingDecoder remembering = new RememberingDecoder();

    @Override
    public String name() {
        return "pages";
    }

    @Override
    public List<byte[]> seeds() {
        String row = ROW.formatted(7);
        return List.of(
                bytes(ENVELOPE.formatted("[" + row + "]")),
                bytes(ENVELOPE.formatted("[" + String.join(",", Collections.nCopies(50, row)) + "]")),
                bytes(ENVELOPE.formatted("{\"trackingList\":[" + row + "],\"endId\":\"7\"}")),
                bytes("{\"code\":\"429\",\"msg\":\"Too Many Requests\",\"requestTime\":1748721720474,\"data\":null}"));
    }

    @Override
    public List<String> tokens() {
        return List.of(
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\"",
                "\\",
                "null",
                "true",
                "NaN",
                "-",
                "1E1000000",
                "\"1E99999999\"",
                "00000",
                "\"trackingNo\":\"7\",",
                "\"data\":[],",
                "\"trackingList\":null,",
                "\"endId\":1,",
                "[1],",
                "\"new\":{\"a\":[[]]},",
                "\"a\":1,",
                "{},",
                "\\ud800",
                "\u0000",
                "é",
                "\u2028",
                "\ufeff",
                " ",
                "9".repeat(65),
                "[".repeat(20),
                "x".repeat(300),
                ROW.formatted(8) + ",");
    }

    @Override
    public void read(byte[] input) {
        Reply reply = readTwice(input);
        assertThat(reply.page().isPresent()).isEqualTo(reply.code().equals("00000"));
        Page page = reply.page().orElse(Page.EMPTY);
        int numbered = page.rows().size() + page.unreadable().size();
        assertThat(numbered).isLessThanOrEqualTo(page.rawCount());
        assertThat(page.numberedRows()).isEqualTo(numbered == page.rawCount());
        assertThat(page.rows())
                .allMatch(row -> !row.trackingNo().isBlank() && !row.symbol().isBlank());
    }

    /** What the decoder says that remembers; the plain one must say the same. */
    private Reply readTwice(byte[] input) {
        ByteBuffer body = ByteBuffer.wrap(input);
        Reply expected;
        try {
            expected = plain.decode(body);
        } catch (ProtocolException e) {
            assertThatThrownBy(() -> remembering.decode("page", body)).hasMessage(e.getMessage());
            throw e;
        }
        Reply reply = remembering.decode("page", body);
        assertThat(reply).isEqualTo(expected);
        return reply;
    }

    @Override
    public boolean isRefusal(Throwable error) {
        return error instanceof ProtocolException;
    }

    /** A row is many objects, and the check of it takes some too. */
    @Override
    public long mostBytes(int length) {
        return SMALLEST + (long) TIMES * length;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
