package io.github.trackflux.reactor;

import static io.github.trackflux.reactor.Watched.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.trackflux.call.ProtocolException;
import io.github.trackflux.call.TrackfluxException;
import io.github.trackflux.call.TransportException;
import io.github.trackflux.simulator.SimulatedExchange;
import io.github.trackflux.simulator.exchange.Calls;
import io.github.trackflux.simulator.tls.Certificate;
import io.github.trackflux.simulator.wire.WireFault;
import io.github.trackflux.simulator.wire.WireFaults;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.tcp.SslProvider;

/** Connections that break, stall or go away, to a simulated exchange over real HTTP, as its user sees it. */
@Timeout(300)
class BrokenWireIT {
    private static final int SEVERAL_PAGES = 120;

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("reset", TransportException.class, WireFaults.reset()),
                arguments("closed in mid-body", TransportException.class, WireFaults.cutAfter(700)),
                arguments("closed in mid-head", TrackfluxException.class, WireFaults.cutAfter(40)),
                arguments("reset in mid-body", TransportException.class, WireFaults.resetAfter(700)));
    }

    @ParameterizedTest(name = "{0}")
    @MostlyWaits
    @MethodSource("faults")
    void an_answer_that_does_not_come_whole_fails_its_page_and_changes_nothing(
            String name, Class<? extends TrackfluxException> error, WireFault fault) {
        failsItsPageAndChangesNothing(name, error, fault);
    }

    static Stream<Arguments> longFaults() {
        return Stream.of(
                arguments("a black hole", TransportException.class, WireFaults.lost()),
                arguments("silent in mid-body", TransportException.class, WireFaults.silentAfter(700)),
                arguments("200 MB", ProtocolException.class, WireFaults.padded(200_000_000)),
                arguments("endless", ProtocolException.class, WireFaults.endless()));
    }

    @ParameterizedTest(name = "{0}")
    @Tag("long")
    @MostlyWaits
    @MethodSource("longFaults")
    void nor_does_one_that_takes_until_it_is_given_up(
            String name, Class<? extends TrackfluxException> error, WireFault fault) {
        failsItsPageAndChangesNothing(name, error, fault);
    }

    private static void failsItsPageAndChangesNothing(
            String name, Class<? extends TrackfluxException> error, WireFault fault) {
        try (Watched watched = Watched.start(Watched.IMPATIENT)) {
            watched.untilTrue();
            assertThat(watched.changes()).hasSize(watched.open().size());

            watched.exchange.wire(fault);
            watched.until("sweeps fail", step -> step.health().failedSweeps() > 0);
            assertThat(catchThrowable(() -> watched.orders.list(Samples.QUERY).blockLast(PATIENCE)))
                    .isInstanceOf(error);
            assertThat(watched.changes()).isEmpty();

            watched.exchange.wire();
            watched.untilTrue();
            watched.followsAlong(name);
        }
    }

    @Test
    @MostlyWaits
    void bytes_that_come_one_by_one_are_read() {
        try (SimulatedExchange exchange =
                        Watched.still(SEVERAL_PAGES).wire(WireFaults.sliced(1)).start();
                TrackingOrders orders = Watched.client(exchange).build()) {
            assertReadWhole(exchange, orders);
        }
    }

    @Test
    @MostlyWaits
    void a_kilobyte_a_second_is_given_up_in_time() {
        // Time that passes a hundred times as fast, and bytes that do not.
        try (SimulatedExchange exchange =
                        Watched.still(50).wire(WireFaults.slow(1024)).start();
                TrackingOrders orders = Watched.client(exchange)
                        .time(FastTime.on(Schedulers.parallel()))
                        .build()) {
            assertThat(catchThrowable(() -> orders.list(Samples.QUERY).blockLast(PATIENCE)))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("in time");
        }
    }

    static Stream<Arguments> oneConnectionEach() {
        return Stream.of(
                arguments("open on one side only", WireFaults.deafAfterwards()),
                arguments("closed at once", WireFaults.closedAfter(Duration.ZERO)),
                arguments("closed as the next call is sent", WireFaults.closedAfter(Duration.ofMillis(109))),
                arguments("reset on every second call", WireFaults.reset().when(call -> call.number() % 2 == 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MostlyWaits
    @MethodSource("oneConnectionEach")
    void a_call_on_a_connection_that_is_gone_is_made_again_on_another(String name, WireFault fault) {
        try (SimulatedExchange exchange =
                        Watched.still(SEVERAL_PAGES).wire(fault).start();
                TrackingOrders orders =
                        Watched.client(exchange).httpClient(Watched.IMPATIENT).build()) {
            assertReadWhole(exchange, orders);
        }
    }

    @ParameterizedTest
    @MostlyWaits
    @MethodSource("leaving")
    void a_stream_of_http_2_that_was_not_processed_is_asked_for_again(String name, WireFault fault) {
        try (SimulatedExchange exchange = Watched.still(SEVERAL_PAGES)
                        .tls(Certificate.GOOD)
                        .wire(fault.when(Calls.numbered(2, 2)), fault.when(Calls.numbered(5, 5)))
                        .start();
                TrackingOrders orders = Watched.client(exchange)
                        .httpClient(speakingHttp2(exchange.authority()))
                        .build()) {
            assertReadWhole(exchange, orders);
        }
    }

    static Stream<Arguments> leaving() {
        return Stream.of(
                arguments("going away", WireFaults.goingAway()), arguments("refused", WireFaults.streamRefused()));
    }

    /** Every row of a walk over several pages, and none refused. */
    private static void assertReadWhole(SimulatedExchange exchange, TrackingOrders orders) {
        assertThat(orders.list(Samples.QUERY).count().block(PATIENCE))
                .isEqualTo((long) exchange.market(market -> market.size()));
        assertThat(exchange.tally().throttled()).isZero();
    }

    private static UnaryOperator<HttpClient> speakingHttp2(X509Certificate trusted) {
        SslProvider.GenericSslContextSpec<?> tls =
                Http2SslContextSpec.forClient().configure(context -> context.trustManager(trusted));
        return client -> client.protocol(HttpProtocol.H2).secure(spec -> spec.sslContext(tls));
    }
}
