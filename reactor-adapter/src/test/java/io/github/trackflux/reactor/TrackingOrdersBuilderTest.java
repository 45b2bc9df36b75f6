package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.page.Dialect;
import java.net.URI;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class TrackingOrdersBuilderTest {
    private final TrackingOrdersBuilder builder = TrackingOrders.builder(Credentials.of("key", "secret", "pass"));

    @Test
    void demo_trading_is_a_header_beside_whatever_else_is_set() {
        try (Loopback loopback = new Loopback()) {
            Queue<String> seen = new ConcurrentLinkedQueue<>();
            URI url = loopback.serve((request, response) -> {
                seen.add(request.requestHeaders().get("paptrading", "none") + " "
                        + request.requestHeaders().get("x-mine", "none"));
                return response.sendString(Mono.just(Loopback.EMPTY_LIST));
            });
            for (boolean demo : new boolean[] {true, false}) {
                TrackingOrdersBuilder builder = TrackingOrders.builder(Loopback.CREDENTIALS)
                        .baseUrl(url)
                        .httpClient(client -> client.headers(headers -> headers.set("x-mine", "yes")));
                try (TrackingOrders orders = (demo ? builder.demoTrading() : builder).build()) {
                    orders.list(Samples.QUERY).blockLast(Loopback.SOON);
                }
            }
            assertThat(seen).containsExactly("1 yes", "none yes");
        }
    }

    @Test
    void the_defaults_are_right_for_the_live_exchange() {
        assertThat(builder.baseUrl()).isEqualTo(URI.create("https://api.bitget.com"));
        assertThat(builder.sharedBudget().state().ceiling()).isEqualTo(10);
        assertThat(builder.settings().every()).isZero();
        assertThat(builder.settings().holdDown()).isEqualTo(Duration.ofSeconds(2));
        assertThat(builder.settings().emptyGuard()).isEqualTo(Duration.ofSeconds(1));
        assertThat(builder.settings().dialect()).isEmpty();
    }

    @Test
    void what_is_set_is_used() {
        builder.baseUrl(URI.create("http://localhost:8080"))
                .callsPerSecond(5)
                .every(Duration.ofSeconds(3))
                .holdDown(Duration.ZERO)
                .emptyGuard(Duration.ofSeconds(9))
                .dialect(Dialect.ID_CURSOR);

        assertThat(builder.baseUrl()).hasToString("http://localhost:8080");
        assertThat(builder.sharedBudget().state().ceiling()).isEqualTo(5);
        assertThat(builder.settings().every()).isEqualTo(Duration.ofSeconds(3));
        assertThat(builder.settings().holdDown()).isZero();
        assertThat(builder.settings().emptyGuard()).isEqualTo(Duration.ofSeconds(9));
        assertThat(builder.settings().dialect()).contains(Dialect.ID_CURSOR);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 11, Integer.MAX_VALUE})
    void calls_per_second_are_one_to_ten(int calls) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.callsPerSecond(calls))
                .withMessage("calls per second must be 1 to 10, was " + calls);
    }

    @Test
    void durations_out_of_range_are_refused_with_their_range() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.every(Duration.ofSeconds(-1)))
                .withMessage("every must be PT0S to PT1H, was PT-1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.holdDown(Duration.ofSeconds(61)))
                .withMessage("hold-down must be PT0S to PT1M, was PT1M1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.emptyGuard(Duration.ofHours(2)))
                .withMessage("empty guard must be PT0S to PT1M, was PT2H");
    }

    @Test
    void a_url_that_would_send_credentials_in_the_clear_is_refused_when_it_is_set() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.baseUrl(URI.create("http://example.com")))
                .withMessageContaining("must be https");
        assertThat(builder.baseUrl()).isEqualTo(BaseUrl.BITGET);
    }
}
