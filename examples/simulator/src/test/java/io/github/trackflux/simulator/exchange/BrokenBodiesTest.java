package io.github.trackflux.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.trackflux.simulator.market.Market;
import io.github.trackflux.simulator.market.MarketSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BrokenBodiesTest {

    private static final long START = 1_800_000_000_000_000_000L;
    private static final Account ACCOUNT = Account.simulated();

    @Test
    void html_and_redirects_are_what_they_look_like() {
        assertThat(reply(BrokenBodies.html())).satisfies(reply -> {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).startsWith("<!DOCTYPE html>");
        });
        assertThat(reply(BrokenBodies.redirect("https://elsewhere.example/"))).satisfies(reply -> {
            assertThat(reply.status()).isEqualTo(302);
            assertThat(reply.headers()).containsEntry("Location", "https://elsewhere.example/");
        });
        assertThat(reply(BrokenBodies.bare(403)).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "-1", "36000", "soon", "Wed, 21 Oct 2026 07:28:00 GMT"})
    void a_throttled_call_is_told_to_wait_in_whatever_words(String wait) {
        Reply reply = reply(BrokenBodies.throttled(wait));

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.code()).isEqualTo("429");
        assertThat(reply.headers()).containsEntry("Retry-After", wait);
    }

    @Test
    void a_bomb_is_small_and_unpacks_to_blanks_and_the_answer() throws IOException {
        Reply reply = reply(BrokenBodies.gzipBomb(4));

        assertThat(reply.headers()).containsEntry("Content-Encoding", "gzip");
        assertThat(reply.body()).hasSizeLessThan(40_000);
        byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(reply.body())).readAllBytes();
        assertThat(unpacked).hasSizeGreaterThan(4 << 20);
        assertThat(read(new String(unpacked, StandardCharsets.UTF_8)).get("data"))
                .hasSize(10);
    }

    @Test
    void what_is_no_json_is_none() {
        for (Quirk quirk : new Quirk[] {
            BrokenBodies.half(),
            BrokenBodies.deep(10_000),
            BrokenBodies.field("openSize", "NaN"),
            BrokenBodies.unknownField("1".repeat(1_000_000))
        }) {
            assertThatThrownBy(() -> read(reply(quirk).text())).isInstanceOf(JacksonException.class);
        }
        assertThat(reply(BrokenBodies.nothing()).body()).isEmpty();
        assertThat(reply(BrokenBodies.byteOrderMark()).text()).startsWith("\ufeff{");
        Reply notUtf8 = reply(BrokenBodies.notUtf8());
        assertThatThrownBy(() -> StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(notUtf8.body())))
                .isInstanceOf(CharacterCodingException.class);
    }

    @Test
    void fields_are_replaced_in_every_row_or_given_twice() {
        JsonNode rows = read(reply(BrokenBodies.field("traderName", "\"half \\ud83d\""))
                        .text())
                .get("data");
        assertThat(rows)
                .hasSize(10)
                .allMatch(row -> row.get("traderName").asString().startsWith("half "));
        rows = read(reply(BrokenBodies.field("closeTime", "7")).text()).get("data");
        assertThat(rows).allMatch(row -> row.get("closeTime").asInt() == 7);
        String twice = reply(BrokenBodies.fieldTwice("trackingNo", "\"1\"")).text();
        assertThat(twice.split("\"trackingNo\":", -1)).hasSize(21);
        assertThat(reply(BrokenBodies.dataTwice()).text()).contains("\"data\":[],\"data\":[{");
    }

    private static Reply reply(Quirk quirk) {
        Market market = Market.start(
                MarketSettings.defaults().withOrders(0).withRates(0, 0, 0).withBurstsPerHour(0), START);
        for (int i = 0; i < 10; i++) {
            market.open("BTCUSDT", "somebody");
        }
        Exchange exchange =
                new Exchange(market, ACCOUNT, ExchangeSettings.defaults().with(quirk));
        return exchange.answer(Signed.get(ACCOUNT, "productType=USDT-FUTURES", START), START);
    }

    private static JsonNode read(String body) {
        return JsonMapper.shared().readTree(body);
    }
}
