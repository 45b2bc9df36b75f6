package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.call.StaleException;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.FeedState;
import io.github.trackflux.view.FeedStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Health that ages while nothing is heard. */
@Timeout(60)
class WatchdogTest {
    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final AtomicReference<Duration> wallAhead = new AtomicReference<>(Duration.ZERO);
    private final Time time = new Time(
            scheduler,
            () -> scheduler.now(TimeUnit.NANOSECONDS),
            () -> Instant.EPOCH.plusNanos(scheduler.now(TimeUnit.NANOSECONDS)).plus(wallAhead.get()),
            () -> 0.5);
    private final FakeExchange exchange = new FakeExchange(time);
    private final Watchdog watchdog = new Watchdog(FeedHealth.NEW, time);
    private final List<FeedState> states = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();

    @BeforeEach
    void fill() {
        exchange.open.addAll(Samples.orders(1, 60));
    }

    @Test
    void a_feed_that_is_not_heard_of_is_degraded_and_then_stale_and_live_with_its_next_sweep() {
        watch(exchange.client().steps(Samples.QUERY));
        pass(10);
        assertThat(states).containsExactly(FeedState.SYNCING, FeedState.LIVE);

        exchange.trouble = answer -> Mono.never();
        pass(4);
        assertThat(states).endsWith(FeedState.LIVE, FeedState.DEGRADED);
        assertThat(watchdog.now().state()).isEqualTo(FeedState.DEGRADED);
        pass(7);
        assertThat(states).endsWith(FeedState.DEGRADED, FeedState.STALE);
        assertThat(watchdog.now().freshness().sweptAgo()).isGreaterThan(Duration.ofSeconds(10));
        assertThat(errors).isEmpty();
    }

    @Test
    void a_machine_that_slept_is_not_fresh_when_it_wakes_until_it_has_looked() {
        watch(exchange.client().steps(Samples.QUERY));
        pass(10);

        // Its monotonic clock stood still.
        wallAhead.set(Duration.ofMinutes(10));

        assertThat(watchdog.now().state()).isEqualTo(FeedState.STALE);
        pass(2);
        assertThat(states).contains(FeedState.STALE).endsWith(FeedState.LIVE);
    }

    @Test
    void what_fails_first_after_a_sleep_does_not_pass_for_fresh() {
        List<FeedStep> steps = new ArrayList<>();
        exchange.client().steps(Samples.QUERY).subscribe(steps::add, errors::add);
        pass(10);
        steps.clear();
        wallAhead.set(Duration.ofMinutes(10));
        exchange.trouble = FakeExchange.refusing(502, "");
        pass(3);

        assertThat(steps.get(steps.size() - 1).health().state()).isEqualTo(FeedState.STALE);
        assertThat(errors).isEmpty();
    }

    @Test
    void a_date_that_is_set_back_an_hour_makes_nothing_younger_or_older() {
        watch(exchange.client().steps(Samples.QUERY));
        pass(10);
        wallAhead.set(Duration.ofHours(-1));
        pass(10);
        assertThat(states).containsExactly(FeedState.SYNCING, FeedState.LIVE);

        exchange.trouble = answer -> Mono.never();
        pass(11);

        assertThat(states).endsWith(FeedState.DEGRADED, FeedState.STALE);
    }

    @Test
    void it_ends_as_the_steps_do() {
        TestPublisher<FeedStep> steps = TestPublisher.create();
        watch(steps.flux());
        steps.error(new StaleException("the end"));
        pass(60);
        assertThat(errors).singleElement().isInstanceOf(StaleException.class);

        TestPublisher<FeedStep> others = TestPublisher.create();
        watch(others.flux());
        others.complete();
        assertThat(ends).hasSize(1);

        TestPublisher<FeedStep> cancelled = TestPublisher.create();
        watchdog.over(cancelled.flux()).subscribe().dispose();
        cancelled.assertCancelled();
    }

    @Test
    void a_loop_whose_thread_hangs_is_seen_to_be_stale() throws Exception {
        // Not one of Reactor's own threads, on which waiting is an error in these tests.
        Scheduler loop = Schedulers.fromExecutorService(Executors.newSingleThreadScheduledExecutor());
        Scheduler watching = Schedulers.newSingle("watching");
        Time inner = FastTime.on(loop);
        Time fast = new Time(
                inner.scheduler(),
                FastTime.on(watching).scheduler(),
                inner.nanos(),
                inner.wall(),
                () -> ThreadLocalRandom.current().nextDouble());
        CountDownLatch hung = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch stale = new CountDownLatch(1);
        Flux<FeedStep> steps = new FakeExchange(fast)
                .client()
                .steps(Samples.QUERY)
                .map(step -> {
                    if (step.health().state() == FeedState.LIVE) {
                        hung.countDown();
                        awaitQuietly(release);
                    }
                    return step;
                });
        var watch = new Watchdog(FeedHealth.NEW, fast).over(steps).subscribe(health -> {
            if (health.state() == FeedState.STALE && hung.getCount() == 0) {
                stale.countDown();
            }
        });

        assertThat(hung.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(stale.await(30, TimeUnit.SECONDS)).isTrue();

        release.countDown();
        watch.dispose();
        loop.dispose();
        watching.dispose();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(Flux<FeedStep> steps) {
        watchdog.over(steps)
                .map(FeedHealth::state)
                .distinctUntilChanged(Objects::requireNonNull)
                .subscribe(states::add, errors::add, () -> ends.add("completed"));
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds * 20; i++) {
            scheduler.advanceTimeBy(Duration.ofMillis(50));
        }
    }
}
