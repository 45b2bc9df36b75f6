package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Ten virtual minutes and more at full speed against servers that bear less than they should, or less at times. */
class AdaptingLaws {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_REFUSALS = 30;

    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final AtomicLong slept = new AtomicLong();
    private final Random random = new Random(7);
    private final Time time = new Time(
            scheduler,
            () -> scheduler.now(TimeUnit.NANOSECONDS) + slept.get(),
            // A clock on the wall that nobody should rely on.
            () -> Instant.EPOCH.plusSeconds(random.nextInt(1_000_000)),
            random::nextDouble);
    private final CallBudget budget = new CallBudget(10, time);

    @ParameterizedTest(name = "allowed {0}, round trip {1} ms, header {2}, Retry-After {3} s")
    @CsvSource({
        "5, 0, false, 0",
        "5, 80, false, 0",
        "5, 200, false, 0",
        "5, 80, true, 0",
        "5, 80, false, 1",
        "7, 80, false, 0",
        "3, 80, false, 0",
        "2, 80, true, 0",
        "1, 80, false, 0"
    })
    void told_ten_where_fewer_are_allowed_it_settles_within_a_minute(
            int limit, int roundTrip, boolean header, int retryAfter) {
        StrictServer server = new StrictServer(1, time);
        server.limit = limit;
        server.roundTripMillis = roundTrip;
        server.jitterMillis = roundTrip / 2.0;
        server.tellsRemaining = header;
        server.retryAfter = retryAfter == 0 ? server.retryAfter : Optional.of(Duration.ofSeconds(retryAfter));
        callers(source(server), 16);

        pass(MINUTE.multipliedBy(10));

        assertThat(server.refused.size()).isLessThanOrEqualTo(MOST_REFUSALS);
        assertThat(server.refusedSince(MINUTE)).isLessThanOrEqualTo(1);
        double possible = 540 * limit / (1.01 + roundTrip / 1000.0);
        assertThat((double) server.answeredSince(MINUTE)).isGreaterThan(0.9 * possible);
        assertThat(budget.state().refusals()).isEqualTo(server.refused.size());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void in_hours_of_a_lower_limit_refusals_become_ever_rarer(long seed) {
        StrictServer server = new StrictServer(seed, time);
        server.limit = 5;
        callers(source(server), 16);

        pass(Duration.ofHours(3));

        assertThat(server.refusedSince(MINUTE)).isLessThanOrEqualTo(10);
        assertThat(server.refusedSince(Duration.ofHours(2))).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void a_stall_of_eight_seconds_makes_no_server_count_an_eleventh_call(long seed) {
        StrictServer server = new StrictServer(seed, time);
        callers(source(server), 16);
        pass(Duration.ofSeconds(5 + seed));

        server.stalledUntil = time.now().plusSeconds(8);
        pass(Duration.ofSeconds(8));
        Duration awake = time.now();
        pass(MINUTE);

        assertThat(server.refused).isEmpty();
        assertThat(server.answeredSince(awake.plusSeconds(20)))
                .as("full speed again")
                .isGreaterThan(330);
    }

    @ParameterizedTest(name = "at most {0} calls a second of somebody else, header {1}")
    @CsvSource({"3, false", "6, false", "9, false", "10, false", "6, true"})
    void somebody_else_who_eats_the_quota_by_turns_causes_no_storm(int most, boolean header) {
        StrictServer server = new StrictServer(3, time);
        server.tellsRemaining = header;
        foreign(server, most);
        callers(source(server), 16);

        pass(MINUTE.multipliedBy(10));

        assertThat(server.refused.size()).isLessThanOrEqualTo(2 * MOST_REFUSALS);
        assertThat(server.answered).hasSizeGreaterThan(most < 10 ? 600 : 60);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 30, 55})
    void after_a_storm_of_refusals_it_is_at_full_speed_within_minutes(int seconds) {
        StrictServer server = new StrictServer(3, time);
        callers(source(server), 16);
        pass(Duration.ofSeconds(20));
        server.limit = 0;
        pass(Duration.ofSeconds(seconds));
        assertThat(server.refused).hasSizeLessThan(25);
        server.limit = 10;

        pass(MINUTE.multipliedBy(4));
        Duration from = time.now();
        pass(MINUTE);

        assertThat(server.answeredSince(from)).isGreaterThan(500);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 999_999_999})
    void a_server_whose_header_says_nonsense_starves_nobody(int remaining) {
        StrictServer server = new StrictServer(3, time);
        server.remainingLie = remaining;
        callers(source(server), 16);

        pass(MINUTE.multipliedBy(10));

        assertThat(server.refused).isEmpty();
        assertThat(server.answeredSince(MINUTE)).isGreaterThan((long) (0.9 * 540 * 5 / 1.09));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void two_clients_with_two_feeds_each_on_one_user_are_never_refused(long seed) {
        StrictServer server = new StrictServer(seed, time);
        server.jitterMillis = 80;
        PageSource one = source(server);
        PageSource other = source(server);
        callers(one, 16);
        callers(one, 1);
        callers(other, 16);
        callers(other, 3);

        pass(MINUTE.multipliedBy(3));

        assertThat(server.refused).isEmpty();
        assertThat((double) server.answered.size()).isGreaterThan(0.9 * 180 * 10 / 1.09);
    }

    @ParameterizedTest(name = "slept {0} s")
    @ValueSource(ints = {1, 5, 600, 360_000})
    void no_pause_of_the_machine_however_long_lets_a_burst_through(int seconds) {
        StrictServer server = new StrictServer(2, time);
        callers(source(server), 16);
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofMillis(1_300 + 77 * i));
            // All clocks go on, and whatever was due is late.
            slept.addAndGet(Duration.ofSeconds(seconds).toNanos());
        }

        assertThat(server.refused).isEmpty();
        assertThat(server.answered).hasSizeGreaterThan(200);
    }

    private PageSource source(StrictServer server) {
        HostBudget host = new HostBudget(HostBudget.UNLIMITED, time);
        return new RetryingSource(new BudgetedSource(server, budget, host), time);
    }

    /** A feed that has so many calls out at a time, and never enough. */
    private void callers(PageSource source, int inFlight) {
        Lane lane = budget.lane();
        Flux.range(0, inFlight)
                .flatMap(
                        caller -> Mono.defer(() -> source.read(Samples.firstPage()))
                                .onErrorResume(error -> Mono.empty())
                                .repeat(),
                        inFlight)
                .contextWrite(lane::writeTo)
                .subscribe();
    }

    /** Somebody who calls at a steady rate that changes every twenty seconds, and is refused like anybody. */
    private void foreign(StrictServer server, int most) {
        Random theirs = new Random(99);
        Mono.defer(() -> {
                    int rate = theirs.nextInt(most + 1);
                    return rate == 0
                            ? Mono.delay(Duration.ofSeconds(20), scheduler).then()
                            : Flux.interval(Duration.ofNanos(1_000_000_000L / rate), scheduler)
                                    .onBackpressureDrop()
                                    .doOnNext(call -> server.foreign())
                                    .take(Duration.ofSeconds(20), scheduler)
                                    .then();
                })
                .repeat()
                .subscribe();
    }

    private void pass(Duration duration) {
        scheduler.advanceTimeBy(duration);
    }
}
