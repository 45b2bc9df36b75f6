package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.call.AuthenticationException;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.simulator.NanoClock;
import io.github.trackflux.simulator.SimulatedExchange;
import io.github.trackflux.simulator.SimulatedExchangeBuilder;
import io.github.trackflux.simulator.Tally;
import io.github.trackflux.simulator.exchange.Account;
import io.github.trackflux.simulator.exchange.Dialect;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** The client as users have it, against the simulated exchange over real HTTP. */
@Timeout(90)
class SimulatedExchangeIT {
    private static final Duration WINDOW = Duration.ofSeconds(4);
    private static final int WINDOWS = 5;

    @Test
    void a_lively_exchange_is_followed_at_full_speed_without_a_refusal() {
        try (SimulatedExchange exchange = lively().start();
                TrackingOrders orders = client(exchange)) {
            Queue<OrderEvent> events = new ConcurrentLinkedQueue<>();
            Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
            Disposable watching = orders.watch(Samples.QUERY).subscribe(events::add, errors::add);
            double fastest = fastest(exchange);
            watching.dispose();

            assertThat(errors).isEmpty();
            // 9.17 is the ceiling, and 8.8 what a quiet machine must reach, which a report measures; a build shares its
            // machine.
            assertThat(fastest).isGreaterThanOrEqualTo(7);
            assertThat(exchange.tally().throttled()).isZero();
            assertThat(exchange.tally().failed()).isZero();
            List<String> kinds = events.stream()
                    .map(event -> event.getClass().getSimpleName())
                    .toList();
            int synced = kinds.indexOf("Synced");
            beginsWithWhatWasThere(List.copyOf(events).subList(0, synced));
            assertThat(kinds.subList(synced + 1, kinds.size())).contains("Opened", "Updated", "Closed");
            assertThat(kinds.subList(synced + 1, kinds.size())).doesNotContain("Existing", "Synced", "Reinstated");
        }
    }

    /** An order may change, or go, before all of the list has been read; each is told to be there first, and none is news. */
    private static void beginsWithWhatWasThere(List<OrderEvent> baseline) {
        Set<String> there = new HashSet<>();
        for (OrderEvent event : baseline) {
            String number = event.subject().orElseThrow().trackingNo();
            assertThat(event instanceof OrderEvent.Existing)
                    .as("%s of %s", event, there)
                    .isEqualTo(there.add(number));
        }
        assertThat(there).hasSizeBetween(50, 70);
    }

    @Test
    @MostlyWaits
    void of_a_still_list_all_is_there_and_nothing_else_is_told() {
        try (SimulatedExchange exchange = lively().still().start();
                TrackingOrders orders = client(exchange)) {
            List<String> kinds = orders.watch(Samples.QUERY)
                    .map(event -> event.getClass().getSimpleName())
                    .take(WINDOW.dividedBy(2))
                    .collectList()
                    .block(Loopback.SOON);

            assertThat(kinds).hasSize(61).endsWith("Synced");
            assertThat(kinds.subList(0, 60)).containsOnly("Existing");
        }
    }

    @Test
    @MostlyWaits
    void clients_of_one_key_are_not_refused_together() {
        try (SimulatedExchange exchange = lively().start();
                TrackingOrders one = client(exchange);
                TrackingOrders other = client(exchange)) {
            List<Long> events = Mono.zip(
                            one.watch(Samples.QUERY).take(WINDOW).count(),
                            other.watch(Samples.QUERY).take(WINDOW).count())
                    .map(both -> List.of(both.getT1(), both.getT2()))
                    .block(Loopback.SOON);

            assertThat(events).allMatch(count -> count > 50);
            assertThat(exchange.tally().throttled()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void a_still_list_is_read_whole_in_either_dialect(Dialect dialect) {
        try (SimulatedExchange exchange = SimulatedExchange.builder()
                        .orders(230)
                        .still()
                        .dialect(dialect)
                        .roundTrip(Duration.ofMillis(5), Duration.ZERO)
                        .start();
                TrackingOrders orders = client(exchange)) {
            Set<String> numbers = new HashSet<>();
            orders.list(Samples.QUERY)
                    .map(TrackingOrder::trackingNo)
                    .doOnNext(number -> assertThat(numbers.add(number)).isTrue())
                    .blockLast(Loopback.SOON);

            assertThat(numbers).hasSize(exchange.market(market -> market.size()));
            assertThat(exchange.tally().throttled()).isZero();
        }
    }

    @Test
    @MostlyWaits
    void a_machine_whose_clock_is_forty_seconds_off_is_refused_until_it_is_told_and_then_no_more() {
        try (SimulatedExchange exchange = lively().clock(NanoClock.system().ahead(Duration.ofSeconds(40)))
                        .start();
                TrackingOrders orders = client(exchange)) {
            AtomicLong refused = new AtomicLong();
            Tally tally = orders.watch(Samples.QUERY)
                    .skipUntil(OrderEvent.Synced.class::isInstance)
                    .doOnNext(event -> {
                        if (event instanceof OrderEvent.Synced) {
                            refused.set(exchange.tally().failed());
                        }
                    })
                    .take(20)
                    .then(Mono.fromSupplier(exchange::tally))
                    .block(Loopback.SOON);

            assertThat(refused).hasPositiveValue();
            assertThat(tally.failed()).isEqualTo(refused.get());
        }
    }

    @Test
    @MostlyWaits
    void a_wrong_secret_ends_a_feed_once_with_what_to_do_and_no_call_follows() {
        try (SimulatedExchange exchange = lively().start()) {
            Account account = exchange.account();
            try (TrackingOrders orders = client(exchange, account.key(), "not-the-secret", account.passphrase())) {
                Throwable error =
                        catchThrowable(() -> orders.steps(Samples.QUERY).blockLast(Loopback.SOON));

                assertThat(error).isInstanceOf(AuthenticationException.class).hasMessageContaining("check the secret");
                // A call that was sent before the first refusal was heard may still be on its way.
                Mono.delay(Duration.ofMillis(500)).block();
                long calls = exchange.tally().calls();
                Mono.delay(Duration.ofMillis(500)).block();
                assertThat(exchange.tally().calls()).isEqualTo(calls);
            }
        }
    }

    private static SimulatedExchangeBuilder lively() {
        return SimulatedExchange.builder()
                .orders(60)
                .rates(1.5, 1.5, 3)
                .roundTrip(Duration.ofMillis(80), Duration.ofMillis(30));
    }

    /** Answered calls a second in the best of a few windows: others may need this machine too. */
    private static double fastest(SimulatedExchange exchange) {
        double fastest = 0;
        for (int i = 0; i < WINDOWS && fastest < 8.8; i++) {
            Tally before = exchange.tally();
            long from = System.nanoTime();
            Mono.delay(WINDOW).block();
            double seconds = (System.nanoTime() - from) / 1e9;
            fastest = Math.max(fastest, (exchange.tally().answered() - before.answered()) / seconds);
        }
        return fastest;
    }

    private static TrackingOrders client(SimulatedExchange exchange) {
        Account account = exchange.account();
        return client(exchange, account.key(), account.secret(), account.passphrase());
    }

    private static TrackingOrders client(SimulatedExchange exchange, String key, String secret, String passphrase) {
        return TrackingOrders.builder(Credentials.of(key, secret, passphrase))
                .baseUrl(URI.create(exchange.url()))
                .build();
    }
}
