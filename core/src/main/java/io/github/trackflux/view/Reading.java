package io.github.trackflux.view;

import io.github.trackflux.page.Filter;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.Paging.Fullness;
import java.time.Instant;
import java.util.List;

/**
 * One answer as the reconciler works on it.
 *
 * @param known the open orders that it shows, in its order
 * @param obeyed whether every row fits the filter that was asked with
 * @param inPlace whether every row is known, and stands right below the row before it, as it did before
 */
record Reading(
        PageAnswer answer,
        Listing listing,
        Fullness fullness,
        long stamp,
        List<Known> known,
        boolean obeyed,
        boolean inPlace) {
    /** The same answer, of which it is not known whether it shows all that it should. */
    Reading atEdge() {
        return new Reading(answer, listing, Fullness.EDGE, stamp, known, obeyed, inPlace);
    }

    /** When its call was sent, in monotonic nanoseconds. */
    long sent() {
        return answer.timing().sent().toNanos();
    }

    long received() {
        return answer.timing().received().toNanos();
    }

    Instant sentAt() {
        return answer.timing().sentAt();
    }

    Instant receivedAt() {
        return answer.timing().receivedAt();
    }

    Filter filter() {
        return answer.request().filter();
    }

    boolean isWholeList() {
        return filter().equals(listing.filter);
    }

    /** Whether it is one instant's picture of all that the filter covers. */
    boolean isAtomic() {
        return obeyed
                && answer.page().numberedRows()
                && answer.request().position().isFirst()
                && (fullness == Fullness.SHORT || fullness == Fullness.EMPTY);
    }

    boolean isEmpty() {
        return fullness == Fullness.EMPTY;
    }
}
