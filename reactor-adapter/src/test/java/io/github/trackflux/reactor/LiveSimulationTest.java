package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.reactor.simulation.Findings;
import io.github.trackflux.reactor.simulation.Scenario;
import io.github.trackflux.reactor.simulation.Seeds;
import io.github.trackflux.reactor.simulation.Swarm;
import io.github.trackflux.view.FeedStep;
import io.github.trackflux.view.OrderView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * The whole stack in virtual time, its feed judged by the oracle as ever, and behind it a crowd of subscribers drawn from the
 * seed: of every way, of parts and of the whole, fast and slow, that come and go at any time. At the end all are given what
 * waits, and each that is there must believe what is so.
 */
class LiveSimulationTest {
    private static final int SUBSCRIBERS = 30;
    private static final int BUFFER = 200;

    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());

    @Test
    void whoever_listens_in_whichever_way_believes_in_the_end_what_is_so() {
        Seeds seeds = Seeds.play(1, 24, Swarm::of, this::play);

        assertThat(seeds.broken()).isEmpty();
        assertThat(wrong).isEmpty();
    }

    private Findings play(Scenario scenario) {
        if (scenario.faults().contains("KILLED")) {
            // Live orders begin with a list that is read anew; feeds that go on from a checkpoint are played elsewhere.
            return new Findings();
        }
        List<Crowd> crowds = new ArrayList<>();
        Findings findings = FullRun.play(scenario, (steps, scheduler) -> {
            Crowd crowd = new Crowd(scenario, steps, scheduler);
            crowds.add(crowd);
            return crowd;
        });
        assertThat(crowds)
                .singleElement()
                .satisfies(crowd -> assertThat(crowd.isOver).isTrue());
        return findings;
    }

    private final class Crowd implements Disposable {
        private final SplittableRandom random;
        private final Scenario scenario;
        private final Scheduler scheduler;
        private final LiveOrders live;
        private final List<Listener<?>> listeners = new ArrayList<>();
        private final Map<String, OrderEvent> ids = new LinkedHashMap<>();
        private boolean isOver;

        Crowd(Scenario scenario, Flux<FeedStep> steps, Scheduler scheduler) {
            this.random = new SplittableRandom(scenario.seed() + 99);
            this.scenario = scenario;
            this.scheduler = scheduler;
            LiveOptions options = LiveOptions.DEFAULT
                    .withScheduler(scheduler)
                    .withBuffer(BUFFER)
                    .warm();
            this.live = LiveOrders.of(LiveStart.anew(steps), options, Time.of(scheduler));
            long lasting = scenario.lasting().toMillis();
            come();
            for (int i = 1; i < SUBSCRIBERS; i++) {
                scheduler.schedule(this::come, random.nextLong(lasting), TimeUnit.MILLISECONDS);
            }
        }

        private void come() {
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

        /** The run is over: whoever is there takes what waits. */
        @Override
        public void dispose() {
            isOver = true;
            for (Listener<?> listener : listeners) {
                if (!listener.isDisposed()) {
                    listener.request(Long.MAX_VALUE);
                }
            }
            ((reactor.test.scheduler.VirtualTimeScheduler) scheduler).advanceTime();
            for (Listener<?> listener : listeners) {
                listener.check();
            }
            live.close();
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

            abstract void check();

            void agree(boolean agrees, Object told) {
                if (!agrees && !isDisposed() && !isTooSlow) {
                    wrong.add(scenario + ": " + getClass().getSimpleName() + " believes " + told);
                }
            }
        }

        private final class EventListener extends Listener<OrderEvent> {
            private final LiveReplay replay = new LiveReplay(ids);
            private final boolean isEach;
            private long last;

            EventListener(LiveOrders part, boolean isEach) {
                super(part);
                this.isEach = isEach;
            }

            @Override
            void told(OrderEvent event) {
                boolean wasSynced = replay.synced;
                replay.told(event);
                if (isEach && part == live && wasSynced && event.header().sequence() != last + 1) {
                    wrong.add(scenario + ": " + event.header().sequence() + " came after " + last);
                }
                last = event.header().sequence();
            }

            @Override
            void check() {
                replay.wrong.forEach(what -> wrong.add(scenario + ": " + what));
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
            void check() {
                boolean synced =
                        live.currentHealth().filter(health -> health.synced()).isPresent();
                agree(!synced || shown.equals(part.current()), shown.keySet());
            }
        }
    }
}
