package io.github.trackflux.reactor;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.view.FeedStep;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.reactivestreams.Publisher;
import org.testng.annotations.Factory;
import reactor.core.publisher.Flux;

/** Every stream of live orders, over a feed that ends: as many signals as are asked for, then the end. */
public final class LiveEndingTck extends FeedTck<Object> {
    /** A stream, and the events of an order of which it gives one signal. */
    private record Case(
            Function<LiveOrders, Flux<?>> stream, BiFunction<LiveScript, Integer, List<OrderEvent>> order) {}

    private final Case given;

    private LiveEndingTck(Case given) {
        this.given = given;
    }

    /** One run of the kit for each. */
    @Factory
    public static Object[] all() {
        return new Object[] {
            new LiveEndingTck(new Case(LiveOrders::events, LiveEndingTck::opens)),
            new LiveEndingTck(new Case(LiveOrders::conflated, LiveEndingTck::opens)),
            new LiveEndingTck(new Case(LiveOrders::opened, LiveEndingTck::opens)),
            new LiveEndingTck(new Case(LiveOrders::closed, LiveEndingTck::opensAndCloses)),
        };
    }

    @Override
    public Publisher<Object> createPublisher(long elements) {
        LiveScript script = new LiveScript();
        script.synced();
        List<FeedStep> steps = IntStream.rangeClosed(1, (int) elements)
                .mapToObj(number -> given.order.apply(script, number))
                .map(events -> script.step(events.toArray(OrderEvent[]::new)))
                .toList();
        return of(live(Flux.fromIterable(steps)));
    }

    private static List<OrderEvent> opens(LiveScript script, int number) {
        return List.of(script.opens(number));
    }

    private static List<OrderEvent> opensAndCloses(LiveScript script, int number) {
        return List.of(script.opens(number), script.closes(number));
    }

    @Override
    public Publisher<Object> createFailedPublisher() {
        return of(live(Flux.error(new IllegalStateException("failed on purpose"))));
    }

    private static LiveOrders live(Flux<FeedStep> steps) {
        return LiveOrders.of(LiveStart.anew(steps), LiveOptions.DEFAULT, Time.system());
    }

    private Publisher<Object> of(LiveOrders live) {
        return given.stream.apply(live).cast(Object.class);
    }

    @Override
    public long maxElementsFromPublisher() {
        return 1_000;
    }
}
