package io.github.trackflux.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.simulator.listing.ListOrder;
import io.github.trackflux.simulator.market.Market;
import io.github.trackflux.simulator.market.MarketSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

class ExchangeTest {

    private static final long START = 1_767_225_600_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final ObjectMapper JSON = JsonMapper.shared();

    private final Account account = new Account("k", "s", "p");
    private final Market market = Market.start(MarketSettings.defaults().withOrders(60), START);
    private final Exchange exchange = new Exchange(market, account, ExchangeSettings.defaults());
    private long now = START;

    @Test
    void an_answer_is_spelled_as_in_the_document() {
        JsonNode body = page("productType=USDT-FUTURES&pageSize=1");
        assertThat(body.propertyNames()).containsExactly("code", "msg", "requestTime", "data");
        assertThat(body.get("code").asString()).isEqualTo("00000");
        assertThat(body.get("msg").asString()).isEqualTo("success");
        assertThat(body.get("requestTime").isString()).isTrue();
        assertThat(body.get("requestTime").asString()).isEqualTo(Long.toString(now / 1_000_000));
        JsonNode row = body.get("data").get(0);
        assertThat(row.propertyNames())
                .containsExactly(
                        "trackingNo",
                        "traderName",
                        "openOrderId",
                        "closeOrderId",
                        "traderId",
                        "symbol",
                        "posSide",
                        "openLeverage",
                        "openAvgPrice",
                        "openTime",
                        "openSize",
                        "closeAvgPrice",
                        "closeSize",
                        "openMarginSz",
                        "closeTime",
                        "openFee");
        assertThat(row).allMatch(JsonNode::isString);
        assertThat(row.get("closeSize").asString()).isEqualTo("0.0000000000000000");
        assertThat(row.get("openFee").asString()).startsWith("-");
    }

    @Test
    void the_same_seed_gives_the_same_bytes() {
        ExchangeSettings settings = ExchangeSettings.defaults()
                .withOrder(ListOrder.UNSTABLE)
                .with(Quirks.refusal(Refusal.SERVER_ERROR).when(Calls.share(0.1)));
        assertThat(transcript(settings)).isEqualTo(transcript(settings));
        assertThat(transcript(settings)).isNotEqualTo(transcript(settings.withSeed(2)));
    }

    private String transcript(ExchangeSettings settings) {
        Market busy = Market.start(MarketSettings.defaults().withOrders(120).withRates(4, 4, 4), START);
        Exchange fresh = new Exchange(busy, account, settings);
        StringBuilder all = new StringBuilder();
        for (int call = 0; call < 300; call++) {
            long at = START + call * SECOND / 9;
            String query = "productType=USDT-FUTURES&pageSize=50&pageNo=" + (call % 3 + 1);
            Reply reply = fresh.answer(Signed.get(account, query, at), at);
            all.append(reply.status()).append(reply.text()).append('\n');
        }
        return all.toString();
    }

    @Test
    void pages_are_of_20_rows_unless_asked_and_of_50_at_most() {
        assertThat(page("productType=USDT-FUTURES").get("data")).hasSize(20);
        assertThat(page("productType=USDT-FUTURES&pageSize=500").get("data")).hasSize(50);
        assertThat(page("productType=USDT-FUTURES&pageSize=50&pageNo=2").get("data"))
                .hasSize(10);
        assertThat(page("productType=USDT-FUTURES&pageSize=50&pageNo=3").get("data"))
                .isEmpty();
        assertThat(page("productType=USDT-FUTURES&pageSize=&pageNo=").get("data"))
                .hasSize(20);
    }

    @Test
    void the_product_type_may_be_in_any_case_but_the_symbol_may_not() {
        assertThat(page("productType=usdt-futures&symbol=BTCUSDT").get("data"))
                .isNotEmpty()
                .allMatch(row -> row.get("symbol").asString().equals("BTCUSDT"));
        assertThat(page("productType=usdt-futures&symbol=btcusdt").get("data")).isEmpty();
        assertThat(page("productType=COIN-FUTURES").get("data")).isEmpty();
    }

    @Test
    void filters_combine() {
        String trader = market.traderIds().get(0);
        JsonNode rows = page("productType=USDT-FUTURES&pageSize=50&symbol=BTCUSDT&traderId=" + trader)
                .get("data");
        assertThat(rows)
                .isNotEmpty()
                .allMatch(row -> row.get("traderId").asString().equals(trader)
                        && row.get("symbol").asString().equals("BTCUSDT"));
    }

    @Test
    void wrong_parameters_are_refused() {
        assertThat(code("")).isEqualTo("40019");
        assertThat(code("productType=")).isEqualTo("40019");
        assertThat(code("productType=SPOT")).isEqualTo("40034");
        assertThat(code("productType=USDT-FUTURES&pageNo=0")).isEqualTo("40020");
        assertThat(code("productType=USDT-FUTURES&pageSize=ten")).isEqualTo("40020");
        assertThat(code("productType=USDT-FUTURES&symbol=%zz")).isEqualTo("40017");
    }

    @Test
    void a_refusal_is_spelled_as_captured() {
        Reply reply = answer("productType=SPOT");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.headers()).containsEntry("Content-Type", "application/json;charset=UTF-8");
        assertThat(reply.text())
                .isEqualTo("{\"code\":\"40034\",\"msg\":\"Parameter productType does not exist\",\"requestTime\":"
                        + now / 1_000_000 + ",\"data\":null}");
    }

    @Test
    void another_path_or_method_is_not_found() {
        assertThat(exchange.answer(new Request("GET", "/", "", Map.of()), now).status())
                .isEqualTo(404);
        assertThat(exchange.answer(new Request("POST", Exchange.ORDERS_PATH, "", Map.of()), now)
                        .code())
                .isEqualTo("40404");
    }

    @Test
    void the_time_is_told_to_everybody() throws Exception {
        Reply reply = exchange.answer(new Request("GET", Exchange.TIME_PATH, "", Map.of()), START);
        assertThat(JSON.readTree(reply.text()).at("/data/serverTime").asString())
                .isEqualTo("1767225600000");
    }

    @Test
    void the_eleventh_call_of_a_second_is_refused_and_does_not_count() {
        Request request = Signed.get(account, "productType=USDT-FUTURES", START);
        for (int call = 1; call <= 10; call++) {
            Reply reply = exchange.answer(request, START + call);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.headers()).containsEntry("x-mbx-used-remain-limit", Integer.toString(10 - call));
        }
        Reply refused = exchange.answer(request, START + SECOND);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).containsEntry("x-mbx-used-remain-limit", "0");
        assertThat(refused.text())
                .isEqualTo(
                        "{\"code\":\"429\",\"msg\":\"Too Many Requests\",\"requestTime\":1767225601000,\"data\":null}");
        assertThat(exchange.answer(request, START + SECOND + 1).status()).isEqualTo(200);
        assertThat(exchange.answer(request, START + SECOND + 1).status()).isEqualTo(429);
    }

    @Test
    void calls_that_were_not_let_in_do_not_count() {
        Request unsigned = new Request("GET", Exchange.ORDERS_PATH, "", Map.of());
        for (int call = 0; call < 20; call++) {
            assertThat(exchange.answer(unsigned, START).code()).isEqualTo("40006");
        }
        assertThat(exchange.remaining(START)).isEqualTo(10);
    }

    @Test
    void other_programs_of_the_user_eat_from_the_same_limit() {
        for (int call = 0; call < 10; call++) {
            assertThat(exchange.foreignCall(START)).isTrue();
        }
        assertThat(exchange.foreignCall(START)).isFalse();
        assertThat(answer("productType=USDT-FUTURES").status()).isEqualTo(200);
        assertThat(exchange.answer(Signed.get(account, "", START), START).status())
                .isNotEqualTo(429);
    }

    @Test
    void limit_dialect_and_order_can_change_while_it_runs() {
        exchange.change(
                exchange.settings().withLimit(1).withDialect(Dialect.ID_CURSOR).withOrder(ListOrder.OLDEST));
        JsonNode rows = page("productType=USDT-FUTURES&limit=100").at("/data/trackingList");
        assertThat(rows).hasSize(60);
        List<String> numbers = new ArrayList<>();
        rows.forEach(row -> numbers.add(row.get("trackingNo").asString()));
        assertThat(numbers).isSorted();
        assertThat(exchange.answer(Signed.get(account, "productType=USDT-FUTURES", now), now)
                        .status())
                .isEqualTo(429);
    }

    @Test
    void an_id_cursor_walks_to_an_empty_page() {
        exchange.change(exchange.settings().withDialect(Dialect.ID_CURSOR));
        List<String> numbers = new ArrayList<>();
        String below = "";
        for (int call = 0; call < 5; call++) {
            JsonNode data = page("pageNo=9&productType=USDT-FUTURES&limit=17&idLessThan=" + below)
                    .get("data");
            data.get("trackingList")
                    .forEach(row -> numbers.add(row.get("trackingNo").asString()));
            below = data.get("endId").asString();
            assertThat(below).isEqualTo(data.get("trackingList").isEmpty() ? "" : numbers.get(numbers.size() - 1));
        }
        assertThat(numbers).hasSize(60).doesNotHaveDuplicates();
        assertThat(code("productType=USDT-FUTURES&idLessThan=5&idGreaterThan=2"))
                .isEqualTo("20002");
    }

    @Test
    void every_call_is_told_with_its_answer() {
        List<String> told = new ArrayList<>();
        exchange.listen((request, reply, at) -> told.add(request + " " + reply.code() + " " + reply.rows()));
        page("productType=USDT-FUTURES");
        assertThat(told).containsExactly("GET " + Exchange.ORDERS_PATH + "?productType=USDT-FUTURES 00000 20");
    }

    private Reply answer(String query) {
        now += SECOND;
        return exchange.answer(Signed.get(account, query, now), now);
    }

    private String code(String query) {
        return answer(query).code();
    }

    private JsonNode page(String query) {
        Reply reply = answer(query);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return JSON.readTree(reply.body());
    }
}
