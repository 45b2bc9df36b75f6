package io.github.trackflux.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.trackflux.simulator.exchange.Exchange;
import io.github.trackflux.simulator.tls.Certificate;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS, judged by the JDK's own client. */
@Timeout(60)
class TlsTest {

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void a_good_certificate_is_good_for_who_trusts_its_authority(HttpClient.Version version) throws Exception {
        try (SimulatedExchange exchange =
                SimulatedExchange.builder().tls(Certificate.GOOD).start()) {
            HttpResponse<String> answer = time(exchange.url(), trusting(exchange.authority()), version);

            assertThat(exchange.url()).startsWith("https://");
            assertThat(answer.version()).isEqualTo(version);
            assertThat(answer.body()).contains("serverTime");
        }
    }

    @ParameterizedTest
    @EnumSource(Certificate.class)
    void nobody_else_trusts_any(Certificate kind) throws Exception {
        try (SimulatedExchange exchange = SimulatedExchange.builder().tls(kind).start()) {
            SSLContext usual = SSLContext.getDefault();

            assertThatThrownBy(() -> time(exchange.url(), usual, HttpClient.Version.HTTP_1_1))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Certificate.class,
            names = {"EXPIRED", "OTHER_HOST"})
    void a_bad_certificate_is_bad_whoever_signed_it(Certificate kind) throws Exception {
        try (SimulatedExchange exchange = SimulatedExchange.builder().tls(kind).start()) {
            SSLContext trusting = trusting(exchange.authority());

            assertThatThrownBy(() -> time(exchange.url(), trusting, HttpClient.Version.HTTP_1_1))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void without_tls_there_is_no_authority() {
        try (SimulatedExchange exchange = SimulatedExchange.builder().start()) {
            assertThatThrownBy(exchange::authority)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Certificate.GOOD");
        }
    }

    private static HttpResponse<String> time(String url, SSLContext tls, HttpClient.Version version) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().sslContext(tls).version(version).build();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + Exchange.TIME_PATH)).build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static SSLContext trusting(X509Certificate authority) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("authority", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
