package io.github.trackflux.view;

import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Filter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An empty answer is what a server gives when its index is away, so it proves nothing alone: three of them to the same
 * filter, over a time that is set, do, if no answer to whatever filter shows a row of it between them.
 */
final class EmptyGuard {
    private static final int ANSWERS = 3;

    private final long lasting;
    private final Map<Filter, Streak> streaks = new HashMap<>();

    private static final class Streak {
        private final long since;
        private int answers;

        Streak(long since) {
            this.since = since;
        }
    }

    EmptyGuard(Duration lasting) {
        this.lasting = lasting.toNanos();
    }

    /**
     * Counts an empty answer; whether emptiness has by now lasted long enough to be believed.
     *
     * @param looked when the last complete walk over the whole list began; a narrower filter that finds nothing is not
     *     believed before such a walk, begun since, found nothing of it either
     */
    boolean believes(Reading reading, long looked) {
        Streak streak = streaks.computeIfAbsent(reading.filter(), f -> new Streak(reading.received()));
        streak.answers++;
        return streak.answers >= ANSWERS
                && reading.sent() - streak.since >= lasting
                && (reading.isWholeList() || looked >= streak.since);
    }

    /** When a filter was answered with nothing for the first time of late. */
    long since(Filter filter) {
        Streak streak = streaks.get(filter);
        return streak == null ? Long.MIN_VALUE : streak.since;
    }

    /** Nothing is believed to be open any more that this filter would show. */
    void forget(Filter filter) {
        streaks.remove(filter);
    }

    /** Takes word of an answer with rows: whatever was asked for, a filter that fits one of them is not empty. */
    void sawRows(Filter asked, List<TrackingOrder> rows) {
        if (!streaks.isEmpty()) {
            streaks.remove(asked);
            streaks.keySet()
                    .removeIf(filter -> filter.productType() == asked.productType()
                            && rows.stream().anyMatch(filter::matches));
        }
    }
}
