package io.github.trackflux.reactor;

import io.github.trackflux.reactor.LiveState.Change;
import io.github.trackflux.reactor.LiveState.Snapshot;
import io.github.trackflux.view.FeedStep;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
    private final Flux<FeedStep> steps;
    private final Supplier<LiveState> start;
    private final LiveOptions options;
    private final Scheduler time;
    private final Executor threads;
    private final Scheduler.Worker turns =
            Schedulers.fromExecutor(Runnable::run, true).createWorker();

    private final Set<LiveSubscription<?>> subscribers = new LinkedHashSet<>();
    private final Disposable.Swap leaving = Disposables.swap();
    private @Nullable Loop loop;
    private @Nullable Consumer<CoreSubscriber<?>> end;
    private volatile Snapshot now = Snapshot.NOTHING;

    LiveHub(Flux<FeedStep> steps, Supplier<LiveState> start, LiveOptions options, Scheduler time) {
        this.steps = steps;
        this.start = start;
        this.options = options;
        this.time = time;
        this.threads = new Carriers(options.scheduler());
    }

    /** What the loop that runs has come to; {@link Snapshot#NOTHING} while none does. */
    Snapshot now() {
        return now;
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
                subscribers.add(subscriber);
                subscriber.begin(now);
                if (loop == null) {
                    loop = new Loop();
                    steps.subscribe(loop);
                }
            }
        });
    }

    void leave(LiveSubscription<?> subscriber) {
        turns.schedule(() -> {
            if (subscribers.remove(subscriber) && subscribers.isEmpty()) {
                options.grace()
                        .ifPresent(grace ->
                                leaving.update(time.schedule(this::stopIfLeft, grace.toNanos(), TimeUnit.NANOSECONDS)));
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
        now = Snapshot.NOTHING;
        if (loop != null) {
            loop.dispose();
            loop = null;
        }
    }

    /** One run of the feed. Asks for the next step when the last has been handed out. */
    private final class Loop extends BaseSubscriber<FeedStep> {
        private final LiveState state = start.get();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(1);
        }

        @Override
        protected void hookOnNext(FeedStep step) {
            inTurn(() -> {
                Change change = state.add(step);
                now = change.now();
                subscribers.forEach(subscriber -> subscriber.offer(change));
                request(1);
            });
        }

        @Override
        protected void hookOnError(Throwable error) {
            inTurn(() -> endNow(subscriber -> subscriber.onError(error)));
        }

        @Override
        protected void hookOnComplete() {
            inTurn(() -> endNow(CoreSubscriber::onComplete));
        }

        /** What a run has still to say when it was stopped is not heard. */
        private void inTurn(Runnable turn) {
            turns.schedule(() -> {
                if (loop == this) {
                    turn.run();
                }
            });
        }
    }
}
