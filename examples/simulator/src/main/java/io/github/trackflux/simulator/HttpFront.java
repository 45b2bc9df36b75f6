package io.github.trackflux.simulator;

import io.github.trackflux.simulator.exchange.Request;
import io.github.trackflux.simulator.tls.Identity;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.SslProvider;

/** HTTP/1.1 on loopback, and HTTP/2 over TLS: kept-alive connections, gzip for who asks for it. */
final class HttpFront implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int WORTH_COMPRESSING = 1024;

    private final Function<Request, CompletableFuture<Arrived>> exchange;
    private final LoopResources loops;
    private final Scheduler writing;
    private final DisposableServer server;
    private final AtomicInteger connections = new AtomicInteger();

    /** Listens on the port of 127.0.0.1, 0 for any that is free; with TLS if it is given an identity. */
    HttpFront(int port, @Nullable Identity identity, Function<Request, CompletableFuture<Arrived>> exchange) {
        this.exchange = exchange;
        this.loops = LoopResources.create("simulated-exchange-http", 2, true);
        this.writing = Schedulers.fromExecutorService(loops.onServer(true), "simulated-exchange-http");
        try {
            this.server = spoken(identity)
                    .runOn(loops)
                    .host("127.0.0.1")
                    .port(port)
                    .compress(WORTH_COMPRESSING)
                    .doOnChannelInit(
                            (observer, channel, address) -> channel.pipeline().addFirst(new RawWire(connections)))
                    .handle(this::handle)
                    .bindNow();
        } catch (RuntimeException noServer) {
            loops.dispose();
            throw noServer;
        }
    }

    private static HttpServer spoken(@Nullable Identity identity) {
        if (identity == null) {
            return HttpServer.create();
        }
        SslProvider.GenericSslContextSpec<?> tls =
                Http2SslContextSpec.forServer(identity.key(), identity.certificate());
        return HttpServer.create().secure(spec -> spec.sslContext(tls)).protocol(HttpProtocol.H2, HttpProtocol.HTTP11);
    }

    int port() {
        return server.port();
    }

    /** How many connections are open. */
    int connections() {
        return connections.get();
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        // The call has arrived: it is counted and answered even if its client is gone by then.
        // It is written on a thread of the connections, since compressing would hold up the market.
        AtomicReference<Channel> channel = new AtomicReference<>();
        request.withConnection(connection -> channel.set(connection.channel()));
        return Mono.fromFuture(() -> exchange.apply(read(request)), true)
                .publishOn(writing)
                .flatMap(arrived -> new Delivery(arrived, response, Objects.requireNonNull(channel.get())).deliver());
    }

    private static Request read(HttpServerRequest request) {
        String uri = request.uri();
        int question = uri.indexOf('?');
        Map<String, String> headers = new HashMap<>();
        request.requestHeaders().forEach(header -> headers.putIfAbsent(header.getKey(), header.getValue()));
        return new Request(
                request.method().name(),
                question < 0 ? uri : uri.substring(0, question),
                question < 0 ? "" : uri.substring(question + 1),
                headers);
    }

    @Override
    public void close() {
        server.disposeNow(GRACE);
        loops.disposeLater(Duration.ZERO, GRACE).block(GRACE.multipliedBy(2));
    }
}
