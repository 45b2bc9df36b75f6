package io.github.trackflux.reactor;

import static io.github.trackflux.reactor.Loopback.EMPTY_LIST;
import static io.github.trackflux.reactor.Loopback.SOON;
import static io.github.trackflux.reactor.Loopback.answering;
import static io.github.trackflux.reactor.Loopback.read;
import static io.github.trackflux.reactor.Loopback.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.trackflux.call.ApiCall;
import io.github.trackflux.call.ProtocolException;
import io.github.trackflux.call.ServerException;
import io.github.trackflux.call.ThrottledException;
import io.github.trackflux.call.TrackfluxException;
import io.github.trackflux.call.TransportException;
import io.github.trackflux.call.UntrustedServerException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableChannel;

/** Over real HTTP on this machine. */
@Timeout(60)
class NettyTransportTest {
    private static final String HTML = "<html><body>502 Bad Gateway</body></html>";

    private final Loopback loopback = new Loopback();

    @AfterEach
    void close() {
        loopback.close();
    }

    @Test
    void what_is_sent_is_the_target_and_the_headers_that_were_signed() {
        Queue<String> targets = new ConcurrentLinkedQueue<>();
        Map<String, String> seen = new ConcurrentHashMap<>();
        URI url = loopback.serve((request, response) -> {
            targets.add(request.method() + " " + request.uri());
            request.requestHeaders().forEach(header -> seen.put(header.getKey(), header.getValue()));
            return response.sendString(Mono.just(EMPTY_LIST));
        });
        ApiCall call = new ApiCall("/api/v2/x", new TreeMap<>(Map.of("symbol", "$MYROUSDT", "traderId", "a b/ü")));
        Map<String, String> headers = Loopback.headers(call);

        loopback.transport(url).send(call, headers).block(SOON);

        assertThat(targets).containsExactly("GET " + call.target());
        assertThat(seen).containsAllEntriesOf(headers);
    }

    @Test
    void an_answer_is_its_status_and_its_envelope() {
        Transport.Received received = send(loopback.transport(loopback.serve(answering(200, Loopback.list(3)))))
                .block(SOON);

        assertThat(received.status()).isEqualTo(200);
        assertThat(received.reply().code()).isEqualTo("00000");
        assertThat(received.reply().page().orElseThrow().rows()).hasSize(3);
        assertThat(received.reply().requestTime()).isPresent();
    }

    @Test
    void calls_one_after_the_other_share_a_connection() {
        Set<String> connections = ConcurrentHashMap.newKeySet();
        URI url = loopback.serve((request, response) -> {
            request.withConnection(connection ->
                    connections.add(connection.channel().remoteAddress().toString()));
            return response.sendString(Mono.just(EMPTY_LIST));
        });
        NettyTransport transport = loopback.transport(url);

        for (int i = 0; i < 50; i++) {
            send(transport).block(SOON);
        }

        // The next call may begin just before the connection of the last is given back.
        assertThat(connections).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void gzip_is_asked_for_and_read() {
        Queue<String> encodings = new ConcurrentLinkedQueue<>();
        URI url = loopback.serve(server -> server.compress(true), "http", (request, response) -> {
            encodings.add(request.requestHeaders().get("Accept-Encoding", ""));
            return response.sendString(Mono.just(Loopback.list(500)));
        });

        Transport.Received received = send(loopback.transport(url)).block(SOON);

        assertThat(received.reply().page().orElseThrow().rows()).hasSize(500);
        assertThat(encodings).allMatch(encoding -> encoding.contains("gzip"));
    }

    @Test
    void an_answer_that_comes_byte_by_byte_is_read() {
        Flux<String> letters = Flux.fromArray(Loopback.list(5).split(""));
        URI url = loopback.serve((request, response) -> response.send(letters.map(Loopback::bytes), bytes -> true));

        assertThat(send(loopback.transport(url))
                        .block(SOON)
                        .reply()
                        .page()
                        .orElseThrow()
                        .rows())
                .hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_not_followed_and_the_other_host_sees_nothing(int status) {
        AtomicInteger elsewhere = new AtomicInteger();
        URI other = loopback.serve((request, response) -> {
            elsewhere.incrementAndGet();
            return response.sendString(Mono.just(EMPTY_LIST));
        });
        URI url = loopback.serve((request, response) ->
                response.status(status).header("Location", other + "/stolen").send());

        Throwable error =
                catchThrowable(() -> read(loopback.transport(url, client -> client.followRedirect(true), Time.system()))
                        .block(SOON));

        assertThat(error).isInstanceOf(UntrustedServerException.class);
        assertThat(elsewhere).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {HTML, "", "[]", "null", "{\"code\":\"00000\"}", "{\"code\":\"00000\",\"data\":[", "\0"})
    void what_is_no_answer_of_the_exchange_under_a_good_status_is_a_protocol_error(String body) {
        URI url = loopback.serve(answering(200, body));

        assertThat(catchThrowable(() -> send(loopback.transport(url)).block(SOON)))
                .isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {HTML, ""})
    void what_is_no_answer_of_the_exchange_under_a_bad_status_is_classed_by_the_status(String body) {
        URI url = loopback.serve(answering(502, body));

        assertThat(catchThrowable(() -> read(loopback.transport(url)).block(SOON)))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("502");
    }

    @Test
    void a_refusal_by_code_is_handed_on_as_it_is() {
        URI url = loopback.serve(
                answering(400, "{\"code\":\"40009\",\"msg\":\"sign error\",\"requestTime\":1767225600000}"));

        Transport.Received received = send(loopback.transport(url)).block(SOON);

        assertThat(received.status()).isEqualTo(400);
        assertThat(received.reply().code()).isEqualTo("40009");
        assertThat(received.reply().requestTime()).isPresent();
    }

    @ParameterizedTest(name = "Retry-After: {0}")
    @CsvSource(
            nullValues = "none",
            value = {
                "7, PT7S",
                "0, PT0S",
                "86400, PT24H",
                "none, none",
                "soon, none",
                "-1, none",
                "1.5, none",
                "99999999999999999999, none",
                "'', none"
            })
    void how_long_to_wait_is_read_if_it_can_be(String header, Duration wait) {
        URI url = loopback.serve((request, response) -> {
            if (header != null) {
                response.header("Retry-After", header);
            }
            return response.status(429).sendString(Mono.just("{\"code\":\"429\",\"msg\":\"slow\"}"));
        });

        assertThat(catchThrowable(() -> read(loopback.transport(url)).block(SOON)))
                .isInstanceOfSatisfying(
                        ThrottledException.class,
                        error -> assertThat(error.retryAfter()).isEqualTo(Optional.ofNullable(wait)));
    }

    @Test
    void a_body_that_is_cut_off_is_a_transport_error() {
        URI url = loopback.serveRaw("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"code\":\"000");

        assertThat(catchThrowable(() -> send(loopback.transport(url)).block(SOON)))
                .isInstanceOf(TransportException.class);
    }

    @Test
    void a_server_that_hangs_up_without_a_word_is_a_transport_error_after_one_try() {
        AtomicInteger requests = new AtomicInteger();
        URI url = loopback.serve((request, response) -> {
            requests.incrementAndGet();
            request.withConnection(DisposableChannel::dispose);
            return Mono.never();
        });

        assertThat(catchThrowable(() -> send(loopback.transport(url)).block(SOON)))
                .isInstanceOf(TransportException.class);
        assertThat(requests).hasValue(1);
    }

    @Test
    void what_is_no_http_is_an_error_that_passes() {
        URI url = loopback.serveRaw("SSH-2.0-OpenSSH_9.2\r\n\r\n");

        assertThat(catchThrowable(() -> send(loopback.transport(url)).block(SOON)))
                .isInstanceOfSatisfying(
                        TrackfluxException.class,
                        error -> assertThat(error.isTransient()).isTrue());
    }

    @Test
    void endless_headers_are_a_protocol_error() {
        URI url = loopback.serveRaw("HTTP/1.1 200 OK\r\nX: " + "x".repeat(200_000));

        assertThat(catchThrowable(() -> send(loopback.transport(url)).block(SOON)))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void nobody_there_is_a_transport_error() {
        URI url = loopback.serve(answering(200, EMPTY_LIST));
        loopback.stop();

        assertThat(catchThrowable(() -> send(loopback.transport(url)).block(SOON)))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("did not reach the server");
    }

    @Test
    void an_answer_that_never_begins_is_given_up() {
        URI url = loopback.serve((request, response) -> Mono.never());
        Duration quick = Duration.ofMillis(200);

        assertThat(catchThrowable(
                        () -> send(loopback.transport(url, client -> client.responseTimeout(quick), Time.system()))
                                .block(SOON)))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("in time");
    }

    @Test
    void an_answer_that_never_ends_is_given_up_after_five_seconds_and_its_connection_closed() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        Flux<String> blanks = Flux.interval(Duration.ofMillis(5)).map(tick -> " ");
        URI url = loopback.serve((request, response) -> {
            request.withConnection(connection -> connection.onDispose(gone::countDown));
            return response.send(blanks.map(Loopback::bytes), bytes -> true);
        });
        // Time that passes a hundred times as fast: 50 ms.
        NettyTransport transport = loopback.transport(url, client -> client, FastTime.on(Schedulers.parallel()));

        assertThat(catchThrowable(() -> send(transport).block(SOON)))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("in time");
        assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void cancelling_a_call_closes_its_connection() throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        URI url = loopback.serve((request, response) -> {
            request.withConnection(connection -> connection.onDispose(gone::countDown));
            there.countDown();
            return Mono.never();
        });
        var call = send(loopback.transport(url)).subscribe();
        assertThat(there.await(10, TimeUnit.SECONDS)).isTrue();

        call.dispose();

        assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void after_closing_nothing_is_sent() {
        AtomicInteger requests = new AtomicInteger();
        URI url = loopback.serve((request, response) -> {
            requests.incrementAndGet();
            return response.sendString(Mono.just(EMPTY_LIST));
        });
        NettyTransport transport = loopback.transport(url);
        send(transport).block(SOON);

        transport.close();
        transport.close();

        assertThat(catchThrowable(() -> send(transport).block(SOON)))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("closed");
        assertThat(requests).hasValue(1);
    }

    @Test
    void closing_closes_idle_connections_and_those_in_use_when_their_call_ends() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(2);
        Sinks.One<String> late = Sinks.one();
        AtomicInteger requests = new AtomicInteger();
        URI url = loopback.serve((request, response) -> {
            request.withConnection(connection -> connection.onDispose(gone::countDown));
            boolean first = requests.incrementAndGet() == 1;
            asked.countDown();
            return response.sendString(first ? late.asMono() : Mono.just(EMPTY_LIST));
        });
        NettyTransport transport = loopback.transport(url);
        CountDownLatch answered = new CountDownLatch(1);
        send(transport).subscribe(answer -> answered.countDown());
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        send(transport).block(SOON);

        transport.close();
        late.tryEmitValue(EMPTY_LIST).orThrow();

        assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
