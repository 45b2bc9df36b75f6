package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.view.FeedStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.scheduler.Schedulers;

/** On real threads: subscribers that come, ask and go while the feed tells, ten thousand of them. */
@Timeout(120)
class LiveRaceTest {
    private static final int SUBSCRIBERS = 10_000;
    private static final int THREADS = 3;

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger loops = new AtomicInteger();
    private final AtomicInteger stopped = new AtomicInteger();

    @BeforeEach
    void begin() {
        Hooks.onErrorDropped(error -> wrong.add("dropped: " + error));
    }

    @AfterEach
    void end() {
        Hooks.resetOnErrorDropped();
        threads.shutdownNow();
    }

    @Test
    void ten_thousand_that_come_and_go_at_any_moment_miss_nothing_and_are_told_nothing_twice() throws Exception {
        LiveOptions options = LiveOptions.DEFAULT.withGrace(Duration.ofDays(1)).withBuffer(1_000_000);
        LiveOrders live = LiveOrders.of(LiveStart.anew(telling()), options, Time.system());
        CountDownLatch heardAll = new CountDownLatch(SUBSCRIBERS);
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom random = new SplittableRandom(i);
            threads.execute(() -> {
                for (int n = 0; n < SUBSCRIBERS / THREADS + 1; n++) {
                    Checking checking = new Checking(random.nextInt(40), heardAll::countDown);
                    (random.nextInt(4) == 0 ? live.withSymbol("BTCUSDT").conflated() : live.events())
                            .subscribe(checking);
                    if (random.nextInt(8) == 0) {
                        checking.leave();
                    }
                }
            });
        }

        assertThat(heardAll.await(100, TimeUnit.SECONDS)).isTrue();
        over.set(true);
        close(live);
        assertThat(wrong).isEmpty();
        assertThat(loops).hasValue(1);
        assertThat(stopped).hasValue(1);
    }

    @Test
    void a_loop_that_stops_with_its_last_subscriber_while_the_next_one_comes_serves_the_next_one() throws Exception {
        LiveOptions options = LiveOptions.DEFAULT.withGrace(Duration.ZERO).withBuffer(1_000_000);
        LiveOrders live = LiveOrders.of(LiveStart.anew(telling()), options, Time.system());
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 1_000; i++) {
            CountDownLatch served = new CountDownLatch(1);
            live.events().subscribe(new Checking(1, served::countDown));
            assertThat(served.await(20, TimeUnit.SECONDS)).isTrue();
            spin(random.nextInt(200_000));
        }
        over.set(true);
        close(live);
        assertThat(wrong).isEmpty();
        assertThat(loops).hasValueBetween(2, 1_000);
        assertThat(stopped).hasValue(loops.get());
    }

    /** A stream that is subscribed to later completes after the loop was stopped. */
    private static void close(LiveOrders live) {
        live.close();
        live.events().then().block(Duration.ofSeconds(20));
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** A feed that tells without a pause, each order being opened, changed and closed. */
    private Flux<FeedStep> telling() {
        return Flux.defer(() -> {
            loops.incrementAndGet();
            LiveScript script = new LiveScript();
            List<OrderEvent> first = new ArrayList<>();
            for (int i = 1; i <= 8; i++) {
                first.add(script.opens(i));
            }
            first.add(script.synced());
            AtomicInteger next = new AtomicInteger(8);
            return Flux.<FeedStep>generate(sink -> {
                        if (over.get()) {
                            sink.next(script.step());
                            return;
                        }
                        if (!first.isEmpty()) {
                            sink.next(script.step(first.toArray(OrderEvent[]::new)));
                            first.clear();
                            return;
                        }
                        int number = next.incrementAndGet();
                        sink.next(script.step(
                                script.opens(number), script.changes(number, "2"), script.closes(number - 8)));
                    })
                    .subscribeOn(Schedulers.parallel())
                    .doOnCancel(stopped::incrementAndGet);
        });
    }

    /** Believes what it is told, asks for a few at a time, and leaves when it has heard so many after {@code Synced}. */
    private final class Checking extends BaseSubscriber<OrderEvent> {
        private final LiveReplay replay = new LiveReplay();
        private final int enough;
        private final Runnable left;
        private final AtomicBoolean gone = new AtomicBoolean();
        private final AtomicLong running = new AtomicLong();
        private int heard;

        Checking(int enough, Runnable left) {
            this.enough = enough;
            this.left = left;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(3);
        }

        @Override
        protected void hookOnNext(OrderEvent event) {
            if (running.incrementAndGet() != 1) {
                wrong.add("two signals at once");
            }
            replay.told(event);
            wrong.addAll(replay.wrong);
            heard += replay.synced ? 1 : 0;
            if (heard > enough) {
                leave();
            } else {
                request(1);
            }
            running.decrementAndGet();
        }

        @Override
        protected void hookOnError(Throwable error) {
            wrong.add("ended: " + error);
            left.run();
        }

        void leave() {
            cancel();
            if (gone.compareAndSet(false, true)) {
                left.run();
            }
        }
    }
}
