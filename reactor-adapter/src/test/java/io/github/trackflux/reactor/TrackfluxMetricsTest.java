package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.call.BannedException;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What the metrics say of clients and feeds, in virtual time. */
@Timeout(60)
class TrackfluxMetricsTest {
    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final Time time = Time.of(scheduler);
    private final FakeExchange exchange = new FakeExchange(time);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TrackfluxMetrics metrics = new TrackfluxMetrics(registry, Tags.empty(), time);

    @BeforeEach
    void fill() {
        exchange.open.addAll(Samples.orders(1, 60));
    }

    @Test
    void calls_are_timed_by_what_became_of_them() {
        client().list(Samples.QUERY).subscribe();
        pass(5);
        exchange.trouble = FakeExchange.refusing(429, "429");
        Disposable listing = client().list(Samples.QUERY).subscribe(order -> {}, error -> {});
        pass(1);
        exchange.trouble = answer -> Mono.never();
        pass(60);
        listing.dispose();

        var calls = registry.get("trackflux.calls");
        assertThat(calls.tag("outcome", "success").timer().count()).isEqualTo(exchange.calls.size() - refused() - 1);
        assertThat(registry.get("trackflux.calls")
                        .tag("outcome", "success")
                        .timer()
                        .max(TimeUnit.MILLISECONDS))
                .isEqualTo(80);
        assertThat(refused()).isPositive();
        assertThat(registry.get("trackflux.calls")
                        .tag("outcome", "cancelled")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    private long refused() {
        return registry.get("trackflux.calls")
                .tag("outcome", "throttled")
                .timer()
                .count();
    }

    @Test
    void feeds_are_counted_by_how_they_stand_and_age_while_nothing_is_heard() {
        Disposable feed = client().steps(Samples.QUERY).subscribe();
        assertThat(gauge("trackflux.feeds", "state", "syncing")).isEqualTo(1);
        pass(5);
        assertThat(gauge("trackflux.feeds", "state", "live")).isEqualTo(1);
        assertThat(gauge("trackflux.open.orders")).isEqualTo(60);
        assertThat(gauge("trackflux.sweep.age")).isBetween(0.0, 1.0);

        exchange.trouble = answer -> Mono.never();
        pass(30);
        assertThat(gauge("trackflux.feeds", "state", "live")).isZero();
        assertThat(gauge("trackflux.feeds", "state", "stale")).isEqualTo(1);
        assertThat(gauge("trackflux.sweep.age")).isBetween(29.0, 31.0);

        feed.dispose();
        assertThat(gauge("trackflux.feeds", "state", "stale")).isZero();
        assertThat(gauge("trackflux.open.orders")).isZero();
        assertThat(ended("cancelled")).isEqualTo(1);
    }

    @Test
    void what_is_in_the_way_of_a_feed_and_what_ended_it_is_said() {
        client().steps(Samples.QUERY).subscribe(step -> {}, error -> {});
        pass(5);
        exchange.trouble = FakeExchange.failing(new BannedException("", "refused"));
        pass(2);
        assertThat(gauge("trackflux.troubled.feeds", "trouble", "banned")).isEqualTo(1);
        assertThat(gauge("trackflux.feeds", "state", "halted")).isEqualTo(1);
        assertThat(gauge("trackflux.budget.closed")).isBetween(60.0, 300.0);

        exchange.trouble = FakeExchange.refusing(400, "40037");
        pass(600);
        assertThat(ended("refused")).isEqualTo(1);
        assertThat(gauge("trackflux.feeds", "state", "halted")).isZero();
    }

    @Test
    void events_are_counted_by_kind_and_origin_and_live_ones_timed() {
        client().watch(Samples.QUERY).subscribe();
        pass(5);
        exchange.open.addAll(0, Samples.orders(102, 101));
        exchange.open.remove(30);
        pass(10);

        assertThat(registry.get("trackflux.events")
                        .tags("event", "existing")
                        .counter()
                        .count())
                .isEqualTo(60);
        assertThat(registry.get("trackflux.events").tags("event", "opened").counters().stream()
                        .mapToDouble(of -> of.count())
                        .sum())
                .isEqualTo(2);
        var closed =
                registry.get("trackflux.event.delay").tag("event", "closed").timer();
        assertThat(closed.count()).isEqualTo(1);
        assertThat(closed.max(TimeUnit.SECONDS)).isGreaterThan(0).isLessThan(10);
    }

    @Test
    void loops_of_live_are_feeds_and_their_subscribers_are_not() {
        try (LiveOrders live = client().live(Samples.QUERY)) {
            live.events().subscribe();
            live.events().subscribe();
            pass(5);
            assertThat(gauge("trackflux.feeds", "state", "live")).isEqualTo(1);
        }
        pass(1);
        assertThat(ended("cancelled")).isEqualTo(1);
    }

    @Test
    void a_budget_that_clients_share_is_counted_once_and_its_limit_is_what_it_has_learned() {
        List<TrackingOrders> held = List.of(client(), client());
        assertThat(gauge("trackflux.budget.limit")).isEqualTo(10);
        exchange.trouble = FakeExchange.refusing(429, "429");
        held.get(0).list(Samples.QUERY).subscribe(order -> {}, error -> {});
        pass(1);

        assertThat(gauge("trackflux.budget.limit"))
                .isEqualTo(exchange.budget().size())
                .isLessThan(10);
        assertThat(gauge("trackflux.budget.ceiling")).isEqualTo(10);
        held.get(0).close();
    }

    @Test
    void no_tag_names_an_account_an_order_a_trader_or_a_symbol_whatever_is_watched() {
        client().watch(Samples.QUERY).subscribe();
        pass(5);
        exchange.open.addAll(0, Samples.orders(200, 101));
        pass(20);

        Set<String> allowed = Stream.of(
                        Outcome.values(),
                        io.github.trackflux.event.Origin.values(),
                        io.github.trackflux.view.FeedState.values(),
                        io.github.trackflux.view.Trouble.Kind.values(),
                        io.github.trackflux.view.Anomaly.values())
                .flatMap(Stream::of)
                .map(word -> word.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        allowed.addAll(Set.of("existing", "synced", "opened", "updated", "closed", "reinstated", "gap"));
        assertThat(registry.getMeters().stream()
                        .map(Meter::getId)
                        .flatMap(id -> id.getTags().stream())
                        .map(Tag::getValue))
                .isNotEmpty()
                .isSubsetOf(allowed);
    }

    private TrackingOrders client() {
        return exchange.client(builder -> builder.observer(metrics));
    }

    private double gauge(String name, String... tags) {
        var found = registry.get(name).tags(tags).meter();
        return found.measure().iterator().next().getValue();
    }

    private double ended(String outcome) {
        return registry.get("trackflux.ended.feeds")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds * 20; i++) {
            scheduler.advanceTimeBy(Duration.ofMillis(50));
        }
    }
}
