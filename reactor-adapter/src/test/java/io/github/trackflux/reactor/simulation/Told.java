package io.github.trackflux.reactor.simulation;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.TrackingOrder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was told about one order, and what was true of it. */
final class Told {
    enum Phase {
        UNTOLD,
        OPEN,
        CLOSED
    }

    private static final int REMEMBERED = 6;
    private static final long SHORTEST = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_OF_SHORT = Duration.ofMillis(1600).toNanos();

    final String number;
    final long openedAt;
    long closedAt = Long.MAX_VALUE;
    /** When the present state began. */
    long changedAt;

    Phase phase = Phase.UNTOLD;

    @Nullable
    TrackingOrder order;

    private final Deque<OrderEvent> events = new ArrayDeque<>(2);

    Told(String number, long openedAt) {
        this.number = number;
        this.openedAt = openedAt;
        this.changedAt = openedAt;
    }

    boolean isOver() {
        return closedAt != Long.MAX_VALUE;
    }

    /** Whether it lived as short as the market's short-lived orders, or at most that long by chance. */
    boolean isShortLived() {
        return closedAt - openedAt >= SHORTEST && closedAt - openedAt <= LONGEST_OF_SHORT;
    }

    void tell(OrderEvent event) {
        if (events.size() == REMEMBERED) {
            events.removeFirst();
        }
        events.addLast(event);
    }

    @Override
    public String toString() {
        return number + " open " + seconds(openedAt) + " to " + (isOver() ? seconds(closedAt) : "now") + ", told "
                + events.stream().map(Told::text).collect(Collectors.joining("; "));
    }

    private static String text(OrderEvent event) {
        String kind = event.getClass().getSimpleName();
        String proof = event instanceof OrderEvent.Closed closed ? " " + closed.proof() : "";
        return event.header().sequence() + " " + kind + " " + event.header().origin() + " "
                + seconds(Scenario.nanos(event.header().observedAt())) + proof;
    }

    static String seconds(long nanos) {
        return "%.3f s".formatted((nanos - Scenario.START) / 1e9);
    }
}
