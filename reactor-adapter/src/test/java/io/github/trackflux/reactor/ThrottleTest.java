package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What a budget does when the exchange says that there were too many calls. */
class ThrottleTest {
    private static final Duration TICK = Duration.ofNanos(1);

    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final Random random = new Random(5);
    private final Time time =
            new Time(scheduler, () -> scheduler.now(TimeUnit.NANOSECONDS), Instant::now, random::nextDouble);
    private final CallBudget budget = new CallBudget(10, time);
    private final List<Permit> out = new ArrayList<>();

    @ParameterizedTest(name = "asked for {0}, waits {1}")
    @CsvSource({"PT3S, PT3S", "PT0S, PT0.25S", "PT0.1S, PT0.25S", "PT10H, PT2M", "PT2M, PT2M", "PT-3S, PT0.25S"})
    void what_the_exchange_asks_to_wait_is_obeyed_by_all_within_a_floor_and_a_cap(Duration asked, Duration waited) {
        acquire(1);
        out.get(0).refused(Optional.of(asked));
        acquire(1);
        acquire(1);

        scheduler.advanceTimeBy(waited.minus(TICK));
        assertThat(out).hasSize(1);
        assertThat(budget.state().closedUntil()).isPresent();

        scheduler.advanceTimeBy(TICK);
        assertThat(out).hasSize(3);
        assertThat(budget.state().closedUntil()).isEmpty();
    }

    @Test
    void without_a_word_from_the_exchange_waits_double_by_chance_from_a_floor_to_thirty_seconds() {
        List<Duration> waits = new ArrayList<>();
        for (int n = 0; n < 200; n++) {
            acquire(1);
            Duration from = time.now();
            out.remove(0).refused(Optional.empty());
            acquire(1);
            while (out.isEmpty()) {
                scheduler.advanceTimeBy(Duration.ofMillis(10));
            }
            out.remove(0).unused();
            Duration wait = time.now().minus(from);
            Duration most = Duration.ofSeconds(1L << Math.min(n, 20));
            // A slot of the only one that is left takes a second by itself.
            assertThat(wait)
                    .isBetween(
                            Duration.ofMillis(250),
                            max(most, Duration.ofMillis(1_010)).plusMillis(10));
            waits.add(wait);
        }
        assertThat(waits).allMatch(wait -> wait.compareTo(Duration.ofMillis(30_010)) <= 0);
        assertThat(waits).anyMatch(wait -> wait.compareTo(Duration.ofSeconds(25)) > 0);
    }

    @Test
    void an_answer_makes_the_next_wait_short_again() {
        for (int n = 0; n < 20; n++) {
            acquire(1);
            out.remove(0).refused(Optional.empty());
            scheduler.advanceTimeBy(Duration.ofMinutes(1));
        }
        acquire(1);
        out.remove(0).answered();
        scheduler.advanceTimeBy(Duration.ofMinutes(1));
        acquire(1);
        out.remove(0).refused(Optional.empty());
        acquire(1);

        scheduler.advanceTimeBy(Duration.ofMillis(1_010));
        assertThat(out).hasSize(1);
    }

    @Test
    void a_refusal_counts_for_every_lane_at_once_and_is_seen() {
        Lane one = budget.lane();
        Lane other = budget.lane();
        for (int i = 0; i < 10; i++) {
            budget.acquire(i % 2 == 0 ? one : other).subscribe(out::add);
        }
        out.get(0).refused(Optional.of(Duration.ofSeconds(1)));

        assertThat(budget.state().callsPerSecond()).isEqualTo(5);
        assertThat(budget.state().ceiling()).isEqualTo(10);
        assertThat(budget.state().refusals()).isEqualTo(1);
        out.stream().skip(1).forEach(Permit::answered);
        out.clear();
        for (int i = 0; i < 20; i++) {
            budget.acquire(i % 2 == 0 ? one : other).subscribe(out::add);
        }
        scheduler.advanceTimeBy(Duration.ofSeconds(2));
        assertThat(out).hasSize(5);
    }

    @Test
    void a_permit_that_a_lane_kept_is_not_for_a_time_when_nobody_may_call() {
        acquire(1);
        Lane lane = budget.lane();
        lane.reserve().subscribe();
        out.get(0).refused(Optional.of(Duration.ofSeconds(60)));

        budget.acquire(lane).subscribe(out::add);
        scheduler.advanceTimeBy(Duration.ofSeconds(59));
        assertThat(out).hasSize(1);
        scheduler.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(out).hasSize(2);
    }

    @Test
    void whoever_waited_for_something_else_when_all_were_told_to_wait_waits_too() {
        List<String> cleared = new ArrayList<>();
        acquire(2);
        out.get(0).refused(Optional.of(Duration.ofSeconds(60)));
        budget.clearance().subscribe(null, null, () -> cleared.add("clear"));

        scheduler.advanceTimeBy(Duration.ofSeconds(59));
        assertThat(cleared).isEmpty();
        scheduler.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(cleared).hasSize(1);
    }

    @Test
    void the_header_that_says_what_is_left_lowers_only_what_own_calls_do_not_explain() {
        // In any order, as ten calls of one burst may arrive.
        acquire(10);
        int[] left = {7, 9, 8, 0, 1, 2, 6, 5, 4, 3};
        for (int i = 0; i < 10; i++) {
            out.get(i).left(left[i]);
            out.get(i).answered();
        }
        assertThat(budget.state().callsPerSecond()).isEqualTo(10);

        scheduler.advanceTimeBy(Duration.ofSeconds(5));
        out.clear();
        acquire(1);
        out.get(0).left(4);
        out.get(0).answered();
        assertThat(budget.state().callsPerSecond()).isEqualTo(5);
        assertThat(budget.state().refusals()).isZero();
    }

    @Test
    void after_a_machine_slept_there_is_no_more_than_there_ever_was() {
        acquire(30);
        out.forEach(Permit::answered);
        out.clear();
        scheduler.advanceTimeBy(Duration.ofMinutes(10));
        assertThat(out.size()).isLessThanOrEqualTo(10);

        out.forEach(Permit::answered);
        int first = out.size();
        acquire(30);
        scheduler.advanceTimeBy(Duration.ofMillis(1_009));
        assertThat(out).hasSize(first);
    }

    private void acquire(int permits) {
        Mono<Permit> one = budget.acquire();
        for (int i = 0; i < permits; i++) {
            one.subscribe(out::add);
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
