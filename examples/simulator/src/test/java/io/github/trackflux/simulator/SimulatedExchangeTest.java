package io.github.trackflux.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.trackflux.simulator.exchange.Account;
import io.github.trackflux.simulator.exchange.Exchange;
import io.github.trackflux.simulator.exchange.Quirk;
import io.github.trackflux.simulator.exchange.Quirks;
import io.github.trackflux.simulator.exchange.Refusal;
import io.github.trackflux.simulator.market.Market;
import io.github.trackflux.suite.TestSecrets;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulatedExchangeTest {

    private static final String ALL = "pageNo=1&pageSize=50&productType=USDT-FUTURES";

    @Test
    void it_answers_a_signed_call_over_http() throws Exception {
        try (SimulatedExchange exchange =
                SimulatedExchange.builder().orders(30).still().start()) {
            HttpCaller caller = new HttpCaller(exchange.url(), exchange.account());
            var response = caller.get(ALL);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("x-mbx-used-remain-limit")).hasValue("9");
            assertThat(response.headers().firstValue("content-type")).hasValue("application/json;charset=UTF-8");
            JsonNode rows = JsonMapper.shared().readTree(response.body()).get("data");
            assertThat(rows).hasSize(30);
            assertThat(exchange.tally()).isEqualTo(new Tally(1, 0, 0));
        }
    }

    @Test
    void the_symbol_with_a_dollar_passes_signed_as_sent() throws Exception {
        try (SimulatedExchange exchange = SimulatedExchange.builder().still().start()) {
            exchange.market(market -> market.open("$MYROUSDT", "somebody"));
            HttpCaller caller = new HttpCaller(exchange.url(), exchange.account());
            assertThat(caller.get("productType=usdt-futures&symbol=%24MYROUSDT").body())
                    .contains("\"symbol\":\"$MYROUSDT\"");
            assertThat(caller.get("productType=usdt-futures&symbol=$MYROUSDT").body())
                    .contains("\"symbol\":\"$MYROUSDT\"");
        }
    }

    @Test
    void who_asks_for_gzip_gets_it() throws Exception {
        try (SimulatedExchange exchange =
                SimulatedExchange.builder().orders(50).still().start()) {
            HttpCaller caller = new HttpCaller(exchange.url(), exchange.account());
            var response = caller.zipped(ALL);
            assertThat(response.headers().firstValue("content-encoding")).hasValue("gzip");
            try (GZIPInputStream unzipped = new GZIPInputStream(response.body())) {
                assertThat(JsonMapper.shared().readTree(unzipped).get("data")).hasSize(50);
            }
        }
    }

    @Test
    void a_wrong_key_is_refused_with_the_exchanges_status_and_body() throws Exception {
        try (SimulatedExchange exchange =
                SimulatedExchange.builder().account("k", "s", "p").start()) {
            var response = new HttpCaller(exchange.url(), new Account("other", "s", "p")).get(ALL);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).startsWith("{\"code\":\"40037\",\"msg\":\"Apikey does not exist\"");
        }
    }

    @Test
    void a_call_is_counted_after_half_of_its_way() throws Exception {
        try (SimulatedExchange exchange = SimulatedExchange.builder()
                .still()
                .roundTrip(Duration.ofMillis(80), Duration.ofMillis(30))
                .start()) {
            HttpCaller caller = new HttpCaller(exchange.url(), exchange.account());
            long sent = System.nanoTime();
            long requestTime = Long.parseLong(JsonMapper.shared()
                    .readTree(caller.get(ALL).body())
                    .get("requestTime")
                    .asString());
            assertThat(Duration.ofNanos(System.nanoTime() - sent)).isGreaterThan(Duration.ofMillis(50));
            assertThat(exchange.now().toEpochMilli() - requestTime).isGreaterThanOrEqualTo(24);
        }
    }

    @Test
    void a_call_whose_client_is_gone_is_counted_all_the_same() throws Exception {
        CountDownLatch counted = new CountDownLatch(1);
        try (SimulatedExchange exchange = SimulatedExchange.builder()
                .roundTrip(Duration.ofMillis(600), Duration.ZERO)
                .start()) {
            exchange.exchange(rules -> {
                rules.listen((request, reply, at) -> counted.countDown());
                return rules;
            });
            HttpCaller caller = new HttpCaller(exchange.url(), exchange.account());
            assertThatThrownBy(() -> caller.impatient(ALL, Duration.ofMillis(200)))
                    .isInstanceOf(HttpTimeoutException.class);
            assertThat(counted.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(exchange.tally().answered()).isEqualTo(1);
        }
    }

    @Test
    void what_is_done_by_hand_shows_and_is_true() throws Exception {
        try (SimulatedExchange exchange =
                SimulatedExchange.builder().orders(0).still().start()) {
            HttpCaller caller = new HttpCaller(exchange.url(), exchange.account());
            String number = exchange.market(market -> market.open("BTCUSDT", "somebody"))
                    .trackingNo();
            assertThat(caller.get(ALL).body()).contains(number);
            exchange.market(market -> market.close(number));
            assertThat(caller.get(ALL).body()).doesNotContain(number);
            assertThat(exchange.truth().closedAt(number)).isPresent();
            assertThatThrownBy(() -> exchange.market(market -> market.close(number)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void it_can_behave_otherwise_while_it_runs() throws Exception {
        try (SimulatedExchange exchange = SimulatedExchange.builder().still().start()) {
            HttpCaller caller = new HttpCaller(exchange.url(), exchange.account());
            exchange.change(settings -> settings.with(Quirks.refusal(Refusal.SERVER_ERROR)));
            assertThat(caller.get(ALL).statusCode()).isEqualTo(500);
            exchange.change(settings -> settings.withQuirks(List.of()).withLimit(1));
            assertThat(caller.get(ALL).statusCode()).isEqualTo(429);
            assertThat(exchange.tally()).isEqualTo(new Tally(0, 1, 1));
        }
    }

    @Test
    void a_quirk_that_breaks_is_an_http_500() throws Exception {
        Quirk broken = (Quirk.OnRefusal) call -> {
            throw new IllegalStateException("broken on purpose by a test");
        };
        try (SimulatedExchange exchange =
                SimulatedExchange.builder().quirks(broken).start()) {
            assertThat(new HttpCaller(exchange.url(), exchange.account())
                            .get(ALL)
                            .statusCode())
                    .isEqualTo(500);
        }
    }

    @Test
    void the_truth_log_tells_every_change_and_every_call(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("truth.jsonl");
        String number;
        try (SimulatedExchange exchange = SimulatedExchange.builder()
                .orders(3)
                .still()
                .truthLog(file)
                .account(TestSecrets.KEY, TestSecrets.SECRET, TestSecrets.PASSPHRASE)
                .start()) {
            number = exchange.market(market -> market.open("BTCUSDT", "somebody"))
                    .trackingNo();
            exchange.market(market -> market.update(number));
            new HttpCaller(exchange.url(), exchange.account()).get(ALL);
            exchange.market(market -> market.close(number));
        }
        List<JsonNode> lines = Files.readAllLines(file).stream()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
        assertThat(lines).hasSize(7);
        assertThat(lines.subList(0, 4))
                .allMatch(line -> line.get("change").asString().equals("opened"));
        assertThat(lines.get(4).get("change").asString()).isEqualTo("updated");
        assertThat(lines.get(5).get("request").asString()).isEqualTo(ALL);
        assertThat(lines.get(5).get("rows").asInt()).isEqualTo(4);
        assertThat(lines.get(6).get("change").asString()).isEqualTo("closed");
        assertThat(lines.get(6).get("trackingNo").asString()).isEqualTo(number);
        assertThat(Files.readString(file)).doesNotContain(TestSecrets.MARKER);
    }

    @Test
    void the_market_moves_by_itself() {
        try (SimulatedExchange exchange =
                SimulatedExchange.builder().rates(500, 500, 500).start()) {
            long before = exchange.market(Market::now);
            assertThat(exchange.market(Market::now)).isGreaterThan(before);
            assertThat(exchange.exchange(Exchange::settings).limit()).isEqualTo(10);
        }
    }

    @Test
    void two_exchanges_do_not_get_in_each_others_way_and_closing_twice_is_harmless() throws Exception {
        SimulatedExchange one = SimulatedExchange.builder().start();
        try (SimulatedExchange two = SimulatedExchange.builder().start()) {
            assertThat(one.url()).isNotEqualTo(two.url());
            one.close();
            one.close();
            assertThat(new HttpCaller(two.url(), two.account()).get(ALL).statusCode())
                    .isEqualTo(200);
        }
    }
}
