package io.github.trackflux.reactor;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.view.Tracker;
import io.github.trackflux.view.TrackerSettings;
import java.net.URI;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * A feed without its budget and its pace: signs, sends, decodes and reconciles one answer after the other, as fast as they
 * come. In the adapter's own package, so that what is measured is what runs.
 */
public final class UnpacedFeed {
    private static final OrderQuery QUERY = OrderQuery.of(ProductType.USDT_FUTURES);

    private final Time time = Time.system();
    private final Tracker tracker;
    private final PageSource source;

    public UnpacedFeed(URI url, Credentials credentials, UnaryOperator<HttpClient> pool) {
        Transport transport = new NettyTransport(url, pool, time);
        source = new SigningSource(transport, () -> credentials, new ServerClock(time), time);
        tracker = new Tracker(credentials.account(), QUERY, TrackerSettings.DEFAULT);
    }

    /** So many answers, each as the number of its events. */
    public Flux<Integer> answers(long count) {
        return Mono.defer(this::read)
                .repeat(count - 1)
                .map(answer -> tracker.answered(answer).events().size());
    }

    private Mono<PageAnswer> read() {
        // Always something: with no cadence a walk follows the other.
        return source.read(tracker.next(time.now()).orElseThrow());
    }
}
