package io.github.trackflux.reactor;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.auth.RequestSigner;
import io.github.trackflux.call.ApiCall;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.suite.TestSecrets;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.tcp.TcpServer;

/** Servers on this machine and clients of them; closed together. */
final class Loopback implements AutoCloseable {
    static final Credentials CREDENTIALS = TestSecrets.credentials();
    static final Duration SOON = Duration.ofSeconds(20);
    static final String EMPTY_LIST =
            "{\"code\":\"00000\",\"msg\":\"success\",\"requestTime\":1767225600000,\"data\":[]}";

    private final List<DisposableServer> servers = new ArrayList<>();
    private final List<Transport> transports = new ArrayList<>();

    /** What a server does with a request. */
    interface Handler extends BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {}

    URI serve(Handler handler) {
        return serve(server -> server, "http", handler);
    }

    URI serve(UnaryOperator<HttpServer> settings, String scheme, Handler handler) {
        DisposableServer server = settings.apply(HttpServer.create())
                .host("127.0.0.1")
                .port(0)
                .handle(handler)
                .bindNow();
        servers.add(server);
        return URI.create(scheme + "://127.0.0.1:" + server.port());
    }

    /** A server that says these bytes to every request, whatever they are, and hangs up. */
    URI serveRaw(String bytes) {
        DisposableServer server = TcpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((in, out) -> in.receive()
                        .take(1)
                        .thenMany(out.sendByteArray(Mono.just(bytes.getBytes(StandardCharsets.ISO_8859_1)))))
                .bindNow();
        servers.add(server);
        return URI.create("http://127.0.0.1:" + server.port());
    }

    static Handler answering(int status, String body) {
        return (request, response) -> response.status(status).sendString(Mono.just(body));
    }

    static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    /** Closes a server and forgets it, so that its port is free. */
    void stop() {
        servers.forEach(DisposableServer::disposeNow);
        servers.clear();
    }

    NettyTransport transport(URI url) {
        return transport(url, client -> client, Time.system());
    }

    NettyTransport transport(URI url, UnaryOperator<HttpClient> customiser, Time time) {
        NettyTransport transport = new NettyTransport(url, customiser, time);
        transports.add(transport);
        return transport;
    }

    /** One signed call. */
    static Mono<Transport.Received> send(Transport transport) {
        ApiCall call = Samples.firstPage().toCall();
        return Mono.defer(() -> transport.send(call, headers(call)));
    }

    static Map<String, String> headers(ApiCall call) {
        return RequestSigner.sign(call, CREDENTIALS, Instant.now());
    }

    /** One signed call whose refusal is its error. */
    static Mono<PageAnswer> read(Transport transport) {
        Time time = Time.system();
        return new SigningSource(transport, () -> CREDENTIALS, new ServerClock(time), time).read(Samples.firstPage());
    }

    /** A body of the exchange with so many orders. */
    static String list(int orders) {
        String rows = IntStream.rangeClosed(1, orders)
                .mapToObj(n -> "{\"trackingNo\":\"" + n + "\",\"symbol\":\"BTCUSDT\",\"posSide\":\"long\"}")
                .collect(Collectors.joining(","));
        return EMPTY_LIST.replace("[]", "[" + rows + "]");
    }

    @Override
    public void close() {
        transports.forEach(Transport::close);
        stop();
    }
}
