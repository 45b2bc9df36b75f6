package io.github.trackflux.strategy;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.reactor.TrackingOrders;
import io.github.trackflux.simulator.NamedFault;
import io.github.trackflux.simulator.junit.SimulatorExtension;
import io.github.trackflux.simulator.market.NewOrder;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** The example of docs/testing.md, which shows it as it stands here. */
class FollowerIT {
    @RegisterExtension
    static final SimulatorExtension exchange = SimulatorExtension.still();

    private final TrackingOrders orders = TrackingOrders.builder(exchange.credentials())
            .baseUrl(exchange.uri())
            .holdDown(Duration.ZERO) // the replicas of this exchange do not lag
            .build();

    @Test
    void an_exchange_in_trouble_is_no_reason_to_leave_and_a_close_is() {
        exchange.closing(orders);
        Flux<Set<String>> held = held(orders.watch(OrderQuery.of(ProductType.USDT_FUTURES)));
        AtomicReference<String> number = new AtomicReference<>();

        StepVerifier.create(held)
                .expectNext(Set.of()) // synced: what opens from now on is news
                .then(() -> number.set(exchange.open(NewOrder.of("BTCUSDT").withSize("0.5"))))
                .expectNextMatches(now -> now.equals(Set.of(number.get())))
                .then(() -> {
                    exchange.play(NamedFault.SERVER_ERROR);
                    exchange.awaitCalls(3);
                    exchange.heal();
                    exchange.awaitCalls(3); // nothing was told meanwhile, or the next line would see it
                    exchange.close(number.get());
                })
                .expectNext(Set.of())
                .thenCancel()
                .verify(Duration.ofSeconds(30));
    }

    /** The strategy: holds what has opened since it began to look, and has not closed. */
    private static Flux<Set<String>> held(Flux<OrderEvent> events) {
        return events.skipUntil(event -> event instanceof OrderEvent.Synced)
                .scan(Set.<String>of(), FollowerIT::after)
                .skip(1)
                .distinctUntilChanged();
    }

    private static Set<String> after(Set<String> held, OrderEvent event) {
        Set<String> now = new TreeSet<>(held);
        event.subject().ifPresent(order -> {
            if (event instanceof OrderEvent.Closed) {
                now.remove(order.trackingNo());
            } else if (event instanceof OrderEvent.Opened || event instanceof OrderEvent.Reinstated) {
                now.add(order.trackingNo());
            }
        });
        return now;
    }
}
