package io.github.trackflux.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.trackflux.simulator.NamedFault;
import io.github.trackflux.simulator.exchange.Quirks;
import io.github.trackflux.simulator.market.NewOrder;
import io.github.trackflux.simulator.market.Row;
import io.github.trackflux.simulator.wire.WireFaults;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The time needs no key; a call for it is a call like any other. */
class SimulatorExtensionTest {
    @RegisterExtension
    static final SimulatorExtension exchange = SimulatorExtension.still();

    private static final List<URI> SEEN = new ArrayList<>();
    private static final List<String> CLOSED = new ArrayList<>();

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void one_test_leaves_nothing_to_the_next() throws Exception {
        leaveSomething();
    }

    @Test
    void nor_that_one_to_this() throws Exception {
        leaveSomething();
    }

    private void leaveSomething() throws IOException, InterruptedException {
        assertThat(exchange.server().tally().calls()).isZero();
        assertThat(exchange.server().truth().size()).isZero();
        assertThat(call("/api/v2/public/time")).isEqualTo(200);
        SEEN.add(exchange.uri());
        assertThat(SEEN).as("a client may keep it").containsOnly(exchange.uri());

        String name = exchange.closing((AutoCloseable) () -> CLOSED.add("last")).toString();
        exchange.closing((AutoCloseable) () -> CLOSED.add("first"));
        assertThat(name).isNotEmpty();
        exchange.open(NewOrder.of("BTCUSDT"));
        exchange.play(Quirks.spuriousEmpty());
        exchange.play(WireFaults.reset());
        assertThatThrownBy(() -> call("/api/v2/public/time")).isInstanceOf(IOException.class);
    }

    @AfterAll
    static void what_was_to_be_closed_was_the_last_first() {
        assertThat(CLOSED).containsExactly("first", "last", "first", "last");
    }

    @Test
    void an_order_says_exactly_what_it_was_told_to_say() {
        String number = exchange.open(NewOrder.of("ETHUSDT")
                .withTrader("anna")
                .withSide("short")
                .withSize("0.5")
                .withPrice("3400")
                .withLeverage(20));

        Row row = row(number);
        assertThat(List.of(row.symbol(), row.traderId(), row.posSide(), row.openAvgPrice(), row.openLeverage()))
                .containsExactly("ETHUSDT", "anna", "short", "3400", "20");
        assertThat(row.openSize()).isEqualTo("0.5000000000000000");
        assertThat(row.openMarginSz()).isEqualTo("85.0000");
        assertThat(row.openFee()).isEqualTo("-1.02000000");

        exchange.closePart(number, "0.2", "3500");
        assertThat(List.of(row(number).closeSize(), row(number).closeAvgPrice()))
                .containsExactly("0.2", "3500");
        exchange.close(number);
        assertThat(exchange.server().truth().closedAt(number)).isPresent();
    }

    private static Row row(String number) {
        return exchange.server().truth().history(number).orElseThrow().states().stream()
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .row();
    }

    @Test
    void an_order_of_nothing_is_refused_by_its_numbers() {
        assertThatThrownBy(() -> NewOrder.of("BTCUSDT").withSize("0"))
                .hasMessage("size and price must be more than 0 and leverage 1 or more, were 0, 100, 10");
    }

    @Test
    void faults_come_by_name_and_go() throws Exception {
        exchange.play(NamedFault.RESET, NamedFault.SERVER_ERROR);
        assertThatThrownBy(() -> call("/api/v2/public/time")).isInstanceOf(IOException.class);

        exchange.heal();

        assertThat(call("/api/v2/public/time")).isEqualTo(200);
        assertThat(exchange.server().change(settings -> settings).quirks()).isEmpty();
    }

    @Test
    void calls_are_waited_for() throws Exception {
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> exchange.awaitCalls(2));
        while (!waiting.isDone()) {
            assertThat(call("/api/v2/public/time")).isEqualTo(200);
        }

        waiting.join();
        assertThat(exchange.server().tally().answered()).isGreaterThanOrEqualTo(2);
    }

    private int call(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(exchange.uri().resolve(path)).build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Nested
    class Inside {
        @RegisterExtension
        final SimulatorExtension own = SimulatorExtension.with(builder -> builder.orders(7));

        @Test
        void an_instance_field_is_an_exchange_for_each_test_and_a_static_one_is_shared_with_what_is_nested() {
            assertThat(own.server().truth().size()).isEqualTo(7);
            assertThat(own.uri()).isNotEqualTo(exchange.uri());
            assertThat(exchange.server().truth().size()).isZero();
        }
    }

    @Test
    void outside_of_tests_it_says_what_is_missing() {
        assertThatThrownBy(() -> SimulatorExtension.still().uri())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@RegisterExtension");
    }
}
