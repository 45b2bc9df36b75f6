package io.github.trackflux.reactor.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.auth.RequestSigner;
import io.github.trackflux.call.ApiCall;
import io.github.trackflux.page.PageDecoder;
import io.github.trackflux.simulator.exchange.Account;
import io.github.trackflux.simulator.exchange.Exchange;
import io.github.trackflux.simulator.exchange.ExchangeSettings;
import io.github.trackflux.simulator.exchange.Page;
import io.github.trackflux.simulator.exchange.PageQuery;
import io.github.trackflux.simulator.exchange.Pages;
import io.github.trackflux.simulator.exchange.Request;
import io.github.trackflux.simulator.listing.Filter;
import io.github.trackflux.simulator.market.Market;
import io.github.trackflux.simulator.market.MarketSettings;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static final MarketSettings MARKET =
            MarketSettings.defaults().withOrders(50).withRates(1, 1, 20);

    @Test
    void a_row_is_read_as_the_decoder_reads_its_bytes() {
        long later = Scenario.START + 60_000_000_000L;
        Market plain = Market.start(MARKET, Scenario.START);
        Page page = (Page) new Pages(plain, ExchangeSettings.defaults())
                .read(PageQuery.numbered(Filter.all("USDT-FUTURES"), 1, 50), later);

        Account account = Account.simulated();
        Exchange exchange = new Exchange(Market.start(MARKET, Scenario.START), account, ExchangeSettings.defaults());
        ApiCall call = new ApiCall(
                Exchange.ORDERS_PATH, Map.of("productType", "USDT-FUTURES", "pageNo", "1", "pageSize", "50"));
        Map<String, String> headers = RequestSigner.sign(
                call,
                Credentials.of(account.key(), account.secret(), account.passphrase()),
                Scenario.instant(later - Scenario.START));
        byte[] body = exchange.answer(new Request("GET", call.path(), call.query(), headers), later)
                .body();

        assertThat(new Rows().orders(page.rows()))
                .hasSizeGreaterThan(40)
                .isEqualTo(new PageDecoder()
                        .decode(ByteBuffer.wrap(body))
                        .page()
                        .orElseThrow()
                        .rows());
    }
}
