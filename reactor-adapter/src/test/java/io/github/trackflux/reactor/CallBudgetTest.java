package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.reactor.CallBudget.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
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
        acquire(11);
        out.get(0).unanswered();

        scheduler.advanceTimeBy(Duration.ofSeconds(10).plus(PERIOD).minus(TICK));
        assertThat(out).hasSize(10);

        scheduler.advanceTimeBy(TICK);
        assertThat(out).hasSize(11);
    }

    @Test
    void a_permit_that_was_given_back_cannot_be_given_back_again_in_any_way() {
        acquire(10);
        Permit unused = out.get(0);
        unused.unused();
        Permit answered = out.get(1);
        answered.answered();
        Permit unanswered = out.get(2);
        unanswered.unanswered();

        for (Permit permit : List.of(unused, answered, unanswered)) {
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
    void asking_when_a_permit_is_free_waits_for_one_and_takes_nothing() {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            budget.whenFree().subscribe(null, null, () -> told.add("free"));
        }
        assertThat(told).hasSize(100);
        assertThat(free()).isEqualTo(10);

        acquire(10);
        budget.whenFree().subscribe(null, null, () -> told.add("free later"));
        assertThat(told).hasSize(100);

        out.get(0).answered();
        scheduler.advanceTimeBy(PERIOD);
        assertThat(told).hasSize(101);
        assertThat(free()).isEqualTo(1);
    }

    @Test
    void ten_thousand_that_ask_when_a_permit_is_free_are_all_told_at_once() {
        acquire(10);
        AtomicInteger told = new AtomicInteger();
        for (int i = 0; i < 10_000; i++) {
            budget.whenFree().subscribe(null, null, told::incrementAndGet);
        }

        out.get(0).unused();

        assertThat(told).hasValue(10_000);
        assertThat(free()).isEqualTo(1);
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
