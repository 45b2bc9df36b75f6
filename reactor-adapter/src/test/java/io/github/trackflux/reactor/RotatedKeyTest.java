package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.auth.Credentials;
import io.github.trackflux.call.ApiCall;
import io.github.trackflux.call.AuthenticationException;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.suite.TestSecrets;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A key that is replaced while a feed runs, as those who rotate keys do it: the old one ends when the new one is there. */
class RotatedKeyTest {
    private static final AtomicInteger TESTS = new AtomicInteger();

    /** Of the test: keys and a host of its own, and so budgets of its own. */
    private final int number = TESTS.incrementAndGet();

    private final String oldKey = TestSecrets.secret("rotating-old-" + number);
    private final String newKey = TestSecrets.secret("rotating-new-" + number);
    private final Credentials first = Credentials.of(oldKey, TestSecrets.secret("secret-1"), TestSecrets.PASSPHRASE);
    private final Credentials second = Credentials.of(newKey, TestSecrets.secret("secret-2"), TestSecrets.PASSPHRASE);
    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final Time time = Time.of(scheduler);
    private final FakeExchange exchange = new FakeExchange(time);
    private final AtomicReference<Credentials> current = new AtomicReference<>(first);
    private final List<String> keys = new ArrayList<>();
    private final List<OrderEvent> events = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private String accepted = oldKey;

    @Test
    void a_feed_goes_on_with_the_new_key_under_the_name_of_the_first() {
        exchange.open.addAll(Samples.orders(1, 5));
        exchange.roundTrip = Duration.ofMillis(900);
        watch(current::get);
        pass(10);

        // Calls that were signed with the old key are still on their way.
        assertThat(exchange.inFlight).isPositive();
        accepted = newKey;
        current.set(second);
        pass(10);
        exchange.open.add(0, Samples.order(9));
        pass(10);

        assertThat(errors).isEmpty();
        assertThat(keys).contains(oldKey, newKey);
        AccountId account = first.account();
        assertThat(events).hasSize(7).allMatch(event -> event.header().account().equals(account));
        assertThat(events.get(6)).isInstanceOf(OrderEvent.Opened.class);
        assertThat(events.get(6).header().sequence()).isEqualTo(7);
    }

    @Test
    void one_page_is_tried_once_more_with_the_new_key_and_not_a_third_time() {
        accepted = "neither";
        List<Credentials> rotation = new ArrayList<>(List.of(first, first, second, second));
        orders(() -> rotation.size() > 1 ? rotation.remove(0) : second)
                .list(Samples.QUERY)
                .subscribe(row -> {}, errors::add);
        pass(60);

        assertThat(keys).containsExactly(oldKey, newKey);
        assertThat(errors).singleElement().isInstanceOf(AuthenticationException.class);
    }

    @Test
    void credentials_that_are_the_same_are_not_tried_again_though_they_are_made_anew() {
        accepted = "neither";
        watch(() -> Credentials.of(oldKey, TestSecrets.secret("secret-1"), TestSecrets.PASSPHRASE));
        pass(60);

        assertThat(errors).singleElement().isInstanceOf(AuthenticationException.class);
        assertThat(keys).doesNotContain(newKey).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void a_supplier_that_fails_ends_the_feed_in_the_way_of_a_key_that_is_refused() {
        boolean[] broken = {false};
        watch(() -> {
            if (broken[0]) {
                throw new IllegalStateException("the vault is closed");
            }
            return first;
        });
        pass(5);
        broken[0] = true;
        pass(5);
        int calls = keys.size();
        pass(60);

        assertThat(errors).singleElement().isInstanceOf(AuthenticationException.class);
        assertThat(errors.get(0)).hasRootCauseMessage("the vault is closed");
        assertThat(keys).hasSize(calls);
    }

    private void watch(Supplier<Credentials> supplier) {
        orders(supplier).watch(Samples.QUERY).subscribe(events::add, errors::add);
    }

    private TrackingOrders orders(Supplier<Credentials> supplier) {
        TrackingOrdersBuilder builder = TrackingOrders.builder(supplier)
                .baseUrl(URI.create("https://rotating-" + number + ".test"))
                .time(time);
        return new TrackingOrders(builder, this::send);
    }

    private Mono<Transport.Received> send(ApiCall call, Map<String, String> headers) {
        return Mono.defer(() -> {
            String key = String.valueOf(headers.get("ACCESS-KEY"));
            keys.add(key);
            Mono<Transport.Received> answer = exchange.send(call, headers);
            return answer.flatMap(received -> key.equals(accepted)
                    ? Mono.just(received)
                    : FakeExchange.refusing(400, "40006").apply(Mono.just(received)));
        });
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds * 10; i++) {
            scheduler.advanceTimeBy(Duration.ofMillis(100));
        }
    }
}
