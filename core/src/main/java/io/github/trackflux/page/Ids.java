package io.github.trackflux.page;

import io.github.trackflux.model.TrackingOrder;
import java.util.List;

/** Order numbers as numbers: digits of any length, compared without ever being parsed. */
public final class Ids {
    private Ids() {}

    /** Whether a text is a number that {@link #less} can compare: 1 to 64 digits without a leading zero. */
    public static boolean comparable(String id) {
        int length = id.length();
        if (length == 0 || length > 64 || id.charAt(0) == '0') {
            return false;
        }
        // A loop and no stream: every number of every page comes through here.
        for (int i = 0; i < length; i++) {
            if (id.charAt(i) < '0' || id.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code a} is a smaller number than {@code b}; both must be {@link #comparable}. */
    public static boolean less(String a, String b) {
        return a.length() != b.length() ? a.length() < b.length() : a.compareTo(b) < 0;
    }

    static boolean descending(Page page, Position position) {
        String above = position instanceof Position.Below below ? below.id().orElse("") : "";
        if (!page.isDescending()) {
            return false;
        }
        return above.isEmpty()
                || page.rows().isEmpty()
                || (comparable(above) && less(page.rows().get(0).trackingNo(), above));
    }

    static boolean descending(List<TrackingOrder> rows) {
        String above = "";
        for (TrackingOrder row : rows) {
            String id = row.trackingNo();
            if (!comparable(id) || (!above.isEmpty() && !less(id, above))) {
                return false;
            }
            above = id;
        }
        return true;
    }
}
