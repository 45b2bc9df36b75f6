package io.github.trackflux.simulator;

import io.github.trackflux.simulator.exchange.Reply;
import io.github.trackflux.simulator.exchange.Request;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** HTTP/1.1 on loopback: kept-alive connections, gzip for who asks for it. */
final class HttpFront implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int WORTH_COMPRESSING = 1024;

    private final Function<Request, CompletableFuture<Reply>> exchange;
    private final LoopResources loops;
    private final Scheduler writing;
    private final DisposableServer server;

    /** Listens on the port of 127.0.0.1; 0 takes any that is free. */
    HttpFront(int port, Function<Request, CompletableFuture<Reply>> exchange) {
        this.exchange = exchange;
        this.loops = LoopResources.create("simulated-exchange-http", 2, true);
        this.writing = Schedulers.fromExecutorService(loops.onServer(true), "simulated-exchange-http");
        try {
            this.server = HttpServer.create()
                    .runOn(loops)
                    .host("127.0.0.1")
                    .port(port)
                    .compress(WORTH_COMPRESSING)
                    .handle(this::handle)
                    .bindNow();
        } catch (RuntimeException noServer) {
            loops.dispose();
            throw noServer;
        }
    }

    int port() {
        return server.port();
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        // The call has arrived: it is counted and answered even if its client is gone by then.
        // It is written on a thread of the connections, since compressing would hold up the market.
        return Mono.fromFuture(() -> exchange.apply(read(request)), true)
                .publishOn(writing)
                .flatMap(reply -> write(reply, response).then());
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

    private static Mono<Void> write(Reply reply, HttpServerResponse response) {
        response.status(reply.status());
        reply.headers().forEach(response::header);
        return response.sendByteArray(Mono.just(reply.body())).then();
    }

    @Override
    public void close() {
        server.disposeNow(GRACE);
        loops.disposeLater(Duration.ZERO, GRACE).block(GRACE.multipliedBy(2));
    }
}
