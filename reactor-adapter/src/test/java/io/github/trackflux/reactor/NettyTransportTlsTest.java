package io.github.trackflux.reactor;

import static io.github.trackflux.reactor.Loopback.EMPTY_LIST;
import static io.github.trackflux.reactor.Loopback.SOON;
import static io.github.trackflux.reactor.Loopback.answering;
import static io.github.trackflux.reactor.Loopback.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.trackflux.call.TransportException;
import io.github.trackflux.call.UntrustedServerException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Over real TLS on this machine, with certificates made by the JDK's own tool. */
@Timeout(60)
class NettyTransportTlsTest {
    @TempDir
    static Path directory;

    private static Certificates here;
    private static Certificates elsewhere;

    private final Loopback loopback = new Loopback();

    @BeforeAll
    static void certificates() throws Exception {
        here = Certificates.make(directory, "here", "san=ip:127.0.0.1,dns:localhost");
        elsewhere = Certificates.make(directory, "elsewhere", "san=dns:api.example.com");
    }

    @AfterEach
    void close() {
        loopback.close();
    }

    @Test
    void a_certificate_that_the_user_trusts_is_accepted() {
        URI url = serve(here);

        assertThat(send(loopback.transport(url, here.trustedPlainly(), Time.system()))
                        .block(SOON)
                        .reply()
                        .code())
                .isEqualTo("00000");
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused_before_anything_is_sent() {
        AtomicInteger requests = new AtomicInteger();
        URI url = loopback.serve(here::secured, "https", (request, response) -> {
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

        assertThat(catchThrowable(() -> send(loopback.transport(url, elsewhere.trustedPlainly(), Time.system()))
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

    private URI serve(Certificates identity) {
        return loopback.serve(identity::secured, "https", answering(200, EMPTY_LIST));
    }
}
