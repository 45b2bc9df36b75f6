package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.page.PageAnswer;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** On real threads: what happens between two of them at the same instant. */
@Tag("long")
@Timeout(120)
class CallBudgetRaceTest {
    private static final int TRIES = 2_000;

    private final ExecutorService helper = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        helper.shutdownNow();
    }

    @Test
    void a_permit_that_is_granted_just_as_its_waiter_cancels_is_never_lost() {
        CallBudget budget = new CallBudget(1, Time.system());
        AtomicInteger delivered = new AtomicInteger();
        for (int i = 0; i < TRIES; i++) {
            Permit held = taken(budget, i);
            // Not a lambda: that kind of subscriber drops what comes after it was disposed of.
            BaseSubscriber<Permit> waiter = new BaseSubscriber<>() {
                @Override
                protected void hookOnNext(Permit permit) {
                    delivered.incrementAndGet();
                    permit.unused();
                }
            };
            budget.acquire().subscribe(waiter);

            atOnce(i, held::unused, waiter::cancel);
        }

        assertThat(taken(budget, TRIES)).isNotNull();
        assertThat(delivered).as("both outcomes happened").hasValueBetween(1, TRIES - 1);
    }

    @Test
    void a_call_that_is_cancelled_just_as_it_gets_its_permit_does_not_keep_it() {
        VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
        CallBudget budget = new CallBudget(1, Time.of(scheduler));
        AtomicInteger sent = new AtomicInteger();
        BudgetedSource source = new BudgetedSource(
                request -> Mono.<PageAnswer>never().doOnSubscribe(started -> sent.incrementAndGet()),
                budget,
                new HostBudget(HostBudget.UNLIMITED, Time.of(scheduler)));
        for (int i = 0; i < TRIES; i++) {
            Permit held = taken(budget, i);
            BaseSubscriber<PageAnswer> caller = new BaseSubscriber<>() {};
            source.read(Samples.firstPage()).subscribe(caller);

            atOnce(i, held::unused, caller::cancel);

            scheduler.advanceTimeBy(Duration.ofSeconds(12));
        }

        assertThat(taken(budget, TRIES)).isNotNull();
        assertThat(sent).as("both outcomes happened").hasValueBetween(1, TRIES - 1);
    }

    @Test
    void a_feed_that_ends_just_as_a_permit_is_kept_for_it_leaves_it_free() {
        CallBudget budget = new CallBudget(1, Time.system());
        for (int i = 0; i < TRIES; i++) {
            Permit held = taken(budget, i);
            Lane lane = budget.lane();
            BaseSubscriber<Void> asking = new BaseSubscriber<>() {};
            lane.reserve().subscribe(asking);

            atOnce(i, held::unused, () -> {
                asking.cancel();
                lane.end();
            });
        }

        assertThat(taken(budget, TRIES)).isNotNull();
    }

    private static Permit taken(CallBudget budget, int tries) {
        AtomicReference<Permit> permit = new AtomicReference<>();
        budget.acquire().subscribe(permit::set);
        assertThat(permit.get()).as("the slot is free after %s tries", tries).isNotNull();
        return permit.get();
    }

    /** Both at the same instant, by turns one and the other on a thread of its own. */
    private void atOnce(int turn, Runnable one, Runnable other) {
        Runnable here = turn % 2 == 0 ? one : other;
        Runnable there = turn % 2 == 0 ? other : one;
        AtomicInteger met = new AtomicInteger();
        AtomicBoolean done = new AtomicBoolean();
        helper.execute(() -> {
            met.incrementAndGet();
            await(() -> met.get() == 2);
            there.run();
            done.set(true);
        });
        await(() -> met.get() == 1);
        met.incrementAndGet();
        here.run();
        await(done::get);
    }

    /** Spins, since anything else would start one of them late. */
    @SuppressWarnings("ThreadPriorityCheck") // makes room where cores are few; nothing relies on it
    private static void await(BooleanSupplier condition) {
        for (int spins = 1; !condition.getAsBoolean(); spins++) {
            if (spins % 200 == 0) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
