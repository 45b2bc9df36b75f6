package io.github.trackflux.reactor;

import io.github.trackflux.call.ApiCall;
import io.github.trackflux.call.ProtocolException;
import io.github.trackflux.call.TransportException;
import io.github.trackflux.page.IncomingReply;
import io.github.trackflux.page.RememberingDecoder;
import io.github.trackflux.page.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/** Sends over Reactor Netty, on a small pool of connections of its own. */
final class NettyTransport implements Transport {
    private static final int CONNECT_MILLIS = 2_000;
    private static final Duration RESPONSE = Duration.ofSeconds(3);
    private static final Duration TOTAL = Duration.ofSeconds(5);
    private static final int CONNECTIONS = 24;
    // Below what servers and balancers usually keep an idle connection for.
    private static final Duration IDLE = Duration.ofSeconds(15);
    // So that what was in use a moment ago is not taken, and no more than one call uses it.
    private static final Duration FRESH_IDLE = Duration.ofMillis(1);
    private static final Reply NO_CODE = new Reply("", "", Optional.empty(), Optional.empty());

    private final ConnectionProvider pool;
    private final ConnectionProvider freshPool;
    private final HttpClient client;
    private final HttpClient freshClient;
    private final RememberingDecoder decoder = new RememberingDecoder();
    private final Time time;
    private volatile boolean closed;

    NettyTransport(URI baseUrl, UnaryOperator<HttpClient> customiser, Time time) {
        this.time = time;
        this.pool = pool("trackflux", IDLE);
        this.freshPool = pool("trackflux-fresh", FRESH_IDLE);
        this.client = client(pool, baseUrl, customiser);
        this.freshClient = client(freshPool, baseUrl, customiser);
    }

    private static ConnectionProvider pool(String name, Duration idle) {
        return ConnectionProvider.builder(name)
                .maxConnections(CONNECTIONS)
                .maxIdleTime(idle)
                .evictInBackground(IDLE)
                .build();
    }

    /** No resolver is set: the default one keeps to the records' time to live, and a proxy then resolves by itself. */
    private static HttpClient client(ConnectionProvider pool, URI baseUrl, UnaryOperator<HttpClient> customiser) {
        HttpClient base = HttpClient.create(pool)
                .compress(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .responseTimeout(RESPONSE);
        // By ALPN, so HTTP/2 only where TLS offers it.
        HttpClient spoken =
                baseUrl.getScheme().equals("https") ? base.protocol(HttpProtocol.H2, HttpProtocol.HTTP11) : base;
        // What keeps credentials safe and retries in one place is not for customising.
        return customiser
                .apply(spoken)
                // It would write the headers that hold key, signature and passphrase into the log.
                .wiretap(false)
                .baseUrl(baseUrl.toString())
                .followRedirect(false)
                .disableRetry(true);
    }

    @Override
    public Mono<Received> send(ApiCall call, Map<String, String> headers) {
        if (closed) {
            // The pool would open a new one.
            return Mono.error(new TransportException("", "the client is closed"));
        }
        return Mono.deferContextual(
                        context -> call(context.hasKey(RetryingSource.FRESH) ? freshClient : client, call, headers))
                .contextWrite(LateErrors::quiet);
    }

    private Mono<Received> call(HttpClient over, ApiCall call, Map<String, String> headers) {
        String target = call.target();
        return over.headers(all -> headers.forEach(all::set))
                .get()
                .uri(target)
                .response((response, body) -> receive(target, response, body))
                .single()
                .timeout(TOTAL, time.scheduler())
                .onErrorMap(NetworkErrors::map);
    }

    private Mono<Received> receive(String target, HttpClientResponse response, ByteBufFlux body) {
        int status = response.status().code();
        return body.collect(() -> decoder.begin(target), NettyTransport::add)
                .map(whole -> received(response, decode(status, whole)));
    }

    private Received received(HttpClientResponse response, Reply reply) {
        HttpHeaders headers = response.responseHeaders();
        return new Received(
                response.status().code(),
                ThrottleHeaders.retryAfter(
                        headers, reply.requestTime(), time.wall().get()),
                ThrottleHeaders.remaining(headers),
                reply);
    }

    /** Read as it comes: whoever holds the network's own buffers until the end loses them when a call is cancelled. */
    private static void add(IncomingReply reply, ByteBuf part) {
        if (part.nioBufferCount() == 1) {
            reply.add(part.nioBuffer());
        } else {
            for (ByteBuffer piece : part.nioBuffers()) {
                reply.add(piece);
            }
        }
    }

    private static Reply decode(int status, IncomingReply whole) {
        try {
            return whole.end();
        } catch (ProtocolException e) {
            if (status == 200) {
                throw e;
            }
            return NO_CODE;
        }
    }

    /** Closes idle connections at once, and those in use when their call ends. */
    @Override
    public void close() {
        closed = true;
        pool.dispose();
        freshPool.dispose();
    }
}
