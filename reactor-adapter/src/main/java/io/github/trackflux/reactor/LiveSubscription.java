package io.github.trackflux.reactor;

import io.github.trackflux.reactor.LiveState.Change;
import io.github.trackflux.reactor.LiveState.Snapshot;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Operators;

/**
 * One subscriber of a loop. The loop leaves what is new in the inbox and goes on; a task on the subscribers' threads takes
 * it out, as much as was asked for, and is the only one to call the subscriber. No thread is tied to it: a subscriber that
 * blocks keeps the thread that it is on, and nothing else.
 *
 * <p>{@code work} counts reasons to look into the inbox. Whoever raises it from zero starts the task, and the task ends
 * only by bringing it back to zero: so there is one task at most, and no reason is missed.
 */
final class LiveSubscription<T> implements Subscription {
    private final CoreSubscriber<? super T> subscriber;
    /** Guarded by itself. The lock is held for merging or taking, never while a subscriber runs. */
    private final Inbox<T> inbox;

    private final Executor threads;
    private final Consumer<LiveSubscription<?>> leave;
    private final AtomicLong requested = new AtomicLong();
    /** Begins at one, so that nothing is delivered before {@code onSubscribe} has returned. */
    private final AtomicInteger work = new AtomicInteger(1);

    private final AtomicReference<Consumer<CoreSubscriber<?>>> end = new AtomicReference<>();
    private volatile boolean cancelled;

    LiveSubscription(
            CoreSubscriber<? super T> subscriber,
            Inbox<T> inbox,
            Executor threads,
            Consumer<LiveSubscription<?>> leave) {
        this.subscriber = subscriber;
        this.inbox = inbox;
        this.threads = threads;
        this.leave = leave;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** What is so when it joins; before any change. */
    void begin(Snapshot now) {
        synchronized (inbox) {
            if (isOver()) {
                return;
            }
            inbox.begin(now);
        }
        look();
    }

    /** What a step changed. */
    void offer(Change change) {
        boolean fits;
        boolean waiting;
        synchronized (inbox) {
            if (isOver()) {
                return;
            }
            fits = inbox.add(change);
            waiting = !inbox.isEmpty();
        }
        if (!fits) {
            overrun();
        } else if (waiting && requested.get() > 0) {
            look();
        }
    }

    /** Ends it, once what waits has been taken. */
    void end(Consumer<CoreSubscriber<?>> how) {
        if (end.compareAndSet(null, how)) {
            look();
        }
    }

    /** Ends it now; what waits is not told. */
    private void overrun() {
        if (end.compareAndSet(null, actual -> actual.onError(inbox.overrun()))) {
            leave.accept(this);
            letGo();
            look();
        }
    }

    /** The subscriber may be called from here on. */
    void open() {
        schedule();
    }

    @Override
    public void request(long n) {
        if (Operators.validate(n)) {
            requested.accumulateAndGet(n, Operators::addCap);
            look();
        }
    }

    @Override
    public void cancel() {
        if (!cancelled) {
            cancelled = true;
            leave.accept(this);
            letGo();
        }
    }

    /** Whether nothing more may be put into the inbox: whoever empties it for good makes this true before. */
    private boolean isOver() {
        return cancelled || end.get() != null;
    }

    private void letGo() {
        synchronized (inbox) {
            inbox.clear();
        }
    }

    private void look() {
        if (work.getAndIncrement() == 0) {
            schedule();
        }
    }

    private void schedule() {
        try {
            threads.execute(this::deliver);
        } catch (RejectedExecutionException e) {
            // The user's own scheduler takes no more; there is no thread left on which to say so to this subscriber.
            drop(e);
        }
    }

    private void deliver() {
        int seen = work.get();
        while (seen != 0) {
            try {
                takeAll();
            } catch (Throwable e) {
                // A subscriber that throws is broken (rule 2.13), and gets nothing more.
                drop(e);
                Exceptions.throwIfJvmFatal(e);
            }
            seen = work.addAndGet(-seen);
        }
    }

    private void takeAll() {
        long taken = 0;
        while (!cancelled) {
            // Asked before the inbox is: an end comes after all that it may not overtake.
            Consumer<CoreSubscriber<?>> ending = end.get();
            T next = taken < requested.get() ? poll() : null;
            if (next != null) {
                taken++;
                subscriber.onNext(next);
            } else if (ending != null && isEmpty()) {
                cancelled = true;
                ending.accept(subscriber);
            } else {
                break;
            }
        }
        long delivered = taken;
        requested.updateAndGet(asked -> asked == Long.MAX_VALUE ? asked : asked - delivered);
    }

    private @Nullable T poll() {
        synchronized (inbox) {
            return inbox.poll();
        }
    }

    private boolean isEmpty() {
        synchronized (inbox) {
            return inbox.isEmpty();
        }
    }

    private void drop(Throwable error) {
        cancel();
        Operators.onErrorDropped(error, subscriber.currentContext());
    }
}
