package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.trackflux.view.FeedStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.test.scheduler.VirtualTimeScheduler;

/** An observer is told, and can do no harm. */
@Timeout(60)
class ObservedTest {
    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final FakeExchange exchange = new FakeExchange(Time.of(scheduler));

    @Test
    void an_observer_that_fails_disturbs_no_call_and_no_feed_and_is_logged_once() {
        exchange.open.addAll(Samples.orders(1, 60));
        List<FeedStep> steps = new ArrayList<>();
        List<Throwable> errors = new ArrayList<>();
        try (LogLines lines = LogLines.of(ClientObserver.class)) {
            var watching = client(new Broken(false)).steps(Samples.QUERY).subscribe(steps::add, errors::add);
            pass(5);
            watching.dispose();
            assertThat(errors).isEmpty();
            assertThat(steps).hasSizeGreaterThan(10);
            assertThat(lines.from(Level.WARN)).hasSize(1);

            steps.clear();
            client(new Broken(true)).steps(Samples.QUERY).subscribe(steps::add, errors::add);
            pass(5);
            assertThat(errors).isEmpty();
            assertThat(steps).hasSizeGreaterThan(10);
        }
    }

    @Test
    void a_call_is_told_once_however_it_ends() {
        exchange.open.addAll(Samples.orders(1, 60));
        Counted counted = new Counted();
        client(counted).list(Samples.QUERY).take(60).subscribe();
        pass(5);

        assertThat(counted.calls).hasSize(exchange.calls.size()).containsOnly(Outcome.SUCCESS);
    }

    private TrackingOrders client(ClientObserver observer) {
        return exchange.client(builder -> builder.observer(observer));
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds * 20; i++) {
            scheduler.advanceTimeBy(Duration.ofMillis(50));
        }
    }

    private static final class Counted implements ClientObserver {
        private final List<Outcome> calls = new ArrayList<>();

        @Override
        public void built(TrackingOrders client) {}

        @Override
        public void called(Outcome outcome, Duration took) {
            calls.add(outcome);
        }

        @Override
        public FeedObserver feed() {
            throw new AssertionError("a walk is no feed");
        }
    }

    /** @param early whether also where it is told that a feed begins */
    private record Broken(boolean early) implements ClientObserver {
        @Override
        public void built(TrackingOrders client) {
            throw new IllegalStateException("built");
        }

        @Override
        public void called(Outcome outcome, Duration took) {
            throw new IllegalStateException("called");
        }

        @Override
        public FeedObserver feed() {
            if (early) {
                throw new IllegalStateException("feed");
            }
            return new FeedObserver() {
                @Override
                public void stepped(FeedStep step) {
                    throw new IllegalStateException("stepped");
                }

                @Override
                public void ended(Outcome why) {
                    throw new IllegalStateException("ended");
                }
            };
        }
    }
}
