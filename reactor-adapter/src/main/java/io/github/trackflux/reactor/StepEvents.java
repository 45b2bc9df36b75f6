package io.github.trackflux.reactor;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.view.FeedStep;
import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * The events of steps, one by one. Asks for a step only when somebody asks for an event: Reactor's own operators of this kind
 * look for the next element that has something in it whether or not anybody asks, and most steps are empty, so a feed that
 * nobody reads would go on polling.
 */
final class StepEvents extends FluxOperator<FeedStep, OrderEvent> {
    StepEvents(Flux<FeedStep> steps) {
        super(steps);
    }

    @Override
    public void subscribe(CoreSubscriber<? super OrderEvent> subscriber) {
        source.subscribe(new Unpacking(subscriber));
    }

    private static final class Unpacking implements CoreSubscriber<FeedStep>, Subscription {
        private final CoreSubscriber<? super OrderEvent> subscriber;
        private final AtomicLong requested = new AtomicLong();
        private final AtomicInteger work = new AtomicInteger();
        private final AtomicReference<@Nullable FeedStep> arrived = new AtomicReference<>();
        private Subscription steps = Operators.emptySubscription();
        private Iterator<OrderEvent> events = Collections.emptyIterator();
        private boolean isAsked;
        private @Nullable Throwable error;
        private volatile boolean ended;
        private volatile boolean cancelled;

        Unpacking(CoreSubscriber<? super OrderEvent> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public Context currentContext() {
            return subscriber.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            steps = subscription;
            subscriber.onSubscribe(this);
        }

        @Override
        public void onNext(FeedStep step) {
            arrived.set(step);
            look();
        }

        @Override
        public void onError(Throwable thrown) {
            error = thrown;
            onComplete();
        }

        @Override
        public void onComplete() {
            ended = true;
            look();
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
            cancelled = true;
            steps.cancel();
        }

        /** One thread at a time; whoever comes meanwhile leaves its reason to look again. */
        private void look() {
            if (work.getAndIncrement() != 0) {
                return;
            }
            int seen = 1;
            while (seen != 0) {
                long asked = requested.get();
                long told = tell(asked);
                if (asked != Long.MAX_VALUE) {
                    requested.addAndGet(-told);
                }
                seen = work.addAndGet(-seen);
            }
        }

        private long tell(long asked) {
            long told = 0;
            while (!cancelled) {
                if (events.hasNext()) {
                    if (told == asked) {
                        return told;
                    }
                    told++;
                    subscriber.onNext(events.next());
                } else if (!isNextStep(told < asked)) {
                    return told;
                }
            }
            return told;
        }

        private boolean isNextStep(boolean isWanted) {
            // Asked before the step is: an end comes after the last step.
            boolean isEnd = ended;
            FeedStep step = arrived.getAndSet(null);
            if (step != null) {
                isAsked = false;
                events = step.events().iterator();
                return true;
            }
            if (isEnd) {
                cancelled = true;
                if (error == null) {
                    subscriber.onComplete();
                } else {
                    subscriber.onError(error);
                }
            } else if (isWanted && !isAsked) {
                isAsked = true;
                steps.request(1);
                return true;
            }
            return false;
        }
    }
}
