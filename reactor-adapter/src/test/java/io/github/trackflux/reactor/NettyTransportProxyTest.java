package io.github.trackflux.reactor;

import static io.github.trackflux.reactor.Loopback.EMPTY_LIST;
import static io.github.trackflux.reactor.Loopback.SOON;
import static io.github.trackflux.reactor.Loopback.answering;
import static io.github.trackflux.reactor.Loopback.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.trackflux.call.TransportException;
import io.github.trackflux.call.UntrustedServerException;
import io.netty.buffer.ByteBuf;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;
import reactor.netty.transport.ProxyProvider;

/** Through a proxy on this machine, which is told where to connect and sees nothing of what goes through it. */
@Timeout(60)
class NettyTransportProxyTest {
    @TempDir
    static Path directory;

    private static Certificates here;

    private final Loopback loopback = new Loopback();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private DisposableServer proxy;

    @BeforeAll
    static void certificates() throws Exception {
        here = Certificates.make(directory, "here", "san=ip:127.0.0.1,dns:localhost");
    }

    @AfterEach
    void close() {
        loopback.close();
        proxy.disposeNow();
    }

    @Test
    void a_call_goes_through_a_tunnel_that_shows_nothing_of_it() {
        URI url = serve();
        proxy = proxy(url.getPort(), "200 Connection established");

        assertThat(send(loopback.transport(url, through(proxy), Time.system()))
                        .block(SOON)
                        .reply()
                        .code())
                .isEqualTo("00000");

        assertThat(requests).hasSize(1);
        assertThat(seen.peek()).startsWith("CONNECT 127.0.0.1:" + url.getPort() + " HTTP/1.1");
        assertThat(seen).noneMatch(bytes -> bytes.contains("ACCESS-") || bytes.contains("query-current-orders"));
    }

    @Test
    void the_server_behind_the_proxy_must_still_prove_who_it_is() {
        URI url = serve();
        proxy = proxy(url.getPort(), "200 Connection established");
        UnaryOperator<HttpClient> untrusting = client -> client.proxy(
                spec -> spec.type(ProxyProvider.Proxy.HTTP).host("127.0.0.1").port(proxy.port()));

        assertThat(catchThrowable(() ->
                        send(loopback.transport(url, untrusting, Time.system())).block(SOON)))
                .isInstanceOf(UntrustedServerException.class);
        assertThat(requests).isEmpty();
    }

    @Test
    void a_proxy_that_refuses_is_never_gone_around() {
        URI url = serve();
        proxy = proxy(url.getPort(), "407 Proxy Authentication Required");

        assertThat(catchThrowable(() -> send(loopback.transport(url, through(proxy), Time.system()))
                        .block(SOON)))
                .isInstanceOf(TransportException.class);
        assertThat(requests).isEmpty();
    }

    @Test
    void a_proxy_that_is_away_is_never_gone_around() {
        URI url = serve();
        proxy = proxy(url.getPort(), "200 Connection established");
        proxy.disposeNow();

        assertThat(catchThrowable(() -> send(loopback.transport(url, through(proxy), Time.system()))
                        .block(SOON)))
                .isInstanceOf(TransportException.class);
        assertThat(requests).isEmpty();
    }

    private URI serve() {
        return loopback.serve(NettyTransportProxyTest::http2, "https", (request, response) -> {
            requests.add(request.uri());
            return answering(200, EMPTY_LIST).apply(request, response);
        });
    }

    private static HttpServer http2(HttpServer server) {
        return here.securedWithHttp2(server).protocol(HttpProtocol.H2, HttpProtocol.HTTP11);
    }

    private static UnaryOperator<HttpClient> through(DisposableServer proxy) {
        return client -> here.trusted()
                .apply(client)
                .proxy(spec ->
                        spec.type(ProxyProvider.Proxy.HTTP).host("127.0.0.1").port(proxy.port()));
    }

    /** Answers the first words of a connection with a line, and passes on whatever follows, both ways. */
    private DisposableServer proxy(int target, String line) {
        return TcpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((in, out) -> in.receive()
                        .retain()
                        .switchOnFirst((first, all) -> {
                            Flux<ByteBuf> rest =
                                    all.doOnNext(bytes -> seen.add(bytes.toString(StandardCharsets.ISO_8859_1)));
                            Mono<String> said = Mono.just("HTTP/1.1 " + line + "\r\n\r\n");
                            if (!line.startsWith("200")) {
                                return rest.take(1)
                                        .doOnNext(ReferenceCountUtil::release)
                                        .thenMany(out.sendString(said));
                            }
                            return TcpClient.create()
                                    .host("127.0.0.1")
                                    .port(target)
                                    .connect()
                                    .flatMapMany(there -> Flux.merge(
                                            out.sendString(said).then(),
                                            there.outbound().send(rest.skip(1)).then(),
                                            out.send(there.inbound().receive().retain(), bytes -> true)
                                                    .then()));
                        })
                        .then())
                .bindNow();
    }
}
