package io.github.trackflux.reactor;

import static io.github.trackflux.reactor.Loopback.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextRegistry;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** A subscriber's Reactor context, and the thread locals that Micrometer restores from it, over real HTTP. */
@Timeout(60)
class ContextTest {
    private static final String KEY = "trackflux.test";
    private static final ThreadLocal<String> LOCAL = new ThreadLocal<>();

    private final Loopback loopback = new Loopback();
    private final Queue<String> atCalls = new ConcurrentLinkedQueue<>();
    private TrackingOrders orders;

    @BeforeEach
    void begin() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(KEY, LOCAL);
        Hooks.enableAutomaticContextPropagation();
        URI url = loopback.serve((request, response) -> response.sendString(
                Mono.just(request.uri().contains("pageNo=1") ? Loopback.list(3) : Loopback.EMPTY_LIST)));
        orders = TrackingOrders.builder(Loopback.CREDENTIALS)
                .baseUrl(url)
                .httpClient(client -> client.doOnRequest((request, connection) ->
                        atCalls.add(request.currentContextView().getOrDefault(KEY, "nothing"))))
                .build();
    }

    @AfterEach
    void end() {
        orders.close();
        loopback.close();
        LOCAL.remove();
        Hooks.disableAutomaticContextPropagation();
        ContextRegistry.getInstance().removeThreadLocalAccessor(KEY);
    }

    static List<Function<TrackingOrders, Flux<?>>> cold() {
        return List.of(
                orders -> orders.list(Samples.QUERY).take(3),
                orders -> orders.watch(Samples.QUERY).take(4),
                orders -> orders.views(Samples.QUERY).take(2),
                orders -> orders.steps(Samples.QUERY).take(5));
    }

    @ParameterizedTest
    @MethodSource("cold")
    void the_context_of_a_subscriber_reaches_its_calls_and_its_callbacks(Function<TrackingOrders, Flux<?>> stream) {
        Queue<String> atCallbacks = new ConcurrentLinkedQueue<>();

        stream.apply(orders)
                .doOnNext(value -> atCallbacks.add(String.valueOf(LOCAL.get())))
                .contextWrite(Context.of(KEY, "mine"))
                .blockLast(SOON);

        assertThat(atCalls).isNotEmpty().containsOnly("mine");
        assertThat(atCallbacks).isNotEmpty().containsOnly("mine");
    }

    static List<Function<LiveOrders, Flux<?>>> live() {
        return List.of(
                live -> live.events().take(4),
                live -> live.conflated().take(4),
                live -> live.views().take(1),
                live -> live.health().take(2));
    }

    @ParameterizedTest
    @MethodSource("live")
    void of_many_subscribers_each_has_its_own_in_its_callbacks_and_the_loop_has_nobodys(
            Function<LiveOrders, Flux<?>> stream) {
        LiveOrders live = orders.live(Samples.QUERY);
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        LOCAL.set("the thread's that subscribes");

        List<Flux<?>> many = java.util.stream.IntStream.range(0, 20)
                .<Flux<?>>mapToObj(i -> stream.apply(live)
                        .doOnNext(value -> {
                            if (!("mine " + i).equals(LOCAL.get())) {
                                wrong.add("mine " + i + " but " + LOCAL.get());
                            }
                        })
                        .contextWrite(Context.of(KEY, "mine " + i)))
                .toList();
        Flux.merge(many).then().block(SOON);

        assertThat(wrong).isEmpty();
        assertThat(atCalls).isNotEmpty().containsOnly("nothing");
    }

    @Test
    void a_subscriber_without_operators_has_its_thread_locals_too() {
        Queue<String> atCallbacks = new ConcurrentLinkedQueue<>();
        LiveOrders live = orders.live(Samples.QUERY);
        Mono<Void> ended = Mono.create(sink -> live.events()
                .subscribe(
                        event -> atCallbacks.add(String.valueOf(LOCAL.get())),
                        error -> {},
                        sink::success,
                        Context.of(KEY, "mine")));
        Mono<Void> closing = live.events().take(4).then(Mono.fromRunnable(live::close));

        Mono.when(ended, closing).block(SOON);

        assertThat(atCallbacks).hasSize(4).containsOnly("mine");
    }
}
