package io.github.trackflux.reactor;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.reactor.LiveState.Change;
import io.github.trackflux.reactor.LiveState.News;
import io.github.trackflux.reactor.LiveState.Snapshot;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every event until it is taken, as many as fit. What was open at the start does not count: it is read out of a
 * snapshot that all share who came at the same moment.
 */
final class EachEvent implements Inbox<OrderEvent> {
    private final Interest interest;
    private final int buffer;
    private final Deque<OrderEvent> waiting = new ArrayDeque<>();
    private final OpenCount told = new OpenCount();
    private Iterator<OrderEvent> first = Collections.emptyIterator();
    private long lastSequence;
    private String lastId = "";

    EachEvent(Interest interest, int buffer) {
        this.interest = interest;
        this.buffer = buffer;
    }

    @Override
    public void begin(Snapshot now) {
        first = interest.in(now).iterator();
    }

    @Override
    public boolean add(Change change) {
        for (News news : change.news()) {
            Optional<OrderEvent> event = interest.in(news);
            if (event.isPresent()) {
                if (waiting.size() == buffer) {
                    return false;
                }
                waiting.addLast(event.get());
            }
        }
        return true;
    }

    @Override
    public @Nullable OrderEvent poll() {
        boolean atStart = first.hasNext();
        OrderEvent next = atStart ? first.next() : waiting.pollFirst();
        if (next == null) {
            return null;
        }
        // While what was open at the start is not told to its end, there is no number up to which all is told.
        lastSequence = atStart && first.hasNext() ? 0 : next.header().sequence();
        lastId = next.header().id();
        return told.next(next);
    }

    @Override
    public boolean isEmpty() {
        return waiting.isEmpty() && !first.hasNext();
    }

    @Override
    public void clear() {
        first = Collections.emptyIterator();
        waiting.clear();
    }

    @Override
    public RuntimeException overrun() {
        return new SlowSubscriberException(buffer, lastSequence, lastId);
    }
}
