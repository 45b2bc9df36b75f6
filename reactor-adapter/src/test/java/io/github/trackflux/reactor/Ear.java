package io.github.trackflux.reactor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** A subscriber that asks for as much as it is told to, and keeps what it hears. */
final class Ear<T> extends BaseSubscriber<T> {
    final List<T> heard = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger ends = new AtomicInteger();
    volatile @Nullable Throwable error;

    private final long first;

    private Ear(long first) {
        this.first = first;
    }

    /** How often it was told that it is over. */
    int ends() {
        return ends.get();
    }

    /** Asks for all there is. */
    static <T> Ear<T> open() {
        return new Ear<>(Long.MAX_VALUE);
    }

    /** Asks for this many; for more when told to. */
    static <T> Ear<T> asking(long first) {
        return new Ear<>(first);
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        if (first > 0) {
            request(first);
        }
    }

    @Override
    protected void hookOnNext(T value) {
        heard.add(value);
    }

    @Override
    protected void hookOnError(Throwable thrown) {
        error = thrown;
        ends.incrementAndGet();
    }

    @Override
    protected void hookOnComplete() {
        ends.incrementAndGet();
    }
}
