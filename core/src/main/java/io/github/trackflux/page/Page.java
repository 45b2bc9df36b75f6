package io.github.trackflux.page;

import io.github.trackflux.model.TrackingOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    // More than three of four.
    private static final int SAME = 3;
    private static final int SAME_OF = 4;

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

    /** How many different orders it shows, and elements that show no number; a row that comes twice is one order. */
    int distinctCount() {
        int numbered = rows.size() + unreadable.size();
        return rawCount - numbered + numbers().size();
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

    /** Whether both show for the most part the same numbers, in whatever order, and at least one. */
    boolean showsMuchOf(Page other) {
        // The usual case, and a cheap one: two pages of one walk have next to nothing in common.
        if (unreadable.isEmpty() && (rows.size() - surelyMissing(other)) * SAME_OF <= rows.size() * SAME) {
            return false;
        }
        Set<String> numbers = numbers();
        Set<String> others = other.numbers();
        int larger = Math.max(numbers.size(), others.size());
        numbers.retainAll(others);
        return numbers.size() * SAME_OF > larger * SAME;
    }

    /** At least how many of its rows the other does not show: told by a few bits of each hash, without a set of them. */
    private int surelyMissing(Page other) {
        long[] bits = new long[32];
        for (TrackingOrder row : other.rows) {
            int hash = row.trackingNo().hashCode();
            bits[(hash >>> 6) & 31] |= 1L << hash;
        }
        int missing = 0;
        for (TrackingOrder row : rows) {
            int hash = row.trackingNo().hashCode();
            missing += (bits[(hash >>> 6) & 31] & (1L << hash)) == 0 ? 1 : 0;
        }
        return missing;
    }

    /** Whether it shows a number that a page below that id has no right to show. */
    boolean showsAnyFrom(String id) {
        return Ids.comparable(id)
                && rows.stream()
                        .map(TrackingOrder::trackingNo)
                        .anyMatch(number -> Ids.comparable(number) && !Ids.less(number, id));
    }

    private Set<String> numbers() {
        Set<String> numbers = new HashSet<>(unreadable);
        for (TrackingOrder row : rows) {
            numbers.add(row.trackingNo());
        }
        return numbers;
    }
}
