package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.trackflux.call.ServerException;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.view.OrderView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The streams that users see, over an exchange without a network. */
class TrackingOrdersTest {
    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final FakeExchange exchange = new FakeExchange(Time.of(scheduler));
    private final TrackingOrders orders = exchange.client();
    private final List<Throwable> errors = new ArrayList<>();

    @Test
    void a_list_is_all_rows_of_all_product_types_of_the_query() {
        exchange.open.addAll(Samples.orders(1, 70));
        List<TrackingOrder> rows = new ArrayList<>();
        orders.list(OrderQuery.of(ProductType.USDT_FUTURES, ProductType.COIN_FUTURES))
                .subscribe(rows::add);

        pass(10);

        // The exchange here shows the same list for both.
        assertThat(rows).hasSize(140);
        assertThat(exchange.calls).hasSize(4);
    }

    @Test
    void a_list_ends_with_the_error_of_a_page_that_could_not_be_had() {
        exchange.trouble = FakeExchange.refusing(502, "");
        orders.list(Samples.QUERY).subscribe(row -> {}, errors::add);

        pass(30);

        assertThat(errors).singleElement().isInstanceOf(ServerException.class);
        assertThat(exchange.calls).hasSize(3);
    }

    @Test
    void replaying_the_events_gives_the_view() {
        exchange.open.addAll(Samples.orders(1, 130));
        Map<String, TrackingOrder> replayed = new TreeMap<>();
        List<OrderView> views = new ArrayList<>();
        orders.steps(Samples.QUERY)
                .subscribe(
                        step -> {
                            step.events().forEach(event -> replay(event, replayed));
                            step.view().ifPresent(view -> {
                                views.add(view);
                                assertThat(replayed).isEqualTo(view.orders());
                            });
                        },
                        errors::add);
        pass(20);
        for (int i = 0; i < 30; i++) {
            exchange.open.remove(i * 3);
            exchange.open.add(0, Samples.order(200 + i));
            exchange.open.set(
                    5, Samples.order(Integer.parseInt(exchange.open.get(5).trackingNo()), "9"));
            pass(2);
        }
        pass(20);

        assertThat(errors).isEmpty();
        assertThat(views.get(views.size() - 1).orders().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        exchange.open.stream().map(TrackingOrder::trackingNo).toList());
    }

    @Test
    void each_stream_of_a_feed_shows_what_its_steps_hold() {
        exchange.open.addAll(Samples.orders(1, 3));
        List<OrderEvent> events = new ArrayList<>();
        List<OrderView> views = new ArrayList<>();
        orders.watch(Samples.QUERY).take(4).subscribe(events::add);
        orders.views(Samples.QUERY).take(2).subscribe(views::add);

        pass(20);

        assertThat(events).hasSize(4);
        assertThat(events.get(3)).isInstanceOf(OrderEvent.Synced.class);
        assertThat(views).hasSize(2).allMatch(view -> view.orders().size() == 3);
        assertThat(exchange.inFlight).isZero();
    }

    @Test
    void a_missing_query_is_refused_when_the_stream_is_made_and_not_when_it_runs() {
        assertThatNullPointerException().isThrownBy(() -> orders.list(null));
        assertThatNullPointerException().isThrownBy(() -> orders.steps(null));
        assertThatNullPointerException().isThrownBy(() -> orders.watch(null));
        assertThatNullPointerException().isThrownBy(() -> orders.views(null));
        assertThatNullPointerException().isThrownBy(() -> orders.live(null));
    }

    @Test
    void closing_ends_every_stream_with_an_error_and_nothing_is_sent_after_it() {
        exchange.open.addAll(Samples.orders(1, 400));
        exchange.roundTrip = Duration.ofMillis(500);
        orders.watch(Samples.QUERY).subscribe(event -> {}, errors::add);
        orders.views(Samples.QUERY).subscribe(event -> {}, errors::add);
        LiveOptions options = LiveOptions.DEFAULT.withScheduler(scheduler);
        LiveOrders live = orders.live(Samples.QUERY, options);
        LiveOrders warm = orders.live(Samples.QUERY, options.warm());
        live.events().subscribe(event -> {}, errors::add);
        live.views().subscribe(event -> {}, errors::add);
        warm.events().subscribe(event -> {}, errors::add).dispose();
        pass(2);
        orders.list(Samples.QUERY).subscribe(row -> {}, errors::add);
        while (exchange.inFlight == 0) {
            scheduler.advanceTimeBy(Duration.ofMillis(50));
        }

        orders.close();
        orders.close();
        pass(1);

        assertThat(exchange.closed).isTrue();
        assertThat(exchange.inFlight).isZero();
        int sent = exchange.calls.size();
        pass(60);
        assertThat(exchange.calls).hasSize(sent);
        assertThat(errors).hasSize(5).allMatch(error -> error instanceof CancellationException);
    }

    @Test
    void a_client_that_is_closed_sends_nothing() {
        orders.close();

        for (Flux<?> stream : List.of(
                orders.list(Samples.QUERY),
                orders.steps(Samples.QUERY),
                orders.watch(Samples.QUERY),
                orders.views(Samples.QUERY),
                orders.live(Samples.QUERY, LiveOptions.DEFAULT.withScheduler(scheduler))
                        .events())) {
            stream.subscribe(value -> {}, errors::add);
        }
        pass(10);

        assertThat(errors).hasSize(5).allMatch(error -> error instanceof CancellationException);
        assertThat(exchange.calls).isEmpty();
    }

    private static void replay(OrderEvent event, Map<String, TrackingOrder> orders) {
        event.subject().ifPresent(order -> {
            if (event instanceof OrderEvent.Closed) {
                orders.remove(order.trackingNo());
            } else {
                orders.put(order.trackingNo(), order);
            }
        });
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds * 10; i++) {
            scheduler.advanceTimeBy(Duration.ofMillis(100));
        }
    }
}
