package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.suite.TestSecrets;
import io.github.trackflux.view.FeedStep;
import io.github.trackflux.view.Tracker;
import io.github.trackflux.view.TrackerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A feed on real threads, whose answers come on any of them, some together. */
@Timeout(60)
class FeedThreadsTest {
    /** On which thread a task of the serial scheduler runs now, and how often two of them ran at once. */
    private final ThreadLocal<Boolean> serial = ThreadLocal.withInitial(() -> false);

    private final AtomicInteger inside = new AtomicInteger();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Scheduler answering = Schedulers.newParallel("answering", 4);
    private final Time time = FastTime.on(Schedulers.parallel());
    private final CallBudget budget = new CallBudget(10, time);
    private final HostBudget host = new HostBudget(HostBudget.UNLIMITED, time);
    private final ServerClock clock = new ServerClock(time);

    @BeforeEach
    void begin() {
        Hooks.onErrorDropped(error -> wrong.add("dropped: " + error));
    }

    @AfterEach
    void end() {
        Hooks.resetOnErrorDropped();
        answering.dispose();
    }

    @Test
    void the_tracker_is_only_ever_touched_by_one_task_of_the_serial_scheduler() throws Exception {
        CountDownLatch enough = new CountDownLatch(2_000);
        Scheduler scheduler = Schedulers.single(
                FastTime.on(Schedulers.parallel(), this::marked).scheduler());
        PageSource source = request -> {
            // Fewer permits than calls that a feed may have out: so it asks right after the tracker said what for.
            check("a page was asked for");
            return answer(request);
        };
        Disposable watching = new Feed(tracker(), source, budget, clock, time, scheduler, new Patience(false, time))
                .steps()
                .doOnNext(step -> check("a step came"))
                .subscribe(step -> enough.countDown(), error -> wrong.add("ended: " + error));

        boolean came = enough.await(40, TimeUnit.SECONDS);
        watching.dispose();
        assertThat(wrong).isEmpty();
        assertThat(came).isTrue();
    }

    @Test
    void a_thousand_feeds_that_come_and_go_at_any_moment_lose_no_permit_and_drop_no_error() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            CountDownLatch stepped = new CountDownLatch(i % 50 == 0 ? 1 : 0);
            Disposable watching = feed().subscribe(step -> stepped.countDown(), error -> wrong.add("ended: " + error));
            // Most go before they have seen anything; some of those that stay show that any could have.
            assertThat(stepped.await(40, TimeUnit.SECONDS)).isTrue();
            spin(ThreadLocalRandom.current().nextInt(400_000));
            watching.dispose();
        }

        assertThat(allPermits(10)).isTrue();
        assertThat(wrong).isEmpty();
    }

    @Test
    void feeds_that_share_a_budget_end_when_their_subscriber_has_seen_enough() throws Exception {
        List<FeedStep> steps =
                Flux.range(0, 5).flatMap(i -> feed().take(40)).collectList().block(Duration.ofSeconds(40));

        assertThat(steps).hasSize(200);
        assertThat(allPermits(10)).isTrue();
        assertThat(wrong).isEmpty();
    }

    private Flux<FeedStep> feed() {
        return Flux.using(
                () -> Schedulers.single(time.scheduler()),
                scheduler -> new Feed(
                                tracker(), this::answer, budget, clock, time, scheduler, new Patience(false, time))
                        .steps(),
                Scheduler::dispose);
    }

    private static Tracker tracker() {
        Credentials credentials = TestSecrets.credentials();
        return new Tracker(credentials.account(), Samples.QUERY, TrackerSettings.DEFAULT);
    }

    private Mono<PageAnswer> answer(PageRequest request) {
        PageSource source = asked -> Mono.defer(() -> {
            Duration sent = time.now();
            Duration roundTrip = Duration.ofNanos(ThreadLocalRandom.current().nextLong(2_000_000));
            return Mono.delay(roundTrip, answering).map(back -> {
                Page page = Page.of(
                        Samples.orders(1, 1 + ThreadLocalRandom.current().nextInt(20)));
                return Samples.answer(asked, page, sent, time.now());
            });
        });
        return new BudgetedSource(source, budget, host).read(request);
    }

    private Runnable marked(Runnable task) {
        return () -> {
            if (inside.incrementAndGet() > 1) {
                wrong.add("two tasks at once");
            }
            serial.set(true);
            try {
                task.run();
            } finally {
                serial.set(false);
                inside.decrementAndGet();
            }
        };
    }

    private void check(String what) {
        if (!serial.get()) {
            wrong.add(what + " on " + Thread.currentThread());
        }
    }

    /** Whether all permits are there, once no call can be counted any more. */
    private boolean allPermits(int permits) throws InterruptedException {
        CountDownLatch taken = new CountDownLatch(permits);
        Disposable asking =
                Flux.range(0, permits).flatMap(i -> budget.acquire()).subscribe(permit -> taken.countDown());
        boolean all = taken.await(20, TimeUnit.SECONDS);
        asking.dispose();
        return all;
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
