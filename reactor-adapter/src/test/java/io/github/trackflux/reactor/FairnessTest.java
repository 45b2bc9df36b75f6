package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Who gets how much of one budget. */
class FairnessTest {
    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final Time time = Time.of(scheduler);

    @Test
    void lanes_are_served_in_turn_and_each_in_its_own_order() {
        CallBudget budget = new CallBudget(1, time);
        List<String> served = new ArrayList<>();
        Lane greedy = budget.lane();
        for (int i = 1; i <= 4; i++) {
            take(budget, greedy, "greedy " + i, served);
        }
        Lane modest = budget.lane();
        take(budget, modest, "modest 1", served);
        take(budget, budget.lane(), "single", served);
        take(budget, modest, "modest 2", served);

        scheduler.advanceTimeBy(Duration.ofSeconds(10));

        assertThat(served)
                .containsExactly("greedy 1", "greedy 2", "modest 1", "single", "greedy 3", "modest 2", "greedy 4");
    }

    private static void take(CallBudget budget, Lane lane, String name, List<String> served) {
        budget.acquire(lane).subscribe(permit -> {
            served.add(name);
            permit.answered();
        });
    }

    @ParameterizedTest(name = "round trip {0} ms: {1} calls at a time beside 16")
    @CsvSource({"20, 1", "80, 1", "80, 3", "300, 6", "1000, 12"})
    void a_greedy_feed_leaves_half_to_another(int roundTrip, int inFlight) {
        CallBudget budget = new CallBudget(10, time);
        StrictServer greedy = calling(budget, roundTrip, 16);
        StrictServer modest = calling(budget, roundTrip, inFlight);

        scheduler.advanceTimeBy(Duration.ofMinutes(2));

        int all = greedy.answered.size() + modest.answered.size();
        assertThat((double) all).isGreaterThan(0.95 * 1200 / (1.01 + roundTrip / 1000.0));
        assertThat(modest.answered.size()).isBetween((int) (0.45 * all), (int) (0.55 * all));
    }

    @Test
    void a_feed_that_decides_late_what_to_read_gets_no_less_than_one_that_only_takes() {
        FakeExchange exchange = new FakeExchange(time);
        exchange.open.addAll(Samples.orders(1, 400));
        StrictServer greedy = calling(exchange.budget(), 80, 16);
        exchange.client().watch(Samples.QUERY).subscribe();

        scheduler.advanceTimeBy(Duration.ofMinutes(2));

        int all = greedy.answered.size() + exchange.answered;
        assertThat(exchange.answered).isBetween((int) (0.45 * all), (int) (0.55 * all));
    }

    @Test
    void a_walk_beside_two_feeds_gets_its_third() {
        FakeExchange exchange = new FakeExchange(time);
        exchange.open.addAll(Samples.orders(1, 400));
        exchange.client().watch(Samples.QUERY).subscribe();
        exchange.client().watch(Samples.QUERY).subscribe();
        scheduler.advanceTimeBy(Duration.ofSeconds(10));
        List<String> rows = new ArrayList<>();
        Duration from = time.now();
        exchange.client().list(Samples.QUERY).repeat().subscribe(row -> rows.add(row.trackingNo()));

        scheduler.advanceTimeBy(Duration.ofMinutes(1));

        double pages = rows.size() / 50.0;
        assertThat(pages).isGreaterThan(0.28 * exchange.callsSince(from));
    }

    /** A feed without end; what it got is in its server. */
    private StrictServer calling(CallBudget budget, int roundTrip, int inFlight) {
        StrictServer server = new StrictServer(1, time);
        server.roundTripMillis = roundTrip;
        server.jitterMillis = roundTrip / 4.0;
        PageSource source = new BudgetedSource(server, budget, new HostBudget(HostBudget.UNLIMITED, time));
        Lane lane = budget.lane();
        Flux.range(0, inFlight)
                .flatMap(
                        caller -> Mono.defer(() -> source.read(Samples.firstPage()))
                                .repeat(),
                        inFlight)
                .contextWrite(lane::writeTo)
                .subscribe();
        return server;
    }
}
