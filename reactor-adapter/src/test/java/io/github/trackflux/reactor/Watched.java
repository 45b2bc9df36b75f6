package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.simulator.SimulatedExchange;
import io.github.trackflux.simulator.SimulatedExchangeBuilder;
import io.github.trackflux.simulator.exchange.Account;
import io.github.trackflux.view.FeedStep;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import reactor.core.Disposable;
import reactor.netty.http.client.HttpClient;

/** A feed on a simulated exchange over real HTTP, whose market moves by hand alone; tells step by step what it sees. */
final class Watched implements AutoCloseable {
    /** Waits that production has in seconds, for tests of what is never answered. */
    static final UnaryOperator<HttpClient> IMPATIENT = client -> client.responseTimeout(Duration.ofMillis(1500));

    /** Much more than anything takes; a build shares its machine. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final SimulatedExchange exchange;
    final TrackingOrders orders;
    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    private final List<OrderEvent> events = new ArrayList<>();
    private final Disposable watching;

    private Watched(SimulatedExchange exchange, TrackingOrders orders) {
        this.exchange = exchange;
        this.orders = orders;
        this.watching = orders.steps(Samples.QUERY).subscribe(told::add, told::add);
    }

    /** Twenty orders, and a client with these waits. */
    static Watched start(UnaryOperator<HttpClient> customiser) {
        SimulatedExchange exchange = still(20).start();
        return new Watched(exchange, client(exchange).httpClient(customiser).build());
    }

    /** An exchange where nothing happens by itself. */
    static SimulatedExchangeBuilder still(int orders) {
        return SimulatedExchange.builder().orders(orders).still();
    }

    static TrackingOrdersBuilder client(SimulatedExchange exchange) {
        Account account = exchange.account();
        return TrackingOrders.builder(Credentials.of(account.key(), account.secret(), account.passphrase()))
                .baseUrl(URI.create(exchange.url()));
    }

    /** Takes steps up to one that is like this. */
    FeedStep until(String what, Predicate<FeedStep> like) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        FeedStep last = null;
        while (System.nanoTime() < end) {
            Object next = next();
            if (next instanceof FeedStep step) {
                last = step;
                events.addAll(step.events());
                if (like.test(step)) {
                    return step;
                }
            } else if (next != null) {
                fail("the feed ended while it was waited for: " + what, (Throwable) next);
            }
        }
        return fail("never came: " + what + "; last " + last + ", " + exchange.tally());
    }

    private Object next() {
        try {
            return told.poll(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Takes steps until the view is what is open at the exchange. */
    void untilTrue() {
        until(
                "the view is what is open",
                step -> step.view()
                        .filter(view -> view.orders().keySet().equals(open()))
                        .isPresent());
    }

    /** The numbers that are open. */
    Set<String> open() {
        return exchange.market(market -> {
            Set<String> numbers = new HashSet<>();
            market.openOrders().forEach(order -> numbers.add(order.trackingNo()));
            return numbers;
        });
    }

    /** What happened to orders since the last time, in words such as {@code Opened 17}. */
    List<String> changes() {
        List<String> changes = events.stream()
                .flatMap(event -> event.subject().stream()
                        .map(order -> event.getClass().getSimpleName() + " " + order.trackingNo()))
                .toList();
        events.clear();
        return changes;
    }

    /** Closes an order and opens another, and looks that this and nothing else is told. */
    void followsAlong(String as) {
        String closed = exchange.market(market -> market.openOrders().get(3).trackingNo());
        exchange.market(market -> market.close(closed));
        String opened =
                exchange.market(market -> market.open("BTCUSDT", "somebody")).trackingNo();
        untilTrue();
        assertThat(changes()).as(as).containsExactlyInAnyOrder("Closed " + closed, "Opened " + opened);
    }

    @Override
    public void close() {
        watching.dispose();
        orders.close();
        exchange.close();
    }
}
