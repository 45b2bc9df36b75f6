package io.github.trackflux.reactor;

import static io.github.trackflux.reactor.Loopback.EMPTY_LIST;
import static io.github.trackflux.reactor.Loopback.SOON;
import static io.github.trackflux.reactor.Loopback.answering;
import static io.github.trackflux.reactor.Loopback.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.trackflux.call.TransportException;
import io.github.trackflux.call.UntrustedServerException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

/** Over real TLS on this machine, with certificates made by the JDK's own tool. */
@Timeout(60)
class NettyTransportTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path directory;

    private static Identity here;
    private static Identity elsewhere;

    private final Loopback loopback = new Loopback();

    private record Identity(KeyManagerFactory keys, X509Certificate certificate) {}

    @BeforeAll
    static void certificates() throws Exception {
        here = identity("here", "san=ip:127.0.0.1,dns:localhost");
        elsewhere = identity("elsewhere", "san=dns:api.example.com");
    }

    @AfterEach
    void close() {
        loopback.close();
    }

    @Test
    void a_certificate_that_the_user_trusts_is_accepted() {
        URI url = serve(here);

        assertThat(send(loopback.transport(url, trusting(here), Time.system()))
                        .block(SOON)
                        .reply()
                        .code())
                .isEqualTo("00000");
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused_before_anything_is_sent() {
        AtomicInteger requests = new AtomicInteger();
        URI url = loopback.serve(secured(here), "https", (request, response) -> {
            requests.incrementAndGet();
            return response.sendString(Mono.just(EMPTY_LIST));
        });

        assertThat(catchThrowable(() -> send(loopback.transport(url)).block(SOON)))
                .isInstanceOf(UntrustedServerException.class);
        assertThat(requests).hasValue(0);
    }

    @Test
    void a_good_certificate_of_another_host_is_refused() {
        URI url = serve(elsewhere);

        assertThat(catchThrowable(() -> send(loopback.transport(url, trusting(elsewhere), Time.system()))
                        .block(SOON)))
                .isInstanceOf(UntrustedServerException.class);
    }

    @Test
    void a_server_that_speaks_no_tls_is_refused_and_sees_no_header() {
        AtomicInteger requests = new AtomicInteger();
        URI plain = loopback.serve((request, response) -> {
            requests.incrementAndGet();
            return response.sendString(Mono.just(EMPTY_LIST));
        });
        URI url = URI.create("https://127.0.0.1:" + plain.getPort());

        assertThat(catchThrowable(() -> send(loopback.transport(url)).block(SOON)))
                .isInstanceOf(UntrustedServerException.class);
        assertThat(requests).hasValue(0);
    }

    @Test
    void a_server_that_hangs_up_in_the_middle_of_the_handshake_is_a_transport_error() {
        URI raw = loopback.serveRaw("");
        URI url = URI.create("https://127.0.0.1:" + raw.getPort());

        assertThat(catchThrowable(() -> send(loopback.transport(url)).block(SOON)))
                .isInstanceOf(TransportException.class);
    }

    private URI serve(Identity identity) {
        return loopback.serve(secured(identity), "https", answering(200, EMPTY_LIST));
    }

    private static UnaryOperator<HttpServer> secured(Identity identity) {
        return server -> server.secure(spec -> spec.sslContext(context(SslContextBuilder.forServer(identity.keys()))));
    }

    private static UnaryOperator<HttpClient> trusting(Identity identity) {
        return client -> client.secure(
                spec -> spec.sslContext(context(SslContextBuilder.forClient().trustManager(identity.certificate()))));
    }

    private static SslContext context(SslContextBuilder builder) {
        try {
            return builder.build();
        } catch (SSLException e) {
            throw new AssertionError(e);
        }
    }

    private static Identity identity(String name, String extension) throws Exception {
        Path file = directory.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        extension,
                        "-validity",
                        "2")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        return new Identity(keys, (X509Certificate) store.getCertificate(name));
    }
}
