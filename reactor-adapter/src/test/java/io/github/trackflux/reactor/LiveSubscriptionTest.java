package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Hooks;

/** One subscriber and its inbox, on a thread that a test moves. */
class LiveSubscriptionTest {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final AtomicInteger left = new AtomicInteger();
    private final LiveScript script = new LiveScript();
    private final LiveState state = new LiveState();
    private final EachEvent inbox = new EachEvent(Interest.ALL, 10);
    private final Ear<OrderEvent> ear = Ear.asking(0);
    private final LiveSubscription<OrderEvent> subscription =
            new LiveSubscription<>(ear, inbox, tasks::add, gone -> left.incrementAndGet());

    @Test
    void nothing_is_delivered_before_the_subscriber_may_be_called() {
        ear.onSubscribe(subscription);
        ear.request(5);
        offer(script.opens(1));
        run();
        assertThat(ear.heard).isEmpty();

        subscription.open();
        run();

        assertThat(ear.heard).hasSize(1);
    }

    @Test
    void cancelling_lets_go_of_what_waits_and_nothing_is_kept_after_it() {
        begin();
        offer(script.opens(1));
        assertThat(inbox.isEmpty()).isFalse();

        subscription.cancel();
        assertThat(inbox.isEmpty()).isTrue();
        offer(script.opens(2));
        subscription.begin(state.add(script.step()).now());

        assertThat(inbox.isEmpty()).isTrue();
        assertThat(left).hasValue(1);
        ear.request(5);
        run();
        assertThat(ear.heard).isEmpty();
    }

    @Test
    void failing_lets_go_of_what_waits() {
        begin();
        for (int i = 1; i <= 11; i++) {
            offer(script.opens(i));
        }

        assertThat(inbox.isEmpty()).isTrue();
        assertThat(left).hasValue(1);
        run();
        assertThat(ear.error).isInstanceOf(SlowSubscriberException.class);
    }

    @Test
    void no_task_is_started_for_whoever_asked_for_nothing() {
        begin();
        offer(script.opens(1));
        offer(script.opens(2));

        assertThat(tasks).isEmpty();
    }

    @Test
    void one_task_delivers_all_that_waits() {
        begin();
        ear.request(10);
        offer(script.opens(1));
        offer(script.opens(2));

        assertThat(tasks).hasSize(1);
        run();
        assertThat(ear.heard).hasSize(2);
    }

    @Test
    void a_scheduler_that_takes_no_more_ends_the_subscription_and_nothing_else() {
        List<Throwable> dropped = new ArrayList<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            LiveSubscription<OrderEvent> refused = new LiveSubscription<>(
                    ear,
                    inbox,
                    task -> {
                        throw new RejectedExecutionException("shut down");
                    },
                    gone -> left.incrementAndGet());
            refused.open();

            assertThat(refused.isCancelled()).isTrue();
            assertThat(left).hasValue(1);
            assertThat(dropped).singleElement().isInstanceOf(RejectedExecutionException.class);
        } finally {
            Hooks.resetOnErrorDropped();
        }
    }

    private void begin() {
        ear.onSubscribe(subscription);
        subscription.open();
        run();
    }

    private void offer(OrderEvent event) {
        subscription.offer(state.add(script.step(event)));
    }

    private void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
