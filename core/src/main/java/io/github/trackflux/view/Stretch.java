package io.github.trackflux.view;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a list in which orders have closed that nobody has seen close.
 *
 * @param closes how many
 * @param suspects the rows that may be them, the lowest first: those that were last known to be open before the page that
 *     showed the shift was asked for
 * @param shiftAbove by how much the rows above the stretch have moved up
 * @param shiftBelow and the rows below it
 */
record Stretch(int closes, List<Exposed> suspects, int shiftAbove, int shiftBelow) {
    /** A row, and for how long it could have closed unnoticed: the likelier that it has. */
    record Exposed(Known row, long nanos) {}

    /**
     * A page to look at.
     *
     * @param number from 1
     */
    record Window(int number, int size) {}

    Stretch {
        suspects = new ArrayList<>(suspects);
    }

    boolean isEmpty() {
        return suspects.isEmpty();
    }

    boolean has(Known row) {
        return top() <= row.rank && row.rank <= bottom();
    }

    double closesPerPage(int size) {
        return closes / Math.ceil(suspects.size() / (double) size);
    }

    /** The row that has as much exposure above it as below. */
    Known middle() {
        long left = suspects.stream().mapToLong(Exposed::nanos).sum() / 2;
        int i = 0;
        while (i < suspects.size() - 1 && left >= suspects.get(i).nanos()) {
            left -= suspects.get(i++).nanos();
        }
        return suspects.get(i).row();
    }

    /** One page that has all of it strictly inside, so that it must step over whatever closed; else the page of the middle. */
    Window window(int largest) {
        int first = Math.max(0, top() - shiftBelow - 1);
        int last = bottom() - shiftAbove + 1;
        for (int size = largest; size > last - first; size--) {
            int number = first / size + 1;
            if (number * size > last) {
                return new Window(number, size);
            }
        }
        int place = Math.max(0, middle().rank - (shiftAbove + shiftBelow) / 2);
        return new Window(place / largest + 1, largest);
    }

    private int top() {
        return suspects.get(suspects.size() - 1).row().rank;
    }

    private int bottom() {
        return suspects.get(0).row().rank;
    }
}
