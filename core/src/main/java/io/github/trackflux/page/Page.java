package io.github.trackflux.page;

import io.github.trackflux.model.TrackingOrder;
import java.util.List;
import java.util.Optional;

/**
 * One answer, read.
 *
 * @param rows the rows that could be read, in the server's order
 * @param rawCount how many elements the server's list had, readable or not: only this tells whether a page is full
 * @param unreadable the numbers of rows that could not be read otherwise; they count as seen
 * @param endId the cursor that the server gave, if it gave one
 * @param numberedRows whether every element showed its number, so that one that is not shown is not in the answer
 */
public record Page(
        List<TrackingOrder> rows, int rawCount, List<String> unreadable, Optional<String> endId, boolean numberedRows) {
    /** The page of a list that has nothing there. */
    public static final Page EMPTY = new Page(List.of(), 0, List.of(), Optional.empty(), true);

    public Page {
        rows = List.copyOf(rows);
        unreadable = List.copyOf(unreadable);
    }

    /** A page of readable rows only. */
    public static Page of(List<TrackingOrder> rows) {
        return new Page(rows, rows.size(), List.of(), Optional.empty(), true);
    }

    /** The last number that it shows, where rows that can be read go before those that cannot. */
    Optional<String> lastNumber() {
        if (!rows.isEmpty()) {
            return Optional.of(rows.get(rows.size() - 1).trackingNo());
        }
        return unreadable.isEmpty() ? Optional.empty() : Optional.of(unreadable.get(unreadable.size() - 1));
    }

    /** Whether both show the same numbers in the same order, and at least one. */
    boolean showsSameAs(Page other) {
        if (lastNumber().isEmpty() || rows.size() != other.rows.size() || !unreadable.equals(other.unreadable)) {
            return false;
        }
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).trackingNo().equals(other.rows.get(i).trackingNo())) {
                return false;
            }
        }
        return true;
    }
}
