package io.github.trackflux.reactor;

import static io.github.trackflux.reactor.Watched.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.trackflux.call.UntrustedServerException;
import io.github.trackflux.simulator.SimulatedExchange;
import io.github.trackflux.simulator.tls.Certificate;
import io.github.trackflux.suite.TestSecrets;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.http.client.HttpClient;

/** Servers that cannot prove who they are, as a user of the library meets them. */
@Timeout(300)
class UntrustedServerIT {
    @Test
    @MostlyWaits
    void a_good_certificate_of_an_authority_that_the_user_trusts_is_enough() {
        try (SimulatedExchange exchange =
                        Watched.still(60).tls(Certificate.GOOD).start();
                TrackingOrders orders = Watched.client(exchange)
                        .httpClient(trusting(exchange.authority()))
                        .build()) {
            assertThat(orders.views(Samples.QUERY).blockFirst(PATIENCE).orders())
                    .hasSize(exchange.market(market -> market.size()));
        }
    }

    @ParameterizedTest
    @MostlyWaits
    @EnumSource(Certificate.class)
    void whom_nobody_here_trusts_is_sent_nothing(Certificate kind) {
        try (SimulatedExchange exchange = Watched.still(20).tls(kind).start();
                TrackingOrders orders = Watched.client(exchange).build()) {
            endsUntrusted(exchange, orders);
        }
    }

    @ParameterizedTest
    @MostlyWaits
    @EnumSource(
            value = Certificate.class,
            names = {"EXPIRED", "OTHER_HOST"})
    void a_certificate_that_is_over_or_another_hosts_is_refused_whoever_signed_it(Certificate kind) {
        try (SimulatedExchange exchange = Watched.still(20).tls(kind).start();
                TrackingOrders orders = Watched.client(exchange)
                        .httpClient(trusting(exchange.authority()))
                        .build()) {
            endsUntrusted(exchange, orders);
        }
    }

    @Test
    @MostlyWaits
    void plain_http_off_this_machine_is_refused_before_there_is_a_client() {
        TrackingOrdersBuilder builder = TrackingOrders.builder(TestSecrets.credentials());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.baseUrl(URI.create("http://api.bitget.com")))
                .withMessageContaining("https");
    }

    private static void endsUntrusted(SimulatedExchange exchange, TrackingOrders orders) {
        assertThat(catchThrowable(() -> orders.steps(Samples.QUERY).blockLast(PATIENCE)))
                .isInstanceOf(UntrustedServerException.class);
        assertThat(exchange.tally().calls()).isZero();
    }

    private static UnaryOperator<HttpClient> trusting(X509Certificate authority) {
        return client -> client.secure(spec -> {
            try {
                spec.sslContext(
                        SslContextBuilder.forClient().trustManager(authority).build());
            } catch (SSLException e) {
                throw new AssertionError(e);
            }
        });
    }
}
