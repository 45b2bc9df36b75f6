package io.github.trackflux.reactor;

import io.github.trackflux.event.OrderEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** A subscription whose subscriber is called on whichever thread makes it due. Made anew for each try, so it is cheap. */
final class Race implements CoreSubscriber<OrderEvent> {
    private static final LiveScript SCRIPT = new LiveScript();
    private static final LiveState.Change OPENED = change(SCRIPT.opens(1));
    private static final LiveState.Change SYNCED = change(SCRIPT.synced());

    final LiveState.Change first = OPENED;
    final LiveState.Change second = SYNCED;
    final LiveState.Snapshot now = new LiveState().add(SCRIPT.step(OPENED.news().get(0).event())).now();
    final EachEvent inbox;
    final LiveSubscription<OrderEvent> subscription;
    final List<Long> told = new ArrayList<>(2);
    int ends;
    int afterTheEnd;

    Race() {
        this(2);
    }

    Race(int buffer) {
        this(buffer, true);
    }

    private Race(int buffer, boolean isOpen) {
        inbox = new EachEvent(Interest.ALL, buffer);
        subscription = new LiveSubscription<>(this, inbox, Runnable::run, gone -> {});
        if (isOpen) {
            subscription.open();
        }
    }

    static Race unopened() {
        return new Race(2, false);
    }

    private static LiveState.Change change(OrderEvent event) {
        return new LiveState().add(SCRIPT.step(event));
    }

    int first() {
        return told.isEmpty() ? 0 : told.get(0).intValue();
    }

    int last() {
        return Optional.of(told).filter(all -> !all.isEmpty()).map(all -> all.get(all.size() - 1).intValue()).orElse(0);
    }

    @Override
    public void onSubscribe(Subscription given) {}

    @Override
    public void onNext(OrderEvent event) {
        afterTheEnd += ends;
        told.add(event.header().sequence());
    }

    @Override
    public void onError(Throwable error) {
        ends++;
    }

    @Override
    public void onComplete() {
        ends++;
    }
}
