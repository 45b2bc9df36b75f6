package io.github.trackflux.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.trackflux.call.ProtocolException;
import io.github.trackflux.model.TrackingOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Whatever the bytes: a reply that holds together, or a {@link ProtocolException}, and never anything else. */
class PageDecoderLaws {
    private static final int MUTATIONS = 20_000;
    private static final List<String> BODIES = List.of(
            Bodies.SEED,
            Bodies.list(
                    Bodies.row(
                            "trackingNo",
                            "9",
                            "openPriceAvg",
                            "\"1.50\"",
                            "openAvgPrice",
                            "\"2\"",
                            "new",
                            "[1,{\"a\":\"é\"}]"),
                    Bodies.row(
                            "trackingNo",
                            "\"8\"",
                            "openTime",
                            "1627567376984",
                            "closeSize",
                            "\"0.005\"",
                            "closeTime",
                            "\"-1\"")),
            Bodies.success("{\"trackingList\":[" + Bodies.row("traderName", "\"\\ud83d\\udc09\"", "x", "null")
                    + "],\"endId\":\"123\"}"),
            "{\"code\":\"429\",\"msg\":\"Too Many Requests\",\"requestTime\":1748721720474,\"data\":null}");
    private static final List<String> TOKENS = List.of(
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
            "\"1E99999999999\"",
            "00000",
            "\"trackingNo\":\"7\",",
            "\"data\":[],",
            "\"trackingList\":null,",
            "\"endId\":1,",
            "\"new\":{\"a\":[[]]},",
            "\\ud800",
            "\u0000",
            "\u00e9",
            "\u2028",
            "\ufeff",
            "9".repeat(65),
            "[".repeat(20),
            "x".repeat(300));
    private static final List<String> CHARSETS = List.of("UTF-16BE", "UTF-16LE", "UTF-32BE", "ISO-8859-1");

    private final JsonFactory json = new JsonFactory();

    @Test
    void any_bytes_give_a_reply_or_a_protocol_error() {
        long seed = Long.getLong("trackflux.seed", 20261123L);
        Random random = new Random(seed);
        int replies = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] body = mutated(random);
            try {
                Reply reply = Bodies.decode(body);
                holdsTogether(reply);
                assertThat(Bodies.decode(body)).isEqualTo(reply);
                replies++;
            } catch (ProtocolException e) {
                assertThat(e).hasMessageNotContaining("BTCUSDT");
            } catch (RuntimeException | AssertionError e) {
                fail(
                        "-Dtrackflux.seed=%d, mutation %d: %s"
                                .formatted(seed, i, HexFormat.of().formatHex(body)),
                        e);
            }
        }
        assertThat(replies).as("replies, seed %d", seed).isBetween(MUTATIONS / 10, MUTATIONS * 9 / 10);
    }

    private void holdsTogether(Reply reply) {
        assertThat(reply.page().isPresent()).isEqualTo(reply.code().equals("00000"));
        Page page = reply.page().orElse(Page.EMPTY);
        int numbered = page.rows().size() + page.unreadable().size();
        assertThat(numbered).isLessThanOrEqualTo(page.rawCount());
        assertThat(page.numberedRows()).isEqualTo(numbered == page.rawCount());
        page.rows().forEach(this::holdsTogether);
    }

    private void holdsTogether(TrackingOrder order) {
        assertThat(order.trackingNo()).isNotBlank();
        assertThat(order.symbol()).isNotBlank();
        HostileBodyTest.isWellFormed(order.trackingNo() + order.symbol() + order.side() + order.traderName());
        for (var number : List.of(order.openSize(), order.openPrice(), order.openFee(), order.closeSize())) {
            assertThat(number.map(n -> n.toPlainString().length()).orElse(0)).isLessThan(140);
        }
        order.extra().forEach((name, value) -> {
            HostileBodyTest.isWellFormed(name);
            try (var parser = json.createParser(ObjectReadContext.empty(), value)) {
                assertThat(parser.nextToken()).as(value).isNotNull();
                parser.skipChildren();
                parser.finishToken();
                assertThat(parser.nextToken()).as(value).isNull();
            }
        });
    }

    private static byte[] mutated(Random random) {
        byte[] body = bytes(BODIES.get(random.nextInt(BODIES.size())));
        for (int times = random.nextInt(3); times >= 0; times--) {
            body = mutated(body, random);
        }
        return body;
    }

    private static byte[] mutated(byte[] body, Random random) {
        int at = random.nextInt(body.length + 1);
        int to = Math.min(body.length, at + random.nextInt(12));
        return switch (random.nextInt(8)) {
            case 0 -> replaced(body, at, to, new byte[0]);
            case 1 -> replaced(body, at, at, Arrays.copyOfRange(body, at, to));
            case 2, 3 -> replaced(body, at, at, bytes(TOKENS.get(random.nextInt(TOKENS.size()))));
            case 4 -> replaced(body, at, Math.min(at + 1, body.length), new byte[] {(byte) random.nextInt(256)});
            case 5 -> replaced(body, at, Math.min(at + 1, body.length), new byte[] {(byte) (' ' + random.nextInt(95))});
            case 6 -> random.nextInt(4) > 0 ? body : Arrays.copyOf(body, at);
            default -> random.nextInt(4) > 0 ? body : recoded(body, CHARSETS.get(random.nextInt(CHARSETS.size())));
        };
    }

    private static byte[] recoded(byte[] body, String charset) {
        return new String(body, StandardCharsets.UTF_8).getBytes(Charset.forName(charset));
    }

    private static byte[] replaced(byte[] body, int from, int to, byte[] by) {
        byte[] result = Arrays.copyOf(body, body.length - (to - from) + by.length);
        System.arraycopy(by, 0, result, from, by.length);
        System.arraycopy(body, to, result, from + by.length, body.length - to);
        return result;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_page_of_random_orders_is_read_back_as_it_was_written() {
        long seed = Long.getLong("trackflux.seed", 20261123L);
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            long number = random.nextLong(1, Long.MAX_VALUE);
            long size = random.nextLong(1, 1_000_000_000L);
            String zeros = "0".repeat(random.nextInt(8));
            String quote = random.nextBoolean() ? "\"" : "";
            TrackingOrder order = Bodies.order(
                    "trackingNo",
                    quote + number + quote,
                    "openSize",
                    quote + "0." + size + zeros + quote,
                    "openTime",
                    quote + number % 1_000_000_000_000L + quote);

            assertThat(order.trackingNo()).as("seed %d", seed).isEqualTo(Long.toString(number));
            assertThat(order.openSize().orElseThrow()).isEqualByComparingTo("0." + size);
            assertThat(order.openTime().map(Instant::toEpochMilli))
                    .isEqualTo(Optional.of(number % 1_000_000_000_000L).filter(millis -> millis > 0));
        }
    }
}
