package io.github.trackflux.reactor;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.view.FeedStep;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import reactor.netty.http.client.HttpClient;

/**
 * What clients and their feeds do, as metrics of Micrometer, which must then be on the class path; without this class the
 * library does not touch it. {@code docs/metrics.md} lists all of them.
 *
 * <pre>{@code
 * TrackfluxMetrics metrics = TrackfluxMetrics.in(registry);          // one for the registry
 * TrackingOrders orders = TrackingOrders.builder(credentials)
 *         .observer(metrics)                                         // of one client or of many
 *         .httpClient(TrackfluxMetrics::http)                        // and Reactor Netty's own, if you want them
 *         .build();
 * }</pre>
 *
 * <p>Of many clients and feeds they are the sum or the worst: none is tagged with an account, an order, a trader or a symbol,
 * so their number is bounded whatever is watched. To tell clients apart, tag them yourself.
 */
public final class TrackfluxMetrics implements ClientObserver {
    private final MeterProvider<Timer> calls;
    private final MeterProvider<Counter> events;
    private final MeterProvider<Timer> delays;
    private final MeterProvider<Counter> ended;
    private final Time time;
    private final RunningFeeds feeds = new RunningFeeds();
    private final BudgetsInUse budgets;

    TrackfluxMetrics(MeterRegistry registry, Iterable<Tag> tags, Time time) {
        this.time = time;
        budgets = new BudgetsInUse(time);
        calls = Timer.builder("trackflux.calls")
                .description("Calls, from signing to the end of the answer; each try is one.")
                .tags(tags)
                .withRegistry(registry);
        events = Counter.builder("trackflux.events")
                .description("Events that feeds have told.")
                .baseUnit("events")
                .tags(tags)
                .withRegistry(registry);
        delays = Timer.builder("trackflux.event.delay")
                .description("The longest that live news can have waited until its answer had arrived.")
                .tags(tags)
                .withRegistry(registry);
        ended = Counter.builder("trackflux.ended.feeds")
                .description("Feeds that have ended; whoever is cancelled has been left by its subscriber.")
                .baseUnit("feeds")
                .tags(tags)
                .withRegistry(registry);
        feeds.bindTo(registry, Tags.of(tags));
        budgets.bindTo(registry, Tags.of(tags));
    }

    /** Meters in this registry, for which this must be called once. */
    public static TrackfluxMetrics in(MeterRegistry registry) {
        return in(registry, Tags.empty());
    }

    /**
     * The same, once for each set of tags.
     *
     * @param tags keys and values of your choice, bounded in number; all sets in one registry must have the same keys
     */
    public static TrackfluxMetrics in(MeterRegistry registry, Iterable<Tag> tags) {
        return new TrackfluxMetrics(registry, tags, Time.system());
    }

    /**
     * Turns on the metrics of Reactor Netty's client: connections, bytes, and times by status. They go to Micrometer's global
     * registry, which yours must be part of. Of the URI they say the path alone, which is one.
     */
    public static HttpClient http(HttpClient client) {
        return client.metrics(true, uri -> uri.split("\\?", 2)[0]);
    }

    @Override
    public void built(TrackingOrders client) {
        budgets.add(client);
    }

    @Override
    public void called(Outcome outcome, Duration took) {
        calls.withTag("outcome", outcome.word()).record(took);
    }

    @Override
    public FeedObserver feed() {
        Watchdog health = feeds.begin(time);
        return new FeedObserver() {
            @Override
            public void stepped(FeedStep step) {
                health.heard(step.health());
                step.events().forEach(TrackfluxMetrics.this::told);
            }

            @Override
            public void ended(Outcome why) {
                feeds.end(health);
                ended.withTag("outcome", why.word()).increment();
            }
        };
    }

    private void told(OrderEvent event) {
        String kind = event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        Origin origin = event.header().origin();
        events.withTags("event", kind, "origin", origin.name().toLowerCase(Locale.ROOT))
                .increment();
        if (origin == Origin.LIVE && isChange(event)) {
            delays.withTag("event", kind)
                    .record(Duration.between(
                            event.header().notBefore(), event.header().observedAt()));
        }
    }

    private static boolean isChange(OrderEvent event) {
        return event instanceof OrderEvent.Opened
                || event instanceof OrderEvent.Updated
                || event instanceof OrderEvent.Closed;
    }
}
