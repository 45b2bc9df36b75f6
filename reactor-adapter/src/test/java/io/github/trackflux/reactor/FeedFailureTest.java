package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.call.AuthenticationException;
import io.github.trackflux.call.ConfigurationException;
import io.github.trackflux.call.TransportException;
import io.github.trackflux.call.UntrustedServerException;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.page.Page;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.FeedState;
import io.github.trackflux.view.FeedStep;
import io.github.trackflux.view.Tracker;
import io.github.trackflux.view.TrackerSettings;
import io.github.trackflux.view.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What a feed bears, for how long, and how it ends. */
class FeedFailureTest {
    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final Time time = Time.of(scheduler);
    private final FakeExchange exchange = new FakeExchange(time);
    private final List<FeedStep> steps = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();

    @Test
    void a_key_that_worked_and_is_not_known_any_more_is_tried_for_a_minute() {
        watch(60, exchange.client().steps(Samples.QUERY));
        exchange.trouble = FakeExchange.refusing(400, "40037");
        Duration from = time.now();
        pass(35);
        assertThat(errors).isEmpty();
        assertThat(trouble()).isEqualTo(Trouble.Kind.KEY);
        pass(60);

        assertThat(errors).singleElement().isInstanceOf(AuthenticationException.class);
        // What was on its way when the first refusal came, and three tries.
        assertThat(exchange.callsSince(from)).isBetween(4L, 7L);
        assertThat(exchange.callsSince(from.plusSeconds(5))).isEqualTo(3);
        Duration last = exchange.calls.get(exchange.calls.size() - 1).minus(from);
        assertThat(last).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(75));
        pass(600);
        assertThat(exchange.callsSince(from.plusSeconds(5))).isEqualTo(3);
        assertThat(errors).hasSize(1);
    }

    @Test
    void calls_that_are_refused_together_are_one_try() {
        exchange.roundTrip = Duration.ofMillis(900);
        watch(400, exchange.client().steps(Samples.QUERY));
        assertThat(exchange.inFlight).isGreaterThan(3);
        exchange.trouble = FakeExchange.refusing(400, "40037");
        pass(35);
        assertThat(errors).isEmpty();

        exchange.trouble = FakeExchange.FINE;
        pass(40);

        assertThat(errors).isEmpty();
        assertThat(health().state()).isEqualTo(FeedState.LIVE);
    }

    @Test
    void a_key_that_is_not_known_now_and_then_ends_nothing() {
        int[] call = {0};
        watch(60, exchange.client().steps(Samples.QUERY));
        exchange.trouble = answer ->
                call[0]++ % 7 == 0 ? FakeExchange.refusing(400, "40037").apply(answer) : answer;

        pass(1_800);

        assertThat(errors).isEmpty();
        assertThat(call[0]).isGreaterThan(100);
        assertThat(opened()).isEmpty();
    }

    @Test
    void a_query_that_worked_and_is_refused_is_tried_ten_times_over_five_minutes() {
        watch(60, exchange.client().steps(Samples.QUERY));
        exchange.trouble = FakeExchange.refusing(400, "40017");
        Duration from = time.now();
        pass(180);
        assertThat(errors).isEmpty();
        assertThat(trouble()).isEqualTo(Trouble.Kind.PARAMETER);
        pass(300);

        assertThat(errors).singleElement().isInstanceOf(ConfigurationException.class);
        assertThat(exchange.callsSince(from.plusSeconds(5))).isEqualTo(10);
    }

    @Test
    void an_address_that_may_change_is_waited_for() {
        exchange.trouble = FakeExchange.refusing(400, "40018");
        Flux<FeedStep> patient =
                exchange.client(TrackingOrdersBuilder::addressMayChange).steps(Samples.QUERY);
        watch(60, patient);
        pass(3_600);
        assertThat(errors).isEmpty();
        assertThat(exchange.calls).hasSizeBetween(45, 90);
        assertThat(trouble()).isEqualTo(Trouble.Kind.KEY);

        exchange.trouble = FakeExchange.FINE;
        pass(90);

        assertThat(health().state()).isEqualTo(FeedState.LIVE);
    }

    @Test
    void a_clock_that_stays_wrong_is_waited_for_and_never_ends_a_feed() {
        watch(60, exchange.client().steps(Samples.QUERY));
        exchange.trouble = FakeExchange.refusing(400, "40008");
        pass(2);
        assertThat(trouble()).isEqualTo(Trouble.Kind.CLOCK);
        Duration from = time.now();
        pass(3_600);

        assertThat(errors).isEmpty();
        // Two tries each time, and five seconds to a minute between.
        assertThat(exchange.callsSince(from)).isBetween(120L, 300L);
    }

    @Test
    void a_certificate_that_is_wrong_is_tried_three_times_and_then_ends_the_feed() {
        exchange.trouble = answer -> Mono.error(NetworkErrors.map(new SSLHandshakeException("expired")));
        exchange.client().list(Samples.QUERY).subscribe(row -> {}, errors::add);
        pass(60);
        assertThat(errors.remove(0)).isInstanceOf(UntrustedServerException.class);
        assertThat(exchange.calls).hasSize(3);

        watch(60, exchange.client().steps(Samples.QUERY));
        pass(60);
        assertThat(errors).singleElement().isInstanceOf(UntrustedServerException.class);
        Duration end = time.now();
        pass(600);
        assertThat(exchange.callsSince(end)).isZero();
    }

    @Test
    void while_the_exchange_is_down_one_call_at_a_time_finds_out_whether_it_is_back() {
        exchange.open.addAll(Samples.orders(1, 400));
        exchange.roundTrip = Duration.ofMillis(900);
        watch(0, exchange.client().steps(Samples.QUERY));
        pass(30);
        exchange.trouble = FakeExchange.failing(new TransportException("", "lost"));
        pass(180);
        exchange.mostInFlight = 0;
        Duration from = time.now();
        pass(600);

        assertThat(exchange.mostInFlight).isEqualTo(1);
        assertThat(exchange.callsSince(from)).isBetween(18L, 44L);
        assertThat(trouble()).isEqualTo(Trouble.Kind.TRANSPORT);
        exchange.trouble = FakeExchange.FINE;
        pass(80);
        assertThat(exchange.mostInFlight).isGreaterThan(3);
        assertThat(health().state()).isEqualTo(FeedState.LIVE);
    }

    @Test
    void one_page_that_always_fails_stops_neither_the_others_nor_the_news_of_them() {
        exchange.open.addAll(Samples.orders(1, 400));
        watch(0, exchange.client().steps(Samples.QUERY));
        pass(20);
        exchange.trouble = answer -> answer.flatMap(received ->
                isSeventh(received) ? FakeExchange.refusing(500, "").apply(Mono.just(received)) : Mono.just(received));
        pass(30);
        steps.clear();
        exchange.open.add(0, Samples.order(900));
        Duration from = time.now();
        pass(60);

        assertThat(opened()).hasSize(1);
        assertThat(closed()).isEmpty();
        assertThat(health().failedSweeps()).isGreaterThan(5);
        assertThat(exchange.callsSince(from)).isGreaterThan(400);
        assertThat(errors).isEmpty();
    }

    private static boolean isSeventh(Transport.Received received) {
        Page page = received.reply().page().orElseThrow();
        return page.rows().stream()
                .anyMatch(row -> row.trackingNo().equals(Samples.order(340).trackingNo()));
    }

    @Test
    void a_defect_ends_a_feed_once_says_nothing_more_and_sends_nothing_more() {
        PageSource confused = request -> {
            exchange.calls.add(time.now());
            boolean later = exchange.calls.size() > 5;
            return Mono.delay(Duration.ofMillis(50), scheduler)
                    .map(tick ->
                            Samples.answer(later ? Samples.firstPage() : request, Page.EMPTY, time.now(), time.now()));
        };
        ServerClock clock = new ServerClock(time);
        CallBudget budget = new CallBudget(10, time);
        Tracker tracker = new Tracker(exchange.credentials.account(), Samples.QUERY, TrackerSettings.DEFAULT);
        watch(
                0,
                new Feed(
                                tracker,
                                confused,
                                budget,
                                clock,
                                time,
                                Schedulers.single(scheduler),
                                new Patience(false, time))
                        .steps());
        pass(10);

        assertThat(errors).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(errors.get(0)).hasMessageContaining("report it");
        int calls = exchange.calls.size();
        int told = steps.size();
        pass(60);
        assertThat(exchange.calls).hasSize(calls);
        assertThat(steps).hasSize(told);
    }

    @Test
    void a_subscriber_that_throws_ends_itself_and_no_other() {
        TrackingOrders client = exchange.client();
        List<Throwable> own = new ArrayList<>();
        watch(60, client.steps(Samples.QUERY));
        client.steps(Samples.QUERY)
                .subscribe(
                        step -> {
                            throw new IllegalArgumentException("the subscriber's own");
                        },
                        own::add);
        pass(20);

        assertThat(own).singleElement().isInstanceOf(IllegalArgumentException.class);
        assertThat(errors).isEmpty();
        assertThat(health().state()).isEqualTo(FeedState.LIVE);
        assertThat(exchange.callsSince(time.now().minusSeconds(5))).isGreaterThan(40);
    }

    @Test
    void feeds_with_a_cadence_begin_at_times_of_their_own() {
        Time chance = new Time(scheduler, () -> scheduler.now(TimeUnit.NANOSECONDS), time.wall(), () -> 0.7);
        FakeExchange other = new FakeExchange(chance);
        other.client(builder -> builder.every(Duration.ofSeconds(30)))
                .steps(Samples.QUERY)
                .subscribe(steps::add);

        pass(20);
        assertThat(other.calls).isEmpty();
        pass(2);
        assertThat(other.calls).isNotEmpty();
        assertThat(other.calls.get(0)).isEqualTo(Duration.ofSeconds(21));
    }

    private void watch(int orders, Flux<FeedStep> feed) {
        if (orders > 0) {
            exchange.open.addAll(Samples.orders(1, orders));
        }
        feed.subscribe(steps::add, errors::add);
        pass(20);
    }

    private FeedHealth health() {
        return steps.get(steps.size() - 1).health();
    }

    private Trouble.Kind trouble() {
        return health().trouble().map(Trouble::kind).orElseThrow();
    }

    private List<OrderEvent> opened() {
        return events(OrderEvent.Opened.class);
    }

    private List<OrderEvent> closed() {
        return events(OrderEvent.Closed.class);
    }

    private List<OrderEvent> events(Class<? extends OrderEvent> type) {
        return steps.stream()
                .flatMap(step -> step.events().stream())
                .filter(type::isInstance)
                .toList();
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds * 4; i++) {
            scheduler.advanceTimeBy(Duration.ofMillis(250));
        }
    }
}
