package io.github.trackflux.reactor;

import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.annotations.Factory;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Every stream of live orders; endless. */
public final class LiveTck extends PublisherVerification<Object> {
    private final Function<LiveOrders, Flux<?>> stream;

    private LiveTck(Function<LiveOrders, Flux<?>> stream) {
        super(new TestEnvironment(TckClients.SIGNAL, TckClients.NO_SIGNAL));
        this.stream = stream;
    }

    /** One run of the kit for each. */
    @Factory
    public static Object[] all() {
        return new Object[] {
            new LiveTck(LiveOrders::events),
            new LiveTck(LiveOrders::conflated),
            new LiveTck(LiveOrders::views),
            new LiveTck(LiveOrders::updated),
            new LiveTck(live -> live.withSymbol("BTCUSDT").withTrader("trader1").events()),
        };
    }

    @Override
    public Publisher<Object> createPublisher(long elements) {
        return of(TckClients.changing());
    }

    @Override
    public Publisher<Object> createFailedPublisher() {
        return of(TckClients.refused());
    }

    private Publisher<Object> of(TrackingOrders orders) {
        LiveOptions options = LiveOptions.DEFAULT.withScheduler(Schedulers.boundedElastic());
        return stream.apply(orders.live(Samples.QUERY, options)).cast(Object.class);
    }

    @Override
    public long maxElementsFromPublisher() {
        return publisherUnableToSignalOnComplete();
    }
}
