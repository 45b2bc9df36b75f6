package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.test.scheduler.VirtualTimeScheduler;

class CallBudgetTest {
    private static final Duration PERIOD = Duration.ofMillis(1010);
    private static final Duration TICK = Duration.ofNanos(1);

    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final CallBudget budget = new CallBudget(10, Time.of(scheduler));
    private final List<Permit> out = new ArrayList<>();

    @Test
    void gives_as_many_permits_at_once_as_calls_are_allowed_in_a_second() {
        acquire(11);

        assertThat(out).hasSize(10);
        assertThat(budget.size()).isEqualTo(10);
    }

    @Test
    void a_permit_comes_back_one_second_and_ten_milliseconds_after_its_answer() {
        acquire(11);
        scheduler.advanceTimeBy(Duration.ofSeconds(7));
        out.get(3).answered();

        scheduler.advanceTimeBy(PERIOD.minus(TICK));
        assertThat(out).hasSize(10);

        scheduler.advanceTimeBy(TICK);
        assertThat(out).hasSize(11);
    }

    @Test
    void a_permit_whose_call_is_still_out_never_comes_back() {
        acquire(11);

        scheduler.advanceTimeBy(Duration.ofDays(1));

        assertThat(out).hasSize(10);
    }

    @Test
    void an_unused_permit_is_free_at_once() {
        acquire(11);

        out.get(0).unused();

        assertThat(out).hasSize(11);
    }

    @Test
    void an_unanswered_permit_is_held_ten_seconds_before_its_second_begins() {
        acquire(10);
        out.forEach(Permit::unanswered);
        acquire(1);

        scheduler.advanceTimeBy(Duration.ofSeconds(10).plus(PERIOD).minus(TICK));
        assertThat(out).hasSize(10);

        scheduler.advanceTimeBy(TICK);
        assertThat(out).hasSize(11);
    }

    @Test
    void an_abandoned_permit_is_held_as_long_and_says_nothing_about_the_others() {
        acquire(10);
        out.get(0).abandoned();
        acquire(1);
        out.get(1).unused();
        assertThat(out).hasSize(11);
        acquire(1);

        scheduler.advanceTimeBy(Duration.ofSeconds(10).plus(PERIOD).minus(TICK));
        assertThat(out).hasSize(11);

        scheduler.advanceTimeBy(TICK);
        assertThat(out).hasSize(12);
    }

    @Test
    void after_a_call_without_an_answer_one_goes_at_a_time_until_an_answer_comes() {
        acquire(1);
        out.get(0).unanswered();

        acquire(5);
        assertThat(out).hasSize(2);
        scheduler.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(out).hasSize(2);
        out.get(1).unanswered();
        assertThat(out).hasSize(3);

        out.get(2).answered();
        assertThat(out).hasSize(6);
    }

    @Test
    void a_permit_that_was_given_back_cannot_be_given_back_again_in_any_way() {
        acquire(10);
        Permit unused = out.get(0);
        unused.unused();
        Permit answered = out.get(1);
        answered.answered();
        Permit unanswered = out.get(2);
        unanswered.abandoned();

        for (Permit permit : List.of(unused, answered, unanswered)) {
            permit.abandoned();
            permit.refused(Optional.empty());
            permit.unused();
            permit.answered();
            permit.unanswered();
        }

        assertThat(free()).isEqualTo(1);
        scheduler.advanceTimeBy(PERIOD);
        assertThat(free()).isEqualTo(2);
        scheduler.advanceTimeBy(Duration.ofSeconds(10));
        assertThat(free()).isEqualTo(3);
        scheduler.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(free()).isEqualTo(3);
    }

    @Test
    void waiters_are_served_first_come_first_served() {
        acquire(10);
        List<Integer> served = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int waiter = i;
            budget.acquire().subscribe(permit -> served.add(waiter));
        }

        out.forEach(Permit::answered);
        scheduler.advanceTimeBy(PERIOD);

        assertThat(served).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void a_cancelled_waiter_costs_nothing_and_is_passed_over() {
        acquire(10);
        List<Disposable> waiters = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            waiters.add(budget.acquire().subscribe(out::add));
        }
        List<String> last = new ArrayList<>();
        budget.acquire().subscribe(permit -> last.add("served"));

        waiters.forEach(Disposable::dispose);
        out.get(0).answered();
        scheduler.advanceTimeBy(PERIOD);

        assertThat(out).hasSize(10);
        assertThat(last).containsExactly("served");
    }

    @Test
    void a_permit_that_was_granted_and_never_taken_is_free_when_its_waiter_cancels() {
        NoDemand lazy = new NoDemand();
        budget.acquire().subscribe(lazy);
        assertThat(free()).isEqualTo(9);

        lazy.cancel();

        assertThat(free()).isEqualTo(10);
    }

    @Test
    void nothing_is_taken_before_subscription() {
        var unsubscribed = budget.acquire();

        assertThat(free()).isEqualTo(10);
        assertThat(unsubscribed.block()).isNotNull();
        assertThat(free()).isEqualTo(9);
    }

    @Test
    void a_lane_keeps_a_permit_for_its_next_call_and_nobody_overtakes_it() {
        acquire(9);
        Lane lane = budget.lane();
        List<String> told = new ArrayList<>();
        lane.reserve().subscribe(null, null, () -> told.add("kept"));
        budget.acquire().subscribe(permit -> told.add("other"));
        assertThat(told).containsExactly("kept");

        budget.acquire(lane).subscribe(permit -> told.add("lane"));

        assertThat(told).containsExactly("kept", "lane");
    }

    @Test
    void what_a_lane_kept_for_nothing_is_free_again_when_it_lets_go_or_ends() {
        Lane lane = budget.lane();
        lane.reserve().subscribe();
        assertThat(free()).isEqualTo(9);
        lane.release();
        assertThat(free()).isEqualTo(10);

        lane.reserve().subscribe();
        lane.end();
        lane.reserve().subscribe();

        assertThat(free()).isEqualTo(10);
    }

    @Test
    void whoever_waits_because_all_is_closed_does_not_hold_the_only_permit_that_it_waits_for() {
        CallBudget one = new CallBudget(1, Time.of(scheduler));
        Lane lane = one.lane();
        lane.reserve().subscribe();
        one.refused(0, Optional.of(Duration.ofSeconds(5)));
        List<String> told = new ArrayList<>();
        one.acquire(lane).subscribe(permit -> told.add("lane"));

        scheduler.advanceTimeBy(Duration.ofSeconds(10));

        assertThat(told).containsExactly("lane");
    }

    @Test
    void a_lane_keeps_no_more_than_one() {
        Lane lane = budget.lane();
        for (int i = 0; i < 5; i++) {
            lane.reserve().subscribe();
        }

        assertThat(free()).isEqualTo(9);
    }

    @Test
    void whoever_cancels_just_before_the_kept_permit_is_handed_over_gives_it_back() {
        Lane lane = budget.lane();
        lane.reserve().subscribe();
        NoDemand lazy = new NoDemand();
        budget.acquire(lane).subscribe(lazy);

        lazy.cancel();

        assertThat(free()).isEqualTo(10);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void after_ten_thousand_random_operations_every_slot_is_there_and_none_more(long seed) {
        Random random = new Random(seed);
        List<Disposable> waiters = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            switch (random.nextInt(7)) {
                case 0, 1 -> waiters.add(budget.acquire().subscribe(out::add));
                case 2 -> cancelOne(random, waiters);
                case 3 -> give(random, Permit::answered);
                case 4 -> give(random, Permit::unused);
                case 5 -> give(random, random.nextInt(10) == 0 ? Permit::unanswered : Permit::answered);
                default -> scheduler.advanceTimeBy(Duration.ofNanos(random.nextLong(400_000_000)));
            }
            assertThat(out).hasSizeLessThanOrEqualTo(10);
        }
        waiters.forEach(Disposable::dispose);
        List.copyOf(out).forEach(Permit::answered);
        scheduler.advanceTimeBy(Duration.ofSeconds(12));

        assertThat(free()).isEqualTo(10);
    }

    private static void cancelOne(Random random, List<Disposable> waiters) {
        if (!waiters.isEmpty()) {
            waiters.remove(random.nextInt(waiters.size())).dispose();
        }
    }

    private void give(Random random, Consumer<Permit> how) {
        if (!out.isEmpty()) {
            how.accept(out.remove(random.nextInt(out.size())));
        }
    }

    private void acquire(int permits) {
        for (int i = 0; i < permits; i++) {
            budget.acquire().subscribe(out::add);
        }
    }

    /** How many permits could be had now; leaves them all there. */
    private int free() {
        List<Permit> taken = new ArrayList<>();
        List<Disposable> asked = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            asked.add(budget.acquire().subscribe(taken::add));
        }
        asked.forEach(Disposable::dispose);
        int free = taken.size();
        taken.forEach(Permit::unused);
        return free;
    }

    private static final class NoDemand extends BaseSubscriber<Permit> {
        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // Asks for nothing.
        }
    }
}
