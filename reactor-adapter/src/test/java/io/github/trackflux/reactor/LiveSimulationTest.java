package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.reactor.simulation.Findings;
import io.github.trackflux.reactor.simulation.Scenario;
import io.github.trackflux.reactor.simulation.Seeds;
import io.github.trackflux.reactor.simulation.Swarm;
import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.FeedStep;
import io.github.trackflux.view.OrderView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.test.scheduler.VirtualTimeScheduler;

/**
 * The whole stack in virtual time, its feed judged by the oracle as ever, and behind it a crowd of subscribers drawn from the
 * seed: of every way, of parts and of the whole, fast and slow, that come and go at any time. The program may be killed at any
 * step, with all of them, and goes on from a checkpoint that may be old, with others. At the end all are given what waits,
 * and each that is there must believe what is so.
 */
class LiveSimulationTest {
    private static final int SUBSCRIBERS = 30;
    private static final int BUFFER = 200;

    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());

    @Test
    void whoever_listens_in_whichever_way_believes_in_the_end_what_is_so() {
        play(1, 8, Swarm::of);
    }

    @Test
    void whoever_listens_to_a_program_that_is_killed_again_and_again_believes_in_the_end_what_is_so() {
        assertThat(play(1, 4, Swarm::killed).restarts()).isGreaterThan(10);
    }

    @Test
    @Tag("long")
    void and_so_do_those_of_more_seeds() {
        play(9, 24, Swarm::of);
        assertThat(play(1, 12, Swarm::killed).restarts()).isGreaterThan(40);
    }

    @Test
    @Tag("simulation")
    void a_hundred_programs_that_are_killed_again_and_again() {
        Findings all = play(1_001, 1_100, Swarm::killed);
        System.out.printf(
                "%,d restarts, %.1f virtual hours, %,d events%n", all.restarts(), all.virtualHours(), all.events());
    }

    private Findings play(long first, long last, Function<Long, Scenario> scenarios) {
        Seeds seeds = Seeds.play(first, last, scenarios, scenario -> {
            Lives lives = new Lives(scenario);
            Findings findings = FullRun.play(scenario, lives);
            assertThat(lives.isOver).isTrue();
            return findings;
        });
        assertThat(seeds.broken()).isEmpty();
        assertThat(wrong).isEmpty();
        return seeds.all();
    }

    /** All crowds of one run: one for each life of the program. An id means the same to all of them. */
    private final class Lives implements FullRun.Audience {
        private final Scenario scenario;
        private final SplittableRandom random;
        private final Map<String, OrderEvent> ids = new LinkedHashMap<>();
        private @Nullable Crowd crowd;
        private boolean isOver;

        Lives(Scenario scenario) {
            this.scenario = scenario;
            this.random = new SplittableRandom(scenario.seed() + 99);
        }

        @Override
        public Disposable listen(Flux<FeedStep> steps, Optional<Checkpoint> from, Scheduler scheduler) {
            crowd = new Crowd(this, steps, from, scheduler);
            return crowd;
        }

        @Override
        public void over() {
            isOver = true;
            crowd.over();
        }
    }

    private final class Crowd implements Disposable {
        private final SplittableRandom random;
        private final Scenario scenario;
        private final Optional<Checkpoint> from;
        private final Scheduler scheduler;
        private final LiveOrders live;
        private final List<Listener<?>> listeners = new ArrayList<>();
        private final Map<String, OrderEvent> ids;
        private Optional<OrderView> lastView = Optional.empty();
        private long lastSequence;
        private boolean isOver;

        Crowd(Lives lives, Flux<FeedStep> steps, Optional<Checkpoint> from, Scheduler scheduler) {
            this.random = lives.random;
            this.scenario = lives.scenario;
            this.ids = lives.ids;
            this.from = from;
            this.scheduler = scheduler;
            LiveOptions options = LiveOptions.DEFAULT
                    .withScheduler(scheduler)
                    .withBuffer(BUFFER)
                    .warm();
            LiveStart start = new LiveStart(checkpoint -> steps.doOnNext(this::seen), from);
            this.live = LiveOrders.of(start, options, Time.of(scheduler));
            long lasting = scenario.lasting().toMillis();
            come();
            for (int i = 1; i < SUBSCRIBERS; i++) {
                scheduler.schedule(this::come, random.nextLong(lasting), TimeUnit.MILLISECONDS);
            }
        }

        private void seen(FeedStep step) {
            for (OrderEvent event : step.events()) {
                lastSequence = event.header().sequence();
            }
            lastView = step.view().or(() -> lastView);
        }

        private void come() {
            if (isOver) {
                return;
            }
            LiveOrders part = switch (random.nextInt(4)) {
                case 0 -> live.withSymbol("BTCUSDT");
                case 1 -> live.withTrader(someTrader());
                default -> live;
            };
            Listener<?> listener = switch (random.nextInt(4)) {
                case 0 -> listen(part.events(), new EventListener(part, true));
                case 1 -> listen(part.views(), new ViewListener(part));
                default -> listen(part.conflated(), new EventListener(part, false));
            };
            if (random.nextInt(4) == 0) {
                scheduler.schedule(listener::dispose, random.nextInt(60_000), TimeUnit.MILLISECONDS);
            }
        }

        /** A trader of an order that is open, if one is. */
        private String someTrader() {
            return live.current().values().stream()
                    .flatMap(order -> order.traderId().stream())
                    .filter(trader -> trader.indexOf('*') < 0)
                    .findFirst()
                    .orElse("nobody");
        }

        private <T> Listener<T> listen(Flux<T> stream, Listener<T> listener) {
            listeners.add(listener);
            stream.subscribe(listener);
            return listener;
        }

        /** The program is killed: nobody is told any more what waits. */
        @Override
        public void dispose() {
            isOver = true;
            listeners.forEach(Listener::checkWhatItHeard);
            live.close();
        }

        @Override
        public boolean isDisposed() {
            return isOver;
        }

        /** The run is over: whoever is there takes what waits. */
        void over() {
            if (isOver) {
                // It is down, and was to come back later.
                return;
            }
            isOver = true;
            for (Listener<?> listener : listeners) {
                if (!listener.isDisposed()) {
                    listener.request(Long.MAX_VALUE);
                }
            }
            ((VirtualTimeScheduler) scheduler).advanceTime();
            for (Listener<?> listener : listeners) {
                listener.checkWhatItBelieves();
            }
            lastView.filter(view -> view.sequence() == lastSequence)
                    .filter(view -> !view.orders().equals(live.current()))
                    .ifPresent(view -> wrong.add(
                            scenario + ": the feed says " + view.orders().keySet()));
        }

        /** Takes one at a time, at a pace of its own. */
        private abstract class Listener<T> extends BaseSubscriber<T> {
            final LiveOrders part;
            private final Duration pause = Duration.ofMillis(random.nextInt(3) == 0 ? random.nextInt(20_000) : 0);
            boolean isTooSlow;

            Listener(LiveOrders part) {
                this.part = part;
            }

            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                request(1);
            }

            @Override
            protected void hookOnNext(T value) {
                told(value);
                if (pause.isZero() || isOver) {
                    request(1);
                } else {
                    scheduler.schedule(() -> request(1), pause.toMillis(), TimeUnit.MILLISECONDS);
                }
            }

            @Override
            protected void hookOnError(Throwable error) {
                isTooSlow = error instanceof SlowSubscriberException && !pause.isZero();
                if (!isTooSlow) {
                    wrong.add(scenario + ": " + error);
                }
            }

            abstract void told(T value);

            void checkWhatItHeard() {}

            abstract void checkWhatItBelieves();

            void agree(boolean agrees, Object told) {
                if (!agrees && !isDisposed() && !isTooSlow) {
                    wrong.add(scenario + ": " + getClass().getSimpleName() + " believes " + told);
                }
            }
        }

        private final class EventListener extends Listener<OrderEvent> {
            private final LiveReplay replay = from.isPresent() ? new LiveReplay(ids).resumed() : new LiveReplay(ids);
            private final boolean isEach;
            private long last;
            private boolean isCounting;

            EventListener(LiveOrders part, boolean isEach) {
                super(part);
                this.isEach = isEach;
            }

            @Override
            void told(OrderEvent event) {
                boolean existed = event instanceof OrderEvent.Existing;
                if (isEach && part == live && isCounting && event.header().sequence() != last + 1) {
                    wrong.add(scenario + ": " + event.header().sequence() + " came after " + last);
                }
                if (isEach && part == live && event instanceof OrderEvent.Gap && !isCounting) {
                    begunAt(event);
                }
                // In a feed that goes on nothing is told as existing after the first news.
                isCounting |= from.isPresent() ? !existed : event instanceof OrderEvent.Synced;
                replay.told(event);
                last = event.header().sequence();
            }

            /** The first news after a restart: until then it was told what the checkpoint holds, and that alone. */
            private void begunAt(OrderEvent gap) {
                boolean asSaved = from.filter(saved -> gap.header().sequence() == saved.sequence() + 1)
                        .filter(saved -> replay.agreesWith(saved.view().orders()))
                        .isPresent();
                if (!asSaved) {
                    wrong.add(scenario + ": " + gap + " came first, over " + replay.open.keySet());
                }
            }

            @Override
            void checkWhatItHeard() {
                replay.wrong.forEach(what -> wrong.add(scenario + ": " + what));
            }

            @Override
            void checkWhatItBelieves() {
                checkWhatItHeard();
                agree(replay.agreesWith(part.current()), replay.open.keySet());
            }
        }

        private final class ViewListener extends Listener<OrderView> {
            private Map<String, TrackingOrder> shown = Map.of();

            ViewListener(LiveOrders part) {
                super(part);
            }

            @Override
            void told(OrderView view) {
                shown = view.orders();
            }

            @Override
            void checkWhatItBelieves() {
                boolean synced =
                        live.currentHealth().filter(health -> health.synced()).isPresent();
                agree(!synced || shown.equals(part.current()), shown.keySet());
            }
        }
    }
}
