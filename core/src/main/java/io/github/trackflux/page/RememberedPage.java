package io.github.trackflux.page;

import io.github.trackflux.model.TrackingOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The rows of one answer with the page that they make. */
final class RememberedPage {
    private static final int OBJECTS = 1024;
    private static final int FOR_A_ROW = 12;

    final RememberedRow[] rows;
    /** Never empty; as the reply holds it. */
    final Optional<Page> page;

    private RememberedPage(RememberedRow[] rows, Page page) {
        this.rows = rows;
        this.page = Optional.of(page);
    }

    static RememberedPage of(RememberedRow[] rows, Optional<String> endId) {
        TrackingOrder[] orders = new TrackingOrder[rows.length];
        int readable = 0;
        List<String> unreadable = new ArrayList<>();
        boolean numbered = true;
        for (RememberedRow row : rows) {
            if (row.order.isPresent()) {
                orders[readable++] = row.order.get();
            } else if (row.number.isPresent()) {
                unreadable.add(row.number.get());
            } else {
                numbered = false;
            }
        }
        return new RememberedPage(
                rows,
                new Page(
                        List.of(readable == rows.length ? orders : Arrays.copyOf(orders, readable)),
                        rows.length,
                        unreadable,
                        endId,
                        numbered));
    }

    /** How much memory it takes beside its rows, in bytes; rather too much than too little. */
    int weight() {
        return OBJECTS + FOR_A_ROW * rows.length;
    }

    /** Whether an answer with these very rows is this page again. */
    @SuppressWarnings("ReferenceEquality") // rows are compared by their text when they are looked up
    boolean shows(RememberedRow[] others, int count, Optional<String> endId) {
        if (count != rows.length || !page.orElseThrow().endId().equals(endId)) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (rows[i] != others[i]) {
                return false;
            }
        }
        return true;
    }
}
