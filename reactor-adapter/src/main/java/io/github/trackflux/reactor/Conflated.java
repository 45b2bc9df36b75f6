package io.github.trackflux.reactor;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.OrderEvent.Closed;
import io.github.trackflux.event.OrderEvent.Existing;
import io.github.trackflux.event.OrderEvent.Gap;
import io.github.trackflux.event.OrderEvent.Opened;
import io.github.trackflux.event.OrderEvent.Reinstated;
import io.github.trackflux.event.OrderEvent.Synced;
import io.github.trackflux.event.OrderEvent.Updated;
import io.github.trackflux.reactor.LiveState.Change;
import io.github.trackflux.reactor.LiveState.News;
import io.github.trackflux.reactor.LiveState.Snapshot;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merges what waits of one order, so that at most three events of it do: how it came or changed, that it closed, and that
 * the close was taken back.
 *
 * <pre>
 * waits                then comes    waits
 * Existing | Opened    Updated       the same, of the newest state
 * Updated a to b       Updated       Updated a to c; nothing if c is a
 * Updated              Closed        Closed
 * Opened               Closed        both: a short life is told; as many as fit the buffer
 * Existing             Closed        both: whoever was restarted may have known it
 * Closed               Reinstated    both
 * Closed, Reinstated   Closed        the later Closed
 * Gap                  Gap           one Gap, from the first's start to the last's end
 * </pre>
 *
 * <p>Orders keep the place in line that they took when the first of this began to wait, so one that changes all the time
 * holds up no other and is not held up. What becomes known after a gap is told after it, but for what becomes of an order
 * whose Existing still waits: that cannot come behind it.
 */
final class Conflated implements Inbox<OrderEvent> {
    private static final Object SYNCED = new Object();
    private static final Object GAP = new Object();

    private final Interest interest;
    private final int buffer;
    /** By the order's number, or by one of the marks above. */
    private final Map<Object, Waiting> line = new LinkedHashMap<>();

    private final Merge merge = new Merge();
    private final OpenCount told = new OpenCount();
    private long places;
    private int shortLives;
    private String lastId = "";

    Conflated(Interest interest, int buffer) {
        this.interest = interest;
        this.buffer = buffer;
    }

    @Override
    public void begin(Snapshot now) {
        interest.in(now).forEach(event -> event.fold(merge));
    }

    @Override
    public boolean add(Change change) {
        for (News news : change.news()) {
            interest.in(news).ifPresent(event -> event.fold(merge));
        }
        return shortLives <= buffer;
    }

    @Override
    public @Nullable OrderEvent poll() {
        Iterator<Waiting> waiting = line.values().iterator();
        if (!waiting.hasNext()) {
            return null;
        }
        Waiting head = waiting.next();
        shortLives -= head.isShortLife() ? 1 : 0;
        OrderEvent next = head.poll();
        if (head.isEmpty()) {
            waiting.remove();
        }
        lastId = next.header().id();
        return told.next(next);
    }

    @Override
    public boolean isEmpty() {
        return line.isEmpty();
    }

    @Override
    public void clear() {
        line.clear();
        shortLives = 0;
    }

    @Override
    public RuntimeException overrun() {
        return new SlowSubscriberException(buffer, 0, lastId);
    }

    private Waiting at(Object key) {
        return line.computeIfAbsent(key, absent -> new Waiting(places++));
    }

    /** The place of an order: behind a gap that waits, unless the order is of those that were there at the start. */
    private Waiting placeOf(String order) {
        Waiting known = line.get(order);
        Waiting gap = line.get(GAP);
        if (known == null || gap == null || known.place > gap.place || known.first instanceof Existing) {
            return at(order);
        }
        line.remove(order);
        Waiting moved = at(order);
        moved.first = known.first;
        moved.closed = known.closed;
        moved.back = known.back;
        return moved;
    }

    private static final class Waiting {
        private final long place;
        private @Nullable OrderEvent first;
        private @Nullable OrderEvent closed;
        private @Nullable OrderEvent back;

        Waiting(long place) {
            this.place = place;
        }

        boolean isEmpty() {
            return first == null && closed == null;
        }

        /** Of those that were open at the start there are no more than were open at the start. */
        boolean isShortLife() {
            return first != null && closed != null && !(first instanceof Existing);
        }

        OrderEvent poll() {
            OrderEvent next = first;
            first = null;
            if (next == null) {
                next = closed;
                // Once the close is told, its taking back is how the order came.
                closed = null;
                first = back;
                back = null;
            }
            if (next == null) {
                throw new IllegalStateException("an empty place in line");
            }
            return next;
        }
    }

    private final class Merge implements OrderEvent.Cases<Boolean> {
        @Override
        public Boolean existing(Existing event) {
            return came(event.order().trackingNo(), event);
        }

        @Override
        public Boolean opened(Opened event) {
            return came(event.order().trackingNo(), event);
        }

        @Override
        public Boolean reinstated(Reinstated event) {
            return came(event.order().trackingNo(), event);
        }

        private boolean came(String number, OrderEvent event) {
            Waiting order = placeOf(number);
            if (order.isEmpty()) {
                order.first = event;
            } else {
                order.back = event;
            }
            return true;
        }

        @Override
        public Boolean updated(Updated event) {
            String number = event.after().trackingNo();
            Waiting order = placeOf(number);
            if (order.back != null) {
                order.back = Merged.of(order.back, event).orElse(null);
            } else if (order.first != null) {
                order.first = Merged.of(order.first, event).orElse(null);
            } else {
                order.first = event;
            }
            if (order.isEmpty()) {
                line.remove(number);
            }
            return true;
        }

        @Override
        public Boolean closed(Closed event) {
            Waiting order = placeOf(event.last().trackingNo());
            if (order.first instanceof Updated) {
                order.first = null;
            }
            shortLives -= order.isShortLife() ? 1 : 0;
            order.closed = event;
            order.back = null;
            shortLives += order.isShortLife() ? 1 : 0;
            return true;
        }

        @Override
        public Boolean synced(Synced event) {
            at(SYNCED).first = event;
            return true;
        }

        @Override
        public Boolean gap(Gap event) {
            Waiting gap = at(GAP);
            gap.first = gap.first instanceof Gap before ? Merged.of(before, event) : event;
            return true;
        }
    }
}
