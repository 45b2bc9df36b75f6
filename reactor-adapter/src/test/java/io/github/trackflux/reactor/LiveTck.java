package io.github.trackflux.reactor;

import io.github.trackflux.view.FeedStep;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.testng.annotations.Factory;
import reactor.core.publisher.Flux;

/** Every stream of live orders; endless. */
public final class LiveTck extends FeedTck<Object> {
    private final Function<LiveOrders, Flux<?>> stream;

    private LiveTck(Function<LiveOrders, Flux<?>> stream) {
        this.stream = stream;
    }

    /** One run of the kit for each. */
    @Factory
    public static Object[] all() {
        return new Object[] {
            new LiveTck(LiveOrders::events),
            new LiveTck(LiveOrders::conflated),
            new LiveTck(LiveOrders::views),
            new LiveTck(LiveOrders::checkpoints),
            new LiveTck(LiveOrders::updated),
            new LiveTck(live -> live.withSymbol("BTCUSDT").withTrader("trader1").events()),
        };
    }

    @Override
    public Publisher<Object> createPublisher(long elements) {
        // A feed of this many changes a second outruns the default, which is for people.
        return of(TckClients.changing().live(Samples.QUERY, LiveOptions.DEFAULT.withBuffer(1_000_000)));
    }

    @Override
    public Publisher<Object> createFailedPublisher() {
        Flux<FeedStep> failing = Flux.error(new IllegalStateException("failed on purpose"));
        return of(LiveOrders.of(LiveStart.anew(failing), LiveOptions.DEFAULT, Time.system()));
    }

    private Publisher<Object> of(LiveOrders live) {
        return stream.apply(live).cast(Object.class);
    }

    @Override
    public long maxElementsFromPublisher() {
        return publisherUnableToSignalOnComplete();
    }
}
