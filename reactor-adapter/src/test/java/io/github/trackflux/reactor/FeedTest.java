package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.call.AuthenticationException;
import io.github.trackflux.call.TransportException;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.view.FeedStep;
import io.github.trackflux.view.OrderView;
import io.github.trackflux.view.Tracker;
import io.github.trackflux.view.TrackerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A whole client over an exchange without a network, in virtual time. */
class FeedTest {
    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final Time time = Time.of(scheduler);
    private final FakeExchange exchange = new FakeExchange(time);
    private final List<OrderEvent> events = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private final List<String> completions = new ArrayList<>();

    @Test
    void nothing_is_sent_before_a_subscription_and_all_of_it_again_for_the_next() {
        exchange.open.addAll(Samples.orders(1, 5));
        Flux<OrderEvent> watch = exchange.client().watch(Samples.QUERY);
        pass(10);
        assertThat(exchange.calls).isEmpty();

        for (int i = 1; i <= 2; i++) {
            Disposable watching = subscribe(watch);
            pass(5);
            watching.dispose();
            pass(20);
            assertThat(events).hasSize(6 * i);
        }
        assertThat(exchange.inFlight).isZero();
    }

    @Test
    void what_is_open_comes_first_then_synced_then_what_changes() {
        exchange.open.addAll(Samples.orders(1, 3));
        subscribe(exchange.client().watch(Samples.QUERY));
        pass(5);
        exchange.open.add(0, Samples.order(4));
        pass(5);
        exchange.open.set(0, Samples.order(4, "2"));
        pass(5);
        exchange.open.remove(0);
        pass(5);

        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Existing", "Existing", "Existing", "Synced", "Opened", "Updated", "Closed");
    }

    @Test
    void calls_overlap_when_the_round_trip_is_long_and_never_more_than_sixteen() {
        exchange.roundTrip = Duration.ofSeconds(30);
        CallBudget ample = new CallBudget(100, time);
        Tracker tracker = new Tracker(exchange.credentials.account(), Samples.QUERY, TrackerSettings.DEFAULT);
        ServerClock clock = new ServerClock(time);
        PageSource source = TrackingOrders.assemble(
                exchange,
                () -> exchange.credentials,
                clock,
                ample,
                new HostBudget(HostBudget.UNLIMITED, time),
                new Observed(null, time),
                time);
        exchange.open.addAll(Samples.orders(1, 900));
        new Feed(tracker, source, ample, clock, time, Schedulers.single(scheduler), new Patience(false, time))
                .steps()
                .subscribe();

        pass(600);

        assertThat(exchange.mostInFlight).isBetween(10, 16);
    }

    @ParameterizedTest(name = "round trip {0} ms")
    @ValueSource(ints = {0, 20, 80, 300, 1000})
    void as_fast_as_the_budget_allows_and_evenly(int roundTrip) {
        exchange.roundTrip = Duration.ofMillis(roundTrip);
        exchange.open.addAll(Samples.orders(1, 60));
        subscribe(exchange.client().watch(Samples.QUERY));
        pass(30);
        int before = exchange.answered;
        Duration from = time.now();

        pass(60);

        double possible = 60 * 10 / (1.01 + roundTrip / 1000.0);
        assertThat((double) exchange.answered - before).isBetween(0.9 * possible, 1.01 * possible + 1);
        List<Duration> calls =
                exchange.calls.stream().filter(at -> at.compareTo(from) >= 0).toList();
        double even = 60_000 / possible;
        assertThat(IntStream.range(1, calls.size())
                        .mapToDouble(i -> calls.get(i).minus(calls.get(i - 1)).toNanos() / 1e6))
                .allMatch(gap -> gap < 1.5 * even);
    }

    @Test
    void feeds_that_nobody_reads_from_hold_no_permit_of_others() {
        exchange.open.addAll(Samples.orders(1, 1000));
        TrackingOrders client = exchange.client();
        for (int i = 0; i < 12; i++) {
            // Until it knows of more pages than it may ask for unread.
            OnDemand<FeedStep> stalled = new OnDemand<>();
            client.steps(Samples.QUERY).subscribe(stalled);
            stalled.request(60);
        }
        pass(150);
        int held = exchange.calls.size();

        subscribe(client.watch(Samples.QUERY));
        pass(10);

        assertThat(exchange.calls).hasSizeGreaterThan(held + 80);
    }

    @Test
    void what_waits_for_its_subscriber_says_how_old_it_has_become() {
        exchange.open.addAll(Samples.orders(1, 5));
        OnDemand<FeedStep> steps = new OnDemand<>();
        exchange.client().steps(Samples.QUERY).subscribe(steps);
        pass(60);

        steps.request(1);
        pass(1);

        assertThat(steps.seen.get(0).health().freshness().sweptAgo()).isGreaterThan(Duration.ofSeconds(59));
    }

    @Test
    void without_demand_polling_stops_after_the_calls_in_flight_and_goes_on_with_it() {
        exchange.open.addAll(Samples.orders(1, 60));
        OnDemand<FeedStep> steps = new OnDemand<>();
        exchange.client().steps(Samples.QUERY).subscribe(steps);
        pass(60);
        int held = exchange.calls.size();
        assertThat(held).isLessThanOrEqualTo(3);
        pass(600);
        assertThat(exchange.calls).hasSize(held);
        assertThat(steps.seen).isEmpty();

        steps.request(5);
        pass(60);
        assertThat(steps.seen).hasSize(5);
        assertThat(exchange.calls).hasSizeBetween(held + 4, held + 6);

        steps.request(Long.MAX_VALUE);
        Duration from = time.now();
        pass(60);
        assertThat(exchange.callsSince(from)).isGreaterThan(500);
    }

    @Test
    void what_changed_while_nobody_asked_is_told_when_somebody_does() {
        exchange.open.addAll(Samples.orders(1, 5));
        OnDemand<OrderEvent> watching = new OnDemand<>();
        exchange.client().watch(Samples.QUERY).subscribe(watching);
        watching.request(6);
        // Until the calls that are still made without demand have been made.
        pass(60);
        exchange.open.remove(4);
        exchange.open.set(0, Samples.order(1, "7"));
        pass(3600);
        assertThat(watching.seen).hasSize(6);

        watching.request(Long.MAX_VALUE);
        pass(10);

        assertThat(watching.seen.subList(6, watching.seen.size()))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Gap", "Updated", "Closed");
    }

    @Test
    void cancelling_while_it_waits_for_a_permit_leaves_the_permit() {
        List<Permit> taken = new ArrayList<>();
        CallBudget budget = exchange.budget();
        Flux.range(0, 10).flatMap(i -> budget.acquire()).subscribe(taken::add);
        Disposable watching = subscribe(exchange.client().watch(Samples.QUERY));
        pass(5);

        watching.dispose();
        taken.forEach(Permit::unused);

        assertThat(free(budget)).isEqualTo(10);
        assertThat(exchange.calls).isEmpty();
    }

    @Test
    void cancelling_gives_up_the_calls_in_flight_and_their_permits_come_back_when_they_no_longer_count() {
        exchange.roundTrip = Duration.ofSeconds(4);
        Disposable watching = subscribe(exchange.client().watch(Samples.QUERY));
        pass(3);
        int out = exchange.inFlight;
        assertThat(out).isPositive();

        watching.dispose();

        assertThat(exchange.cancelled).isEqualTo(out);
        assertThat(exchange.inFlight).isZero();
        pass(10);
        assertThat(free(exchange.budget())).isEqualTo(10 - out);
        pass(2);
        assertThat(free(exchange.budget())).isEqualTo(10);
        assertThat(exchange.calls).hasSize(out);
    }

    @Test
    void an_error_that_does_not_pass_ends_it_once_and_no_call_follows() {
        exchange.open.addAll(Samples.orders(1, 400));
        exchange.roundTrip = Duration.ofMillis(900);
        subscribe(exchange.client().watch(Samples.QUERY));
        pass(20);
        assertThat(exchange.inFlight).isGreaterThan(3);

        exchange.trouble = FakeExchange.refusing(400, "40009");
        pass(2);

        assertThat(errors).singleElement().isInstanceOf(AuthenticationException.class);
        int sent = exchange.calls.size();
        pass(60);
        assertThat(exchange.calls).hasSize(sent);
        assertThat(errors).hasSize(1);
        assertThat(completions).isEmpty();
        assertThat(exchange.inFlight).isZero();
    }

    @Test
    void troubles_that_pass_never_end_it_and_never_change_the_view() {
        exchange.open.addAll(Samples.orders(1, 120));
        List<OrderView> views = new ArrayList<>();
        TrackingOrders client = exchange.client();
        client.views(Samples.QUERY).subscribe(views::add, errors::add);
        subscribe(client.watch(Samples.QUERY));
        pass(20);
        List<OrderEvent> before = List.copyOf(events);
        OrderView last = views.get(views.size() - 1);

        List<UnaryOperator<Mono<Transport.Received>>> troubles = List.of(
                FakeExchange.refusing(502, ""),
                FakeExchange.refusing(429, "429"),
                FakeExchange.refusing(200, "99999"),
                FakeExchange.refusing(400, "40008"),
                FakeExchange.refusing(200, "40200"),
                FakeExchange.refusing(200, "40209"),
                FakeExchange.failing(new TransportException("", "lost")),
                answer -> answer.delayElement(Duration.ofMinutes(2), scheduler),
                FakeExchange.refusing(403, ""));
        for (UnaryOperator<Mono<Transport.Received>> trouble : troubles) {
            exchange.trouble = trouble;
            pass(600);
        }
        assertThat(events).isEqualTo(before);
        exchange.trouble = FakeExchange.FINE;
        // The ban was the second, and the third was longer.
        pass(3600);

        assertThat(events).isEqualTo(before);
        assertThat(errors).isEmpty();
        assertThat(views.get(views.size() - 1).orders()).isEqualTo(last.orders());
        assertThat(exchange.callsSince(time.now().minusSeconds(60))).isGreaterThan(500);
    }

    @Test
    void what_changed_in_a_time_of_trouble_is_told_after_it() {
        exchange.open.addAll(Samples.orders(1, 120));
        subscribe(exchange.client().watch(Samples.QUERY));
        pass(20);
        int before = events.size();
        exchange.trouble = FakeExchange.refusing(502, "");
        pass(60);
        exchange.open.remove(70);
        exchange.open.add(0, Samples.order(500));
        pass(60);
        assertThat(events).hasSize(before);

        exchange.trouble = FakeExchange.FINE;
        pass(60);

        assertThat(events.get(before)).isInstanceOf(OrderEvent.Gap.class);
        assertThat(events.subList(before, events.size()))
                .filteredOn(event -> !(event instanceof OrderEvent.Gap))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactlyInAnyOrder("Closed", "Opened");
    }

    @Test
    void two_subscribers_are_two_loops_that_share_one_budget_fairly() {
        exchange.open.addAll(Samples.orders(1, 60));
        TrackingOrders client = exchange.client();
        List<OrderView> one = new ArrayList<>();
        List<OrderView> other = new ArrayList<>();
        client.views(Samples.QUERY).subscribe(one::add);
        exchange.client().views(Samples.QUERY).subscribe(other::add);

        pass(60);

        assertThat(worstSecond(exchange.calls)).isLessThanOrEqualTo(10);
        assertThat(exchange.calls.size()).isGreaterThan((int) (0.9 * 600 / 1.09));
        assertThat(one.size()).isBetween(other.size() * 8 / 10, other.size() * 12 / 10);
        assertThat(one.get(one.size() - 1).orders()).hasSize(60);
        assertThat(other.get(other.size() - 1).orders()).hasSize(60);
    }

    @Test
    void a_slower_cadence_sends_no_more_than_it_needs() {
        exchange.open.addAll(Samples.orders(1, 20));
        subscribe(
                exchange.client(builder -> builder.every(Duration.ofSeconds(5))).watch(Samples.QUERY));
        pass(60);
        Duration from = time.now();

        pass(600);

        assertThat(exchange.callsSince(from)).isBetween(118L, 260L);
    }

    private Disposable subscribe(Flux<OrderEvent> watch) {
        return watch.subscribe(events::add, errors::add, () -> completions.add("completed"));
    }

    private void pass(int seconds) {
        // In small steps: what is due at one moment may make more due at the same.
        for (int i = 0; i < seconds * 10; i++) {
            scheduler.advanceTimeBy(Duration.ofMillis(100));
        }
    }

    private static int free(CallBudget budget) {
        List<Permit> taken = new ArrayList<>();
        Disposable asking = Flux.range(0, 20).flatMap(i -> budget.acquire()).subscribe(taken::add);
        asking.dispose();
        taken.forEach(Permit::unused);
        return taken.size();
    }

    private static int worstSecond(List<Duration> calls) {
        return calls.stream()
                .mapToInt(from -> (int) calls.stream()
                        .filter(at ->
                                !at.minus(from).isNegative() && at.minus(from).toMillis() < 1000)
                        .count())
                .max()
                .orElse(0);
    }

    private static final class OnDemand<T> extends BaseSubscriber<T> {
        final List<T> seen = new ArrayList<>();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // Asks for nothing by itself.
        }

        @Override
        protected void hookOnNext(T value) {
            seen.add(value);
        }
    }
}
