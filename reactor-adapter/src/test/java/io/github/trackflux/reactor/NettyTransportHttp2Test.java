package io.github.trackflux.reactor;

import static io.github.trackflux.reactor.Loopback.EMPTY_LIST;
import static io.github.trackflux.reactor.Loopback.SOON;
import static io.github.trackflux.reactor.Loopback.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.trackflux.call.TransportException;
import io.github.trackflux.call.UntrustedServerException;
import io.github.trackflux.page.PageAnswer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import java.net.URI;
import java.nio.file.Path;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;

/** HTTP/2 over real TLS on this machine. */
@Timeout(60)
class NettyTransportHttp2Test {
    @TempDir
    static Path directory;

    private static Certificates here;
    private final Loopback loopback = new Loopback();
    private final Queue<String> versions = new ConcurrentLinkedQueue<>();
    private final Set<Channel> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private final Queue<ChannelFuture> sent = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void certificates() throws Exception {
        here = Certificates.make(directory, "here", "san=ip:127.0.0.1,dns:localhost");
    }

    @AfterEach
    void close() {
        loopback.close();
    }

    @Test
    void where_tls_offers_it_every_call_is_http_2_and_connections_are_kept() {
        NettyTransport transport = transport(serve(HttpProtocol.H2, HttpProtocol.HTTP11));
        send(transport).block(SOON);

        Flux.range(0, 100).flatMap(i -> send(transport), 16).blockLast(SOON);

        assertThat(versions).hasSize(101).allMatch(version -> version.equals("HTTP/2.0"));
        assertThat(connections).hasSizeLessThanOrEqualTo(16);
        int kept = connections.size();
        for (int i = 0; i < 20; i++) {
            send(transport).block(SOON);
        }
        assertThat(connections).hasSize(kept);
    }

    @Test
    void where_tls_does_not_it_is_http_1() {
        NettyTransport transport = transport(serve(HttpProtocol.HTTP11));

        assertThat(send(transport).block(SOON).reply().code()).isEqualTo("00000");
        assertThat(versions).containsExactly("HTTP/1.1");
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused_here_too() {
        NettyTransport transport = loopback.transport(serve(HttpProtocol.H2, HttpProtocol.HTTP11));

        assertThat(catchThrowable(() -> send(transport).block(SOON))).isInstanceOf(UntrustedServerException.class);
        assertThat(versions).isEmpty();
    }

    @Test
    void a_stream_that_the_server_refuses_is_a_lost_call_and_its_one_retry_takes_a_fresh_connection() {
        URI url = serve(request -> {
            if (requests.incrementAndGet() == 2) {
                refuseStream(request);
                return Mono.never();
            }
            return null;
        });
        NettyTransport transport = transport(url);
        send(transport).block(SOON);

        PageAnswer answer = retrying(transport).block(SOON);

        assertThat(answer.page().rows()).isEmpty();
        assertThat(requests).hasValue(3);
        assertThat(connections).hasSize(2);
    }

    @Test
    void a_connection_that_the_server_sends_away_is_replaced() {
        URI url = serve(request -> {
            if (requests.incrementAndGet() == 2) {
                goAway(request);
                return Mono.never();
            }
            return null;
        });
        NettyTransport transport = transport(url);
        send(transport).block(SOON);

        assertThat(retrying(transport).block(SOON).page().rows()).isEmpty();
        assertThat(send(transport).block(SOON).reply().code()).isEqualTo("00000");
        assertThat(connections.size()).isBetween(2, 3);
    }

    @Test
    void without_a_retry_such_a_call_is_a_transport_error() {
        URI url = serve(request -> {
            refuseStream(request);
            return Mono.never();
        });

        assertThat(catchThrowable(() -> send(transport(url)).block(SOON))).isInstanceOf(TransportException.class);
    }

    private void refuseStream(HttpServerRequest request) {
        request.withConnection(connection ->
                sent.add(connection.channel().writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.REFUSED_STREAM))));
    }

    private void goAway(HttpServerRequest request) {
        request.withConnection(connection -> {
            Channel whole = connection.channel().parent();
            ChannelFuture said = whole.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
            sent.add(said.addListener(ChannelFutureListener.CLOSE));
        });
    }

    private static Mono<PageAnswer> retrying(Transport transport) {
        Time time = Time.system();
        PageSource signed = new SigningSource(transport, () -> Loopback.CREDENTIALS, new ServerClock(time), time);
        return new RetryingSource(signed, time).read(Samples.firstPage());
    }

    private NettyTransport transport(URI url) {
        return loopback.transport(url, here.trusted(), Time.system());
    }

    private URI serve(HttpProtocol... protocols) {
        return serve(request -> null, protocols);
    }

    private interface Mischief {
        Publisher<Void> before(HttpServerRequest request);
    }

    private URI serve(Mischief mischief) {
        return serve(mischief, HttpProtocol.H2, HttpProtocol.HTTP11);
    }

    private URI serve(Mischief mischief, HttpProtocol... protocols) {
        boolean second = protocols[0] == HttpProtocol.H2;
        UnaryOperator<HttpServer> tls = server -> second ? here.securedWithHttp2(server) : here.secured(server);
        return loopback.serve(server -> tls.apply(server).protocol(protocols), "https", (request, response) -> {
            versions.add(request.version().text());
            request.withConnection(connection -> {
                Channel parent = connection.channel().parent();
                connections.add(request.version().majorVersion() == 2 ? parent : connection.channel());
            });
            Publisher<Void> instead = mischief.before(request);
            return instead == null ? response.sendString(Mono.just(EMPTY_LIST)) : instead;
        });
    }
}
