package io.github.trackflux.reactor;

import static io.github.trackflux.reactor.Watched.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.trackflux.call.ProtocolException;
import io.github.trackflux.call.TrackfluxException;
import io.github.trackflux.call.UntrustedServerException;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.simulator.SimulatedExchange;
import io.github.trackflux.simulator.exchange.BrokenBodies;
import io.github.trackflux.simulator.exchange.Calls;
import io.github.trackflux.simulator.exchange.Quirk;
import io.github.trackflux.view.Anomaly;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Answers that are not what they claim to be, from a simulated exchange over real HTTP, as its user sees it. */
@Timeout(300)
class BrokenAnswersIT {
    private static final String MANY_DIGITS = "1".repeat(1_000_000);

    private final Loopback loopback = new Loopback();

    @AfterEach
    void close() {
        loopback.close();
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments("a page for people", BrokenBodies.html()),
                arguments("nothing", BrokenBodies.nothing()),
                arguments("half of it", BrokenBodies.half()),
                arguments("a depth of 10,000", BrokenBodies.deep(10_000)),
                arguments("a number of a megabyte", BrokenBodies.unknownField(MANY_DIGITS)),
                arguments("not a number", BrokenBodies.field("openSize", "NaN")),
                arguments("a byte order mark", BrokenBodies.byteOrderMark()),
                arguments("two lists", BrokenBodies.dataTwice()),
                arguments("no UTF-8", BrokenBodies.notUtf8()),
                arguments("no gzip, though it says so", BrokenBodies.notPacked()),
                arguments("a gzip bomb", BrokenBodies.gzipBomb(256)));
    }

    @ParameterizedTest(name = "{0}")
    @MostlyWaits
    @MethodSource("bodies")
    void a_body_that_cannot_be_read_fails_its_page_and_changes_nothing(String name, Quirk quirk) {
        try (Watched watched = Watched.start(client -> client)) {
            watched.untilTrue();
            assertThat(watched.changes()).hasSize(watched.open().size());

            watched.exchange.change(settings -> settings.with(quirk));
            watched.until("sweeps fail", step -> step.health().failedSweeps() > 0);
            assertThat(catchThrowable(() -> watched.orders.list(Samples.QUERY).blockLast(PATIENCE)))
                    .isInstanceOf(ProtocolException.class);
            assertThat(watched.changes()).isEmpty();

            watched.exchange.change(settings -> settings.withQuirks(List.of()));
            watched.untilTrue();
            watched.followsAlong(name);
        }
    }

    @ParameterizedTest
    @MostlyWaits
    @ValueSource(strings = {"1E1000000", "\"1E400\"", "\"-1\"", "\"NaN\"", "[[[[1]]]]"})
    void rows_with_a_size_that_is_none_cannot_be_read_and_still_count_as_seen(String size) {
        try (Watched watched = Watched.start(client -> client)) {
            watched.untilTrue();
            assertThat(watched.changes()).isNotEmpty();

            watched.exchange.change(settings -> settings.with(BrokenBodies.field("openSize", size)));
            watched.until("rows are rejected", step -> step.health().anomalies().contains(Anomaly.ROW_REJECTED));
            for (int sweeps = 0; sweeps < 3; sweeps++) {
                watched.until("a sweep ends", step -> step.view().isPresent());
            }
            assertThat(watched.orders.list(Samples.QUERY).collectList().block(PATIENCE))
                    .isEmpty();
            assertThat(watched.changes()).isEmpty();

            watched.exchange.change(settings -> settings.withQuirks(List.of()));
            watched.followsAlong(size);
        }
    }

    @Test
    @MostlyWaits
    void half_a_character_in_a_name_costs_nothing() {
        Quirk half = BrokenBodies.field("traderName", "\"half \\ud83d\"");
        try (SimulatedExchange exchange = Watched.still(20).quirks(half).start();
                TrackingOrders orders = Watched.client(exchange).build()) {
            List<TrackingOrder> rows = orders.list(Samples.QUERY).collectList().block(PATIENCE);

            assertThat(rows)
                    .hasSize(exchange.market(market -> market.size()))
                    .allMatch(order -> order.traderName().orElse("").startsWith("half "));
        }
    }

    @Test
    @MostlyWaits
    void a_redirect_ends_a_feed_at_once_and_the_other_host_sees_nothing() {
        Time time = Time.system();
        AtomicInteger elsewhere = new AtomicInteger();
        URI other = loopback.serve((request, response) -> {
            elsewhere.incrementAndGet();
            return response.sendString(Mono.just(Loopback.EMPTY_LIST));
        });
        try (SimulatedExchange exchange = Watched.still(20)
                        .quirks(BrokenBodies.redirect(other + "/stolen"))
                        .start();
                // So rarely, begun at once and with such patience that no second call is sent before the first is
                // answered.
                TrackingOrders orders = Watched.client(exchange)
                        .every(Duration.ofMinutes(1))
                        .time(new Time(time.scheduler(), time.watch(), time.nanos(), time.wall(), () -> 0))
                        .httpClient(client -> client.responseTimeout(PATIENCE))
                        .build()) {
            assertThat(catchThrowable(() -> orders.steps(Samples.QUERY).blockLast(PATIENCE)))
                    .isInstanceOf(UntrustedServerException.class);
            long calls = exchange.tally().calls();
            assertThat(calls).isEqualTo(1);
            assertThat(catchThrowable(() -> orders.list(Samples.QUERY).blockLast(PATIENCE)))
                    .isInstanceOf(UntrustedServerException.class);

            assertThat(exchange.tally().calls()).isEqualTo(calls + 1);
            assertThat(elsewhere).hasValue(0);
        }
    }

    @ParameterizedTest(name = "Retry-After: {0}")
    @MostlyWaits
    @ValueSource(strings = {"1", "0", "-1", "soon", "", "99999999999999999999", "Wed, 21 Oct 2015 07:28:00 GMT"})
    void a_call_that_is_told_to_wait_comes_again_whatever_it_is_told(String retryAfter) {
        Quirk wait = BrokenBodies.throttled(retryAfter).when(Calls.numbered(1, 1));
        try (SimulatedExchange exchange = Watched.still(20).quirks(wait).start();
                TrackingOrders orders = Watched.client(exchange).build()) {
            assertThat(orders.list(Samples.QUERY).count().block(PATIENCE))
                    .isEqualTo((long) exchange.market(market -> market.size()));
            assertThat(exchange.tally().throttled()).isEqualTo(1);
        }
    }

    @Test
    @MostlyWaits
    void a_status_without_a_word_is_an_error_that_passes() {
        for (int status : new int[] {403, 418, 500, 502, 503, 504, 408}) {
            try (SimulatedExchange exchange =
                            Watched.still(20).quirks(BrokenBodies.bare(status)).start();
                    TrackingOrders orders = Watched.client(exchange).build()) {
                assertThat(catchThrowable(() -> orders.list(Samples.QUERY).blockLast(PATIENCE)))
                        .as("status %d", status)
                        .isInstanceOfSatisfying(
                                TrackfluxException.class,
                                error -> assertThat(error.isTransient()).isTrue());
            }
        }
    }
}
