package io.github.trackflux.reactor;

import io.github.trackflux.reactor.LiveState.Change;
import io.github.trackflux.reactor.LiveState.Snapshot;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.FeedStep;
import io.github.trackflux.view.Trouble;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SignalType;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * One poll loop and those who listen to it. Whatever happens to it, a step, a subscriber who comes or goes, its end, is one
 * turn, and turns never overlap: so whoever comes does so exactly between two steps, gets the state that all steps before
 * lead to, and every step after.
 *
 * <p>A turn runs at once on the thread that asks for it, or, while another runs, after it on that one's thread. Nobody
 * waits, and no turn calls a subscriber.
 */
final class LiveHub {
    private final LiveStart start;
    private final LiveOptions options;
    private final Time time;
    private final Executor threads;
    private final Scheduler.Worker turns =
            Schedulers.fromExecutor(Runnable::run, true).createWorker();

    private final Set<LiveSubscription<?>> subscribers = new LinkedHashSet<>();
    private final Disposable.Swap leaving = Disposables.swap();
    private @Nullable Loop loop;
    private @Nullable Consumer<CoreSubscriber<?>> end;
    private volatile Snapshot now = Snapshot.NOTHING;
    private volatile Supplier<Optional<FeedHealth>> health = Optional::empty;

    LiveHub(LiveStart start, LiveOptions options, Time time) {
        this.start = start;
        this.options = options;
        this.time = time;
        this.threads = new Carriers(options.scheduler());
    }

    /** What the loop that runs has come to; {@link Snapshot#NOTHING} while none does. */
    Snapshot now() {
        return now;
    }

    /** How the loop stands, aged to this moment, or how it ended; empty while none runs. */
    Optional<FeedHealth> health() {
        return health.get();
    }

    /** A stream of what its subscribers' inboxes let through. */
    <T> Flux<T> stream(Supplier<Inbox<T>> inbox) {
        return new LiveFlux<>(this, inbox, threads);
    }

    void join(LiveSubscription<?> subscriber) {
        turns.schedule(() -> {
            if (end != null) {
                subscriber.end(end);
            } else if (!subscriber.isCancelled()) {
                leaving.update(Disposables.disposed());
                if (loop == null) {
                    loop = new Loop();
                    loop.begin();
                }
                // Whatever the loop has said by now is a turn after this.
                subscribers.add(subscriber);
                subscriber.begin(now);
            }
        });
    }

    void leave(LiveSubscription<?> subscriber) {
        turns.schedule(() -> {
            if (subscribers.remove(subscriber) && subscribers.isEmpty()) {
                options.grace()
                        .ifPresent(grace -> leaving.update(
                                time.scheduler().schedule(this::stopIfLeft, grace.toNanos(), TimeUnit.NANOSECONDS)));
            }
        });
    }

    private void stopIfLeft() {
        turns.schedule(() -> {
            if (subscribers.isEmpty()) {
                stop();
            }
        });
    }

    void end(Consumer<CoreSubscriber<?>> how) {
        turns.schedule(() -> endNow(how));
    }

    private void endNow(Consumer<CoreSubscriber<?>> how) {
        if (end == null) {
            end = how;
            stop();
            List<LiveSubscription<?>> all = new ArrayList<>(subscribers);
            subscribers.clear();
            all.forEach(subscriber -> subscriber.end(how));
        }
    }

    private void stop() {
        leaving.update(Disposables.disposed());
        if (loop != null) {
            start.ended(now.checkpoint());
            loop.dispose();
            loop = null;
        }
        now = Snapshot.NOTHING;
        health = Optional::empty;
    }

    /** One run of the feed. Asks for the next step when the last has been handed out. */
    private final class Loop extends BaseSubscriber<FeedStep> {
        private final LiveState state = start.state();
        private final Watchdog watchdog = new Watchdog(FeedHealth.NEW, time);
        private final Disposable.Swap aging = Disposables.swap();

        void begin() {
            now = state.now();
            health = () -> Optional.of(watchdog.now());
            aging.update(watchdog.aged().subscribe(aged -> inTurn(() -> tell(state.health(aged)))));
            start.steps().subscribe(this);
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(1);
        }

        @Override
        protected void hookOnNext(FeedStep step) {
            watchdog.take(step);
            inTurn(() -> {
                tell(state.add(step));
                request(1);
            });
        }

        @Override
        protected void hookOnError(Throwable error) {
            inTurn(() -> {
                FeedHealth last = watchdog.now().withTrouble(Optional.of(Trouble.of(Trouble.Kind.ENDED)));
                tell(state.health(last));
                endNow(subscriber -> subscriber.onError(error));
                health = () -> Optional.of(last);
            });
        }

        @Override
        protected void hookOnComplete() {
            inTurn(() -> endNow(CoreSubscriber::onComplete));
        }

        @Override
        protected void hookFinally(SignalType type) {
            aging.dispose();
        }

        private void tell(Change change) {
            now = change.now();
            subscribers.forEach(subscriber -> subscriber.offer(change));
        }

        /** What a run has still to say when it was stopped is not heard. */
        private void inTurn(Runnable turn) {
            turns.schedule(() -> {
                if (loop == this) {
                    try {
                        turn.run();
                    } catch (RuntimeException defect) {
                        endNow(subscriber -> subscriber.onError(Feed.closed(defect)));
                    }
                }
            });
        }
    }
}
