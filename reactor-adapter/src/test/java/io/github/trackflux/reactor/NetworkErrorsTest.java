package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.call.ProtocolException;
import io.github.trackflux.call.ServerException;
import io.github.trackflux.call.TrackfluxException;
import io.github.trackflux.call.TransportException;
import io.github.trackflux.call.UntrustedServerException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateExpiredException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.netty.http.client.PrematureCloseException;

class NetworkErrorsTest {
    static Stream<Throwable> lost() {
        return Stream.of(
                new ConnectException("refused"),
                new NoRouteToHostException("none"),
                new UnknownHostException("no such host"),
                new SocketException("Connection reset"),
                new ClosedChannelException(),
                new EOFException(),
                new IOException("Broken pipe"),
                new TimeoutException("5 s"),
                ReadTimeoutException.INSTANCE,
                PrematureCloseException.TEST_EXCEPTION,
                new IllegalStateException("a bug of somebody"));
    }

    static Stream<Throwable> untrusted() {
        return Stream.of(
                new SSLHandshakeException("PKIX path building failed"),
                new SSLPeerUnverifiedException("another host"),
                new NotSslRecordException("HTTP/1.1 400 Bad Request"),
                new SSLException("Received fatal alert: handshake_failure"),
                new CertificateExpiredException(),
                new IOException(new SSLHandshakeException("wrapped")),
                new RuntimeException(new IOException(new CertificateExpiredException("deep"))));
    }

    /** The handshake did not end: nobody has proven or failed to prove anything. */
    static Stream<Throwable> cutHandshakes() {
        SSLHandshakeException closed =
                new SSLHandshakeException("Connection closed while SSL/TLS handshake in progress");
        closed.initCause(new ClosedChannelException());
        return Stream.of(
                new SslHandshakeTimeoutException("handshake timed out after 10000ms"),
                closed,
                new SSLException("lost", new SocketException("Connection reset")),
                new SSLException("ended", new EOFException()));
    }

    static Stream<Throwable> garbled() {
        return Stream.of(
                new TooLongFrameException("an HTTP header line is larger than 8192 bytes"),
                new DecompressionException("not in GZIP format"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lost")
    void what_the_network_loses_is_a_transport_error(Throwable error) {
        assertThat(mapped(error)).isInstanceOf(TransportException.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("untrusted")
    void a_server_that_cannot_prove_who_it_is_is_not_trusted(Throwable error) {
        assertThat(mapped(error)).isInstanceOf(UntrustedServerException.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cutHandshakes")
    void a_handshake_that_is_cut_off_is_a_transport_error_and_ends_no_feed(Throwable error) {
        assertThat(mapped(error)).isInstanceOf(TransportException.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("garbled")
    void what_is_no_http_is_a_protocol_error(Throwable error) {
        assertThat(mapped(error)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void our_own_errors_pass_as_they_are() {
        ServerException error = new ServerException("40725", "busy");

        assertThat(NetworkErrors.map(error)).isSameAs(error);
    }

    /** Names the foreign error by its class; what it says may quote a header or a body. */
    private static TrackfluxException mapped(Throwable error) {
        TrackfluxException mapped = NetworkErrors.map(error);
        assertThat(mapped).hasCause(error);
        assertThat(mapped).hasMessageContaining(error.getClass().getSimpleName());
        return mapped;
    }
}
