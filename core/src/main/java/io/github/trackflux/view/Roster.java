package io.github.trackflux.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a list was last seen to stand. It proves nothing: it says which orders a page steps over, so that
 * they can be asked for at once and not after a whole sweep.
 *
 * <p>A linked list with sparse labels: a page's rows that stand in their old order (the longest such run, found by label)
 * are the anchors, all others are moved behind the row before them. Between the anchors, whatever the page does not show
 * was stepped over.
 */
final class Roster {
    private static final long GAP = 1L << 24;
    private static final double DISORDER = 0.1;
    private static final double MOVED = 0.06;
    private static final double CALM = 1 - 0.07;

    private @Nullable Known head;
    private @Nullable Known tail;
    private double noise;
    private int live;
    private boolean ranked;

    /** Whether pages come in an order that has little to do with the last. */
    boolean isUnstable() {
        return noise > DISORDER;
    }

    /**
     * Takes in one page and tells what it steps over.
     *
     * @param rows the page's orders, top first; all carry the page's stamp
     * @param first whether nothing stands above the page
     * @param last whether nothing stands below it
     * @param received when it came, in monotonic nanoseconds
     */
    List<Known> place(List<Known> rows, boolean first, boolean last, long received) {
        if (rows.isEmpty()) {
            return List.of();
        }
        if (!inOrder(rows)) {
            move(rows, first, received);
        }
        if (isUnstable()) {
            return List.of();
        }
        long stamp = rows.get(0).stamp();
        List<Known> missing = new ArrayList<>();
        Known from = first ? head : rows.get(0);
        Known end = last ? null : rows.get(rows.size() - 1);
        for (Known known = from; known != null && known != end; known = known.below) {
            if (known.stamp() != stamp) {
                missing.add(known);
            }
        }
        return missing;
    }

    /**
     * Takes in a page whose rows stand one right below the other as they did before, which is the usual case, and makes
     * {@link #place} superfluous: it steps over nothing but what stands above a first page or below a last one.
     */
    boolean isUndisturbed(List<Known> rows, boolean first, boolean last) {
        if (rows.isEmpty() || !stands(rows.get(0))) {
            return false;
        }
        boolean whole = (!first || rows.get(0) == head) && (!last || rows.get(rows.size() - 1) == tail);
        noise *= whole ? CALM : 1;
        return whole;
    }

    void remove(Known known) {
        known.disturbed();
        if (!stands(known)) {
            return;
        }
        changed();
        if (known.above != null) {
            known.above.cleanSent = Math.max(known.above.cleanSent, known.cleanSent);
        }
        known.cleanSent = Long.MIN_VALUE;
        if (known.above == null) {
            head = known.below;
        } else {
            known.above.below = known.below;
        }
        if (known.below == null) {
            tail = known.above;
        } else {
            known.below.above = known.above;
        }
        known.above = null;
        known.below = null;
    }

    /** The last row; to be walked upwards. */
    @Nullable
    Known last() {
        return tail;
    }

    /** How many orders are believed to be open. */
    int live() {
        rank();
        return live;
    }

    /** Ranks count anew: a row came, went or moved, or a suspicion did. */
    void changed() {
        ranked = false;
    }

    /** Counts every row's rank, unless nothing has changed. */
    void rank() {
        if (ranked) {
            return;
        }
        ranked = true;
        live = 0;
        for (Known known = head; known != null; known = known.below) {
            known.rank = live;
            live += known.isSuspect() ? 0 : 1;
        }
    }

    private boolean inOrder(List<Known> rows) {
        Known before = null;
        for (Known row : rows) {
            if (!stands(row) || (before != null && before.label >= row.label)) {
                return false;
            }
            before = row;
        }
        noise *= CALM;
        return true;
    }

    private void move(List<Known> rows, boolean first, long received) {
        boolean[] anchor = anchors(rows);
        int known = 0;
        int moved = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (stands(rows.get(i))) {
                known++;
                moved += anchor[i] ? 0 : 1;
            }
        }
        noise = 0.93 * noise + (moved > MOVED * known ? 0.07 : 0);
        Known before = firstAbove(rows, anchor, first);
        for (int i = 0; i < rows.size(); i++) {
            Known row = rows.get(i);
            if (!anchor[i]) {
                remove(row);
                insertBelow(before, row);
                row.placed = received;
            }
            before = row;
        }
    }

    /** What the page's first row is to stand below: nothing on the first page, else what stands above its first anchor. */
    private @Nullable Known firstAbove(List<Known> rows, boolean[] anchor, boolean first) {
        if (first) {
            return null;
        }
        for (int i = 0; i < rows.size(); i++) {
            if (anchor[i]) {
                Known above = rows.get(i).above;
                while (above != null && above.stamp() == rows.get(0).stamp()) {
                    above = above.above;
                }
                return above;
            }
        }
        Known last = tail;
        while (last != null && last.stamp() == rows.get(0).stamp()) {
            last = last.above;
        }
        return last;
    }

    /** Marks the longest run of rows that stand in their old order. */
    private boolean[] anchors(List<Known> rows) {
        int n = rows.size();
        int[] ends = new int[n];
        int[] previous = new int[n];
        int length = 0;
        for (int i = 0; i < n; i++) {
            if (!stands(rows.get(i))) {
                continue;
            }
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (rows.get(ends[middle]).label < rows.get(i).label) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            previous[i] = low == 0 ? -1 : ends[low - 1];
            ends[low] = i;
            length = Math.max(length, low + 1);
        }
        boolean[] anchor = new boolean[n];
        Arrays.fill(anchor, false);
        for (int i = length == 0 ? -1 : ends[length - 1]; i >= 0; i = previous[i]) {
            anchor[i] = true;
        }
        return anchor;
    }

    boolean stands(Known row) {
        return row.above != null || head == row;
    }

    private void insertBelow(@Nullable Known above, Known row) {
        changed();
        Known below = above == null ? head : above.below;
        if (above != null) {
            // Between it and the one below there was nothing.
            above.disturbed();
        }
        row.above = above;
        row.below = below;
        if (above == null) {
            head = row;
        } else {
            above.below = row;
        }
        if (below == null) {
            tail = row;
        } else {
            below.above = row;
        }
        row.label = between(above, below);
        boolean tight = (above != null && row.label <= above.label) || (below != null && row.label >= below.label);
        if (tight) {
            relabel();
        }
    }

    private static long between(@Nullable Known above, @Nullable Known below) {
        if (above == null) {
            return below == null ? 0 : below.label - GAP;
        }
        return below == null ? above.label + GAP : above.label + (below.label - above.label) / 2;
    }

    private void relabel() {
        long label = 0;
        for (Known known = head; known != null; known = known.below) {
            known.label = label;
            label += GAP;
        }
    }
}
