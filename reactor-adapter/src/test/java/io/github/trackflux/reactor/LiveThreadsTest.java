package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.view.FeedHealth;
import java.net.URI;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Live orders as users have them: subscribers on the scheduler that is the default, whose threads may block. */
@Timeout(60)
class LiveThreadsTest {
    private final Loopback loopback = new Loopback();

    @AfterEach
    void close() {
        loopback.close();
    }

    @Test
    void subscribers_that_block_hold_up_nobody_else_and_not_the_loop() throws Exception {
        CountDownLatch blocked = new CountDownLatch(3);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch heard = new CountDownLatch(100 * 40);
        try (TrackingOrders orders = TckClients.changing(Schedulers.parallel())) {
            LiveOrders live = orders.live(Samples.QUERY);
            for (int i = 0; i < 3; i++) {
                live.events()
                        .subscribe(
                                event -> {
                                    blocked.countDown();
                                    await(release);
                                },
                                error -> {});
            }
            for (int i = 0; i < 100; i++) {
                live.events().take(40).subscribe(event -> heard.countDown(), error -> {});
            }

            assertThat(blocked.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(heard.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(release.getCount()).as("they block still").isEqualTo(1);
            release.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void closing_waits_for_no_subscriber_and_no_answer() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch hungUp = new CountDownLatch(1);
        URI url = loopback.serve((request, response) -> {
            request.withConnection(connection -> connection.onDispose(hungUp::countDown));
            asked.countDown();
            return Mono.never();
        });
        CountDownLatch ended = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        TrackingOrders orders =
                TrackingOrders.builder(Loopback.CREDENTIALS).baseUrl(url).build();
        orders.live(Samples.QUERY).events().subscribe(event -> {}, error -> {
            ended.countDown();
            await(release);
        });
        orders.watch(Samples.QUERY).subscribe(event -> {}, error -> {
            ended.countDown();
            spin(release);
        });
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

        orders.close();

        assertThat(release.getCount()).as("it came back while they hang").isEqualTo(1);
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
        release.countDown();
    }

    /** Where blocking would be an error. */
    private static void spin(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void it_runs_clean_from_the_wire_to_many_subscribers() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        URI url = loopback.serve((request, response) -> response.sendString(
                Mono.just(request.uri().contains("pageNo=1") ? another(looks) : Loopback.EMPTY_LIST)));
        ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<FeedHealth> health = new ConcurrentLinkedQueue<>();
        Semaphore done = new Semaphore(0);
        try (TrackingOrders orders =
                TrackingOrders.builder(Loopback.CREDENTIALS).baseUrl(url).build()) {
            LiveOrders live = orders.live(Samples.QUERY);
            Disposable watching = live.health().subscribe(health::add, errors::add);
            for (int i = 0; i < 50; i++) {
                live.events().take(2).subscribe(event -> {}, errors::add, done::release);
                live.conflated().take(2).subscribe(event -> {}, errors::add, done::release);
                live.views().take(1).subscribe(view -> {}, errors::add, done::release);
            }

            assertThat(done.tryAcquire(150, 40, TimeUnit.SECONDS)).isTrue();
            watching.dispose();
            // What blocks is mapped as a lost call, so none may be lost.
            assertThat(errors).isEmpty();
            assertThat(health).isNotEmpty().allMatch(now -> now.failedSweeps() == 0);
        }
    }

    /** One order, of another size at each look. */
    private static String another(AtomicInteger looks) {
        return Loopback.list(1).replace("\"posSide\"", "\"openSize\":\"" + looks.incrementAndGet() + "\",\"posSide\"");
    }
}
