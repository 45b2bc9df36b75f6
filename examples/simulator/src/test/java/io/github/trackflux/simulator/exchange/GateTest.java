package io.github.trackflux.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.simulator.market.Market;
import io.github.trackflux.simulator.market.MarketSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final long NOW = 1_767_225_600_000_000_000L;
    private static final String QUERY = "productType=USDT-FUTURES";

    private final Account account = new Account("the-key", "the-secret", "the-passphrase");
    private final Exchange exchange =
            new Exchange(Market.start(MarketSettings.defaults(), NOW), account, ExchangeSettings.defaults());
    private final Request good = Signed.get(account, QUERY, NOW);

    @Test
    void a_signed_call_is_let_in() {
        assertThat(code(good)).isEqualTo("00000");
    }

    @Test
    void what_is_missing_is_named() {
        assertThat(code(Signed.without(good, "ACCESS-KEY"))).isEqualTo("40006");
        assertThat(code(Signed.without(good, "ACCESS-PASSPHRASE"))).isEqualTo("40011");
        assertThat(code(Signed.without(good, "ACCESS-TIMESTAMP"))).isEqualTo("40005");
        assertThat(code(Signed.without(good, "ACCESS-SIGN"))).isEqualTo("40002");
    }

    @Test
    void what_is_wrong_is_named() {
        assertThat(code(Signed.with(good, "ACCESS-KEY", "other"))).isEqualTo("40037");
        assertThat(code(Signed.with(good, "ACCESS-PASSPHRASE", "other"))).isEqualTo("40012");
        assertThat(code(Signed.with(good, "ACCESS-TIMESTAMP", "today"))).isEqualTo("40005");
        assertThat(code(Signed.with(good, "ACCESS-SIGN", "other"))).isEqualTo("40009");
        assertThat(code(Signed.get(new Account("the-key", "wrong", "the-passphrase"), QUERY, NOW)))
                .isEqualTo("40009");
    }

    @Test
    void the_key_is_checked_first_and_the_signature_last() {
        Request allWrong = Signed.with(
                Signed.with(Signed.with(good, "ACCESS-PASSPHRASE", "x"), "ACCESS-TIMESTAMP", "1"), "ACCESS-SIGN", "x");
        assertThat(code(Signed.with(allWrong, "ACCESS-KEY", "x"))).isEqualTo("40037");
        assertThat(code(allWrong)).isEqualTo("40012");
        Request twoWrong = Signed.with(allWrong, "ACCESS-PASSPHRASE", "the-passphrase");
        assertThat(code(twoWrong)).isEqualTo("40008");
        assertThat(code(Signed.with(twoWrong, "ACCESS-TIMESTAMP", Long.toString(NOW / 1_000_000))))
                .isEqualTo("40009");
    }

    @Test
    void a_timestamp_may_be_30_seconds_off_and_no_more() {
        for (long off : new long[] {-30_000, 30_000}) {
            assertThat(code(at(NOW / 1_000_000 + off))).isEqualTo("00000");
        }
        for (long off : new long[] {-30_001, 30_001}) {
            assertThat(code(at(NOW / 1_000_000 + off))).isEqualTo("40008");
        }
        assertThat(code(at(Long.MIN_VALUE))).isEqualTo("40008");
        assertThat(code(at(Long.MAX_VALUE))).isEqualTo("40008");
    }

    @Test
    void the_exchanges_clock_decides() {
        exchange.change(exchange.settings().withClockOffset(Duration.ofSeconds(40)));
        assertThat(code(good)).isEqualTo("40008");
        Reply reply = exchange.answer(at(NOW / 1_000_000 + 40_000), NOW);
        assertThat(reply.text()).contains("\"requestTime\":\"1767225640000\"");
    }

    @Test
    void the_query_may_be_signed_as_sent_or_decoded() {
        String sent = QUERY + "&symbol=%24MYROUSDT";
        String timestamp = Long.toString(NOW / 1_000_000);
        assertThat(code(Signed.get(account, sent, sent, timestamp))).isEqualTo("00000");
        assertThat(code(Signed.get(account, sent, QUERY + "&symbol=$MYROUSDT", timestamp)))
                .isEqualTo("00000");
        assertThat(code(Signed.get(account, sent, QUERY, timestamp))).isEqualTo("40009");
    }

    @Test
    void the_parameters_may_come_in_any_order_if_signed_so() {
        assertThat(code(Signed.get(account, "symbol=BTCUSDT&" + QUERY, NOW))).isEqualTo("00000");
        assertThat(code(Signed.get(
                        account, "symbol=BTCUSDT&" + QUERY, QUERY + "&symbol=BTCUSDT", Long.toString(NOW / 1_000_000))))
                .isEqualTo("40009");
    }

    @Test
    void keys_can_be_replaced_while_it_runs() {
        Account next = new Account("next-key", "next-secret", "next-passphrase");
        exchange.accounts(next);
        assertThat(code(good)).isEqualTo("40037");
        assertThat(code(Signed.get(next, QUERY, NOW))).isEqualTo("00000");
    }

    @Test
    void no_secret_is_printed() {
        assertThat(account.toString() + good).doesNotContain("the-secret", "the-passphrase", "the-key");
    }

    private Request at(long millis) {
        return Signed.get(account, QUERY, QUERY, Long.toString(millis));
    }

    private String code(Request request) {
        return exchange.answer(request, NOW).code();
    }
}
