package io.github.trackflux.view;

import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a page that came as they were known. While nothing changes about any of them, whatever shows that very page
 * shows them all, and that is noted once, here, and not with each.
 *
 * <p>Of a page that shows some of them otherwise, each in its place, only these are looked at: they leave, and come back when
 * what is shown of them is believed. Broken by what changes, suspects, moves or closes a row that is in it, or puts another
 * between them: what was noted until then stays true, no more is added, and the next reading looks at each row again.
 */
final class Block {
    private static final Optional<List<Integer>> UNCHANGED = Optional.of(List.of());

    /** Empty once it is broken: it may be held by an order for as long as that is open, and must not hold others then. */
    private List<Known> rows;
    /** {@code null} once it is broken. */
    private @Nullable Page page;

    private long stamp;
    private long sent = Known.BEFORE;

    private Block(Page page, List<Known> rows) {
        this.page = page;
        this.rows = rows;
    }

    /** Makes these a block, if each is believed as the page shows it: all of its rows, one right below the other. */
    static void form(Page page, List<Known> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).isBelieved(page.rows().get(i))) {
                return;
            }
        }
        Block block = new Block(page, rows);
        for (Known row : rows) {
            row.join(block);
        }
    }

    /** The places in which a page shows one of these rows otherwise; empty if that is not all that it shows. */
    @SuppressWarnings("ReferenceEquality") // what the decoder found unchanged is the same object
    Optional<List<Integer>> changes(Page shown, Filter filter) {
        if (page == shown) {
            return UNCHANGED;
        }
        if (page == null || shown.rows().size() != rows.size() || shown.rawCount() != rows.size()) {
            return Optional.empty();
        }
        List<Integer> changes = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            TrackingOrder row = shown.rows().get(i);
            if (row == page.rows().get(i)) {
                continue;
            }
            if (!row.trackingNo().equals(page.rows().get(i).trackingNo()) || !filter.matches(row)) {
                return Optional.empty();
            }
            changes.add(i);
        }
        return Optional.of(changes);
    }

    /** What the page shows otherwise is believed now, too. */
    void becomes(Page shown) {
        page = shown;
    }

    List<Known> rows() {
        return rows;
    }

    /** The page was shown again. */
    void shown(long by, long sentThen) {
        stamp = by;
        sent = Math.max(sent, sentThen);
    }

    /** The answer that showed it last. */
    long stamp() {
        return stamp;
    }

    /** When the latest call that showed it was sent. */
    long sent() {
        return sent;
    }

    void breakUp() {
        page = null;
        rows = List.of();
    }
}
