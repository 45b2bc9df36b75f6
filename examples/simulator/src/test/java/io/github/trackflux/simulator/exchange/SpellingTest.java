package io.github.trackflux.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.simulator.market.Market;
import io.github.trackflux.simulator.market.MarketSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SpellingTest {

    private static final long NOW = 1_767_225_600_000_000_000L;

    private final Account account = Account.simulated();
    private final Market market = Market.start(MarketSettings.defaults(), NOW);

    @Test
    void the_opening_price_has_either_name_or_both() {
        assertThat(row(Quirks.priceName(RowStyle.PriceName.OPEN_PRICE_AVG)).propertyNames())
                .contains("openPriceAvg")
                .doesNotContain("openAvgPrice");
        JsonNode both = row(Quirks.priceName(RowStyle.PriceName.BOTH));
        assertThat(both.get("openPriceAvg")).isEqualTo(both.get("openAvgPrice"));
    }

    @Test
    void numbers_can_be_bare() {
        JsonNode row = row(Quirks.numbers(Quoting.BARE));
        assertThat(row.get("openSize").isNumber()).isTrue();
        assertThat(row.get("openTime").isIntegralNumber()).isTrue();
        assertThat(row.get("trackingNo").isString()).isTrue();
        assertThat(body(Quirks.requestTime(Quoting.BARE)).get("requestTime").isNumber())
                .isTrue();
    }

    @Test
    void fields_can_be_added_and_left_out() {
        JsonNode row = row(Quirks.extraField("riskLevel", "{\"a\":[1]}"), Quirks.fieldOmitted("openFee"));
        assertThat(row.at("/riskLevel/a/0").asInt()).isEqualTo(1);
        assertThat(row.has("openFee")).isFalse();
    }

    @Test
    void data_has_every_shape_that_was_seen_or_feared() {
        assertThat(body(Quirks.data(Envelope.Shape.TRACKING_LIST)).at("/data/trackingList"))
                .hasSize(20);
        assertThat(body(Quirks.data(Envelope.Shape.NULL_LIST))
                        .at("/data/trackingList")
                        .isNull())
                .isTrue();
        assertThat(body(Quirks.data(Envelope.Shape.NULL)).get("data").isNull()).isTrue();
        assertThat(body(Quirks.data(Envelope.Shape.EMPTY_OBJECT)).get("data").isEmpty())
                .isTrue();
        assertThat(body(Quirks.data(Envelope.Shape.MISSING)).has("data")).isFalse();
    }

    @Test
    void one_row_can_be_unreadable_with_or_without_its_number() {
        JsonNode rows = body(Quirks.unreadableRow()).get("data");
        assertThat(rows)
                .hasSize(20)
                .filteredOn(row -> row.get("symbol").isObject())
                .hasSize(1);
        assertThat(rows).allMatch(row -> row.get("trackingNo").isString());
        assertThat(body(Quirks.numberlessRow()).get("data"))
                .filteredOn(row -> row.get("trackingNo").isNull())
                .hasSize(1);
    }

    @Test
    void text_that_a_trader_chose_is_escaped() {
        String number = market.openOrders().get(0).trackingNo();
        String name = "\"}],\u0000\u001b[31m\u202e\\ \n 𝔘nicode";
        market.update(number, row -> row.withTrader(row.traderId(), name));
        assertThat(body().get("data"))
                .filteredOn(row -> row.get("trackingNo").asString().equals(number))
                .allMatch(row -> row.get("traderName").asString().equals(name))
                .hasSize(1);
    }

    @Test
    void the_finished_answer_can_be_anything() {
        Quirk html = (Quirk.OnReply)
                (reply, call) -> new Reply(200, "", 0, Map.of("Content-Type", "text/html"), new byte[] {'<'});
        assertThat(exchange(html).text()).isEqualTo("<");
    }

    @Test
    void a_header_can_be_added_or_changed() {
        Reply reply = exchange(
                Quirks.refusal(Refusal.TOO_MANY_REQUESTS),
                Quirks.header("Retry-After", "2"),
                Quirks.header("X-MBX-used-remain-limit", "0"));
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.headers()).containsEntry("Retry-After", "2").containsEntry("X-MBX-used-remain-limit", "0");
        assertThat(reply.headers()).hasSize(3);
    }

    @Test
    void a_row_that_changes_or_is_spelled_otherwise_is_written_anew() {
        Exchange exchange = new Exchange(market, account, ExchangeSettings.defaults());
        String query = "productType=USDT-FUTURES";
        String before = exchange.answer(Signed.get(account, query, NOW), NOW).text();
        assertThat(exchange.answer(Signed.get(account, query, NOW), NOW).text()).isEqualTo(before);
        market.update(market.openOrders().get(3).trackingNo());
        String after = exchange.answer(Signed.get(account, query, NOW), NOW).text();
        assertThat(after).isNotEqualTo(before);
        exchange.change(exchange.settings().with(Quirks.numbers(Quoting.BARE)));
        assertThat(exchange.answer(Signed.get(account, query, NOW), NOW).text()).isNotEqualTo(after);
    }

    private JsonNode row(Quirk... quirks) {
        return body(quirks).get("data").get(0);
    }

    private JsonNode body(Quirk... quirks) {
        return JsonMapper.shared().readTree(exchange(quirks).body());
    }

    private Reply exchange(Quirk... quirks) {
        Exchange exchange =
                new Exchange(market, account, ExchangeSettings.defaults().with(quirks));
        return exchange.answer(Signed.get(account, "productType=USDT-FUTURES", NOW), NOW);
    }
}
