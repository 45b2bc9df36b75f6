package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What the budget is for: the server counts no eleventh call in any second, wherever on its way it counts a call. */
class CallBudgetLaws {
    private static final int LIMIT = 10;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long GIVEN_UP = Duration.ofSeconds(5).toNanos();
    private static final long STALLED = Duration.ofSeconds(10).toNanos();

    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();

    /** Gives the right to send; what it gives is told what became of the call. */
    interface Limiter {
        Mono<Call.Outcome> acquire();
    }

    /**
     * A call as the server may see it.
     *
     * @param sent from here on it may be counted
     * @param counted when this server counts it
     * @param latest until here it may be counted
     */
    record Call(long sent, long counted, long latest) {
        interface Outcome {
            void told(boolean answered);
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_server_counts_an_eleventh_call_wherever_on_its_way_it_counts_each(long seed) {
        CallBudget budget = new CallBudget(LIMIT, Time.of(scheduler));
        List<Call> calls = run(
                seed,
                () -> budget.acquire().map(permit -> answered -> {
                    if (answered) {
                        permit.answered();
                    } else {
                        permit.unanswered();
                    }
                }));

        assertThat(calls).hasSizeGreaterThan(100);
        assertThat(worstPossible(calls)).isLessThanOrEqualTo(LIMIT);
        assertThat(refusals(calls)).isZero();
    }

    /** The control: the same runs, and the limiter that everybody writes first. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_bucket_of_ten_that_refills_ten_a_second_is_refused_on_the_same_run(long seed) {
        Bucket bucket = Bucket.builder()
                .withCustomTimePrecision(new Meter(scheduler))
                .addLimit(limit -> limit.capacity(LIMIT).refillGreedy(LIMIT, Duration.ofSeconds(1)))
                .build();
        List<Call> calls = run(
                seed,
                () -> Mono.defer(() -> {
                    Duration wait = Duration.ofNanos(bucket.consumeIgnoringRateLimits(1));
                    Mono<Long> due = wait.isZero() ? Mono.just(0L) : Mono.delay(wait, scheduler);
                    return due.map(go -> answered -> {});
                }));

        assertThat(refusals(calls)).isPositive();
    }

    @ParameterizedTest(name = "round trip {0} ms, jitter {1} ms")
    @CsvSource({"0, 0", "5, 5", "20, 10", "80, 30", "200, 100", "1000, 500"})
    void as_many_calls_are_answered_as_the_round_trip_allows(int roundTrip, int jitter) {
        CallBudget budget = new CallBudget(LIMIT, Time.of(scheduler));
        Random random = new Random(roundTrip);
        List<Long> answers = new ArrayList<>();
        for (int caller = 0; caller < 15; caller++) {
            Mono.usingWhen(
                            budget.acquire(),
                            permit -> Mono.delay(spread(random, roundTrip, jitter), scheduler),
                            permit -> Mono.fromRunnable(permit::answered))
                    .doOnNext(answers::add)
                    .repeat()
                    .subscribe();
        }
        scheduler.advanceTimeBy(Duration.ofMinutes(2));

        double possible = 120 * LIMIT / (1.01 + roundTrip / 1000.0);
        assertThat((double) answers.size()).isBetween(0.9 * possible, 1.02 * possible + LIMIT);
    }

    private static Duration spread(Random random, int mean, int jitter) {
        return Duration.ofMillis(mean - jitter).plusNanos((long) (random.nextDouble() * 2 * jitter * 1_000_000));
    }

    /** A minute of bursts, steady calling and idle spells, from one seed; some calls are never answered. */
    private List<Call> run(long seed, Limiter limiter) {
        Random random = new Random(seed);
        long base = (long) (random.nextDouble() * random.nextDouble() * 400_000_000);
        List<Call> calls = new ArrayList<>();
        long end = now() + 60 * SECOND;
        while (now() < end) {
            int phase = random.nextInt(4);
            int burst = phase == 0 ? 1 + random.nextInt(30) : 0;
            for (int i = 0; i < burst; i++) {
                send(random, base, limiter, calls);
            }
            int steady = phase == 1 ? random.nextInt(40) : 0;
            for (int i = 0; i < steady; i++) {
                send(random, base, limiter, calls);
                scheduler.advanceTimeBy(Duration.ofNanos(random.nextLong(150_000_000)));
            }
            scheduler.advanceTimeBy(Duration.ofNanos(random.nextLong(phase == 2 ? 4 * SECOND : SECOND)));
        }
        scheduler.advanceTimeBy(Duration.ofMinutes(2));
        return calls;
    }

    private void send(Random random, long base, Limiter limiter, List<Call> calls) {
        long roundTrip = base + (long) (-Math.log(1 - random.nextDouble()) * (1 + base / 2));
        double where = random.nextDouble();
        boolean answered = random.nextInt(100) > 0;
        limiter.acquire().subscribe(outcome -> {
            long over = answered ? roundTrip : GIVEN_UP;
            long latest = answered ? over : GIVEN_UP + STALLED;
            calls.add(new Call(now(), now() + (long) (where * latest), now() + latest));
            scheduler.schedule(() -> outcome.told(answered), over, TimeUnit.NANOSECONDS);
        });
    }

    /** The most calls that a server could have counted in one second, had it chosen when to count each. */
    private static int worstPossible(List<Call> calls) {
        int worst = 0;
        for (Call first : calls) {
            long from = first.latest();
            long in = calls.stream()
                    .filter(call -> call.latest() >= from && call.sent() <= from + SECOND)
                    .count();
            worst = Math.max(worst, (int) in);
        }
        return worst;
    }

    /** How many calls a strict sliding window refuses; one that is refused counts too. */
    private static int refusals(List<Call> calls) {
        List<Long> counted = calls.stream()
                .map(Call::counted)
                .sorted(Comparator.naturalOrder())
                .toList();
        return (int) Stream.iterate(LIMIT, i -> i < counted.size(), i -> i + 1)
                .filter(i -> counted.get(i) - counted.get(i - LIMIT) < SECOND)
                .count();
    }

    private long now() {
        return scheduler.now(TimeUnit.NANOSECONDS);
    }

    private record Meter(VirtualTimeScheduler scheduler) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return scheduler.now(TimeUnit.NANOSECONDS);
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
