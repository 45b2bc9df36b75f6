package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.page.Dialect;
import io.github.trackflux.suite.TestSecrets;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class TrackingOrdersBuilderTest {
    private static final AccountId ACCOUNT = new AccountId("00000000000a");

    private final TrackingOrdersBuilder builder = TrackingOrders.builder(TestSecrets.credentials());

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
            // A call that is lost on a busy machine is tried once more.
            assertThat(seen).containsOnly("1 yes", "none yes");
        }
    }

    @Test
    void the_defaults_are_right_for_the_live_exchange() {
        assertThat(builder.baseUrl()).isEqualTo(URI.create("https://api.bitget.com"));
        assertThat(builder.sharedBudget(ACCOUNT).state().ceiling()).isEqualTo(10);
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
        assertThat(builder.sharedBudget(ACCOUNT).state().ceiling()).isEqualTo(5);
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

    @Test
    void a_budget_and_its_calls_per_second_contradict_each_other() {
        builder.budget(CallBudget.of(4)).callsPerSecond(5);

        assertThatIllegalStateException()
                .isThrownBy(builder::build)
                .withMessageContaining("either a budget or its calls per second");
    }

    @Test
    void clients_that_were_given_one_budget_use_it_whatever_their_keys() {
        CallBudget budget =
                CallBudget.builder().callsPerSecondAboveDocumented(20).build();
        TrackingOrdersBuilder other = TrackingOrders.builder(TestSecrets.credentials("other"));

        assertThat(builder.budget(budget).sharedBudget(ACCOUNT)).isSameAs(budget);
        assertThat(other.budget(budget).sharedBudget(ACCOUNT)).isSameAs(budget);
        try (TrackingOrders orders = builder.build()) {
            assertThat(orders.budget()).isEqualTo(new BudgetState(20, 20, 0, Optional.empty()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 0, -5, 101, Integer.MAX_VALUE})
    void more_calls_than_documented_are_eleven_to_a_hundred(int calls) {
        CallBudgetBuilder budget = CallBudget.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> budget.callsPerSecondAboveDocumented(calls))
                .withMessage("calls per second must be 11 to 100, was " + calls);
        assertThat(budget.ceiling()).isEqualTo(10);
    }

    @Test
    void an_unanswered_call_is_held_from_a_second_to_ten_minutes() {
        CallBudgetBuilder budget = CallBudget.builder();
        assertThat(budget.unansweredHeld()).isEqualTo(Duration.ofSeconds(10));
        assertThat(budget.unansweredHeld(Duration.ofMinutes(10)).unansweredHeld())
                .isEqualTo(Duration.ofMinutes(10));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> budget.unansweredHeld(Duration.ofMillis(999)))
                .withMessage("unanswered calls must be held for PT1S to PT10M, was PT0.999S");
        assertThatIllegalArgumentException().isThrownBy(() -> budget.unansweredHeld(Duration.ofMinutes(11)));
    }

    @Test
    void a_host_has_ninety_calls_a_second_and_this_machine_any_number() {
        assertThat(builder.hostBudget().callsPerSecond()).isEqualTo(90);
        assertThat(builder.hostCallsPerSecond(30).hostBudget().callsPerSecond()).isEqualTo(30);
        TrackingOrdersBuilder local =
                TrackingOrders.builder(TestSecrets.credentials()).baseUrl(URI.create("http://127.0.0.1:7"));
        assertThat(local.hostBudget().callsPerSecond()).isEqualTo(Integer.MAX_VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> builder.hostCallsPerSecond(101));
    }

    @Test
    void each_local_address_has_a_host_budget_of_its_own() throws Exception {
        HostBudget any = builder.hostBudget();
        HostBudget one =
                builder.localAddress(InetAddress.getByName("192.0.2.1")).hostBudget();
        HostBudget other =
                builder.localAddress(InetAddress.getByName("192.0.2.2")).hostBudget();

        assertThat(any).isNotSameAs(one);
        assertThat(one).isNotSameAs(other);
        assertThat(builder.hostBudget()).isSameAs(other);
    }
}
