package io.github.trackflux.page;

import io.github.trackflux.model.TrackingOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One answer, read. A value; it may be shared by many threads, and one that did not change is the same object each time. */
public final class Page {
    /** The page of a list that has nothing there. */
    public static final Page EMPTY = new Page(List.of(), 0, List.of(), Optional.empty(), true);

    // More than three of four.
    private static final int SAME = 3;
    private static final int SAME_OF = 4;

    private static final int WORDS = 32;

    private final List<TrackingOrder> rows;
    private final int rawCount;
    private final List<String> unreadable;
    private final Optional<String> endId;
    private final boolean numberedRows;
    /** A few bits of the hash of each row's number; made when two pages are first compared by them. */
    private volatile long @Nullable [] bits;

    /** Worked out when somebody asks; as harmless a race as that of a text's hash. */
    private int descent;

    /**
     * A page with all that is known of it.
     *
     * @param rows the rows that could be read, in the server's order
     * @param rawCount how many elements the server's list had, readable or not: only this tells whether a page is full
     * @param unreadable the numbers of rows that could not be read otherwise; they count as seen
     * @param endId the cursor that the server gave, if it gave one
     * @param numberedRows whether every element showed its number, so that one that is not shown is not in the answer
     */
    public Page(
            List<TrackingOrder> rows,
            int rawCount,
            List<String> unreadable,
            Optional<String> endId,
            boolean numberedRows) {
        this.rows = List.copyOf(rows);
        this.rawCount = rawCount;
        this.unreadable = List.copyOf(unreadable);
        this.endId = endId;
        this.numberedRows = numberedRows;
    }

    private long[] bits() {
        long[] known = bits;
        if (known != null) {
            return known;
        }
        long[] made = new long[WORDS];
        for (int i = 0; i < rows.size(); i++) {
            int hash = rows.get(i).trackingNo().hashCode();
            made[(hash >>> 6) & (WORDS - 1)] |= 1L << hash;
        }
        bits = made;
        return made;
    }

    /** The rows that could be read, in the server's order; unmodifiable. */
    public List<TrackingOrder> rows() {
        return rows;
    }

    /** How many elements the server's list had, readable or not: only this tells whether a page is full. */
    public int rawCount() {
        return rawCount;
    }

    /** The numbers of rows that could not be read otherwise; they count as seen. Unmodifiable. */
    public List<String> unreadable() {
        return unreadable;
    }

    /** The cursor that the server gave, if it gave one. */
    public Optional<String> endId() {
        return endId;
    }

    /** Whether every element showed its number, so that one that is not shown is not in the answer. */
    public boolean numberedRows() {
        return numberedRows;
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
        if (rows.isEmpty() || other.rows.isEmpty()) {
            return rows.size();
        }
        long[] mine = bits();
        long[] others = other.bits();
        int missing = 0;
        for (int i = 0; i < WORDS; i++) {
            missing += Long.bitCount(mine[i] & ~others[i]);
        }
        return missing;
    }

    /** Whether its rows come strictly descending by numbers that can be compared. */
    boolean isDescending() {
        int known = descent;
        if (known == 0) {
            known = Ids.descending(rows) ? 1 : -1;
            descent = known;
        }
        return known > 0;
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

    @Override
    @SuppressWarnings("ReferenceEquality") // the shortcut for a page that did not change
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Page page
                        && rows.equals(page.rows)
                        && rawCount == page.rawCount
                        && unreadable.equals(page.unreadable)
                        && endId.equals(page.endId)
                        && numberedRows == page.numberedRows);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rows, rawCount, unreadable, endId, numberedRows);
    }

    @Override
    public String toString() {
        return "Page[rows=" + rows + ", rawCount=" + rawCount + ", unreadable=" + unreadable + ", endId=" + endId
                + ", numberedRows=" + numberedRows + ']';
    }
}
