package io.github.trackflux.page;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What answers said before: for each call its last page, and every row of these pages and of the ones before them, so
 * that a row is found again wherever it now stands. What a row says follows from its text alone, so calls of all kinds
 * share it.
 *
 * <p>Thread-safe: its lock is held while something is looked up or put away, never while a body is read. A page that two
 * calls read at once is remembered as the later one read it.
 */
final class PageMemory {
    /** The longest list of this endpoint has 466 pages of the smaller size. */
    static final int MOST_PAGES = 512;

    private final long mostBytes;
    private final Map<String, Slot> pages = new LinkedHashMap<>(16, 0.75f, true);
    private final RowTable rows = new RowTable();
    private long bytes;
    private long parsed;

    /** A call's last page, and the rows of its page before: one that left this page may be about to turn up on the next. */
    private record Slot(RememberedPage page, @Nullable RememberedPage before) {}

    PageMemory(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    synchronized @Nullable RememberedPage page(String call) {
        Slot slot = pages.get(call);
        return slot == null ? null : slot.page();
    }

    @Nullable
    RememberedRow row(byte[] body, int from, int to) {
        return row(RememberedRow.hash(body, from, to - from), body, from, to);
    }

    synchronized @Nullable RememberedRow row(int hash, byte[] body, int from, int to) {
        return rows.find(hash, body, from, to);
    }

    synchronized void put(String call, RememberedPage page) {
        Slot old = pages.get(call);
        keep(page);
        if (old != null) {
            drop(old.before());
        }
        pages.put(call, new Slot(page, old == null ? null : old.page()));
        Iterator<Slot> eldest = pages.values().iterator();
        while ((bytes > mostBytes || pages.size() > MOST_PAGES) && eldest.hasNext()) {
            Slot slot = eldest.next();
            eldest.remove();
            drop(slot.page());
            drop(slot.before());
        }
    }

    synchronized void parsed(int count) {
        parsed += count;
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized long parsed() {
        return parsed;
    }

    private void keep(RememberedPage page) {
        bytes += page.weight();
        for (RememberedRow row : page.rows) {
            if (row.uses++ == 0) {
                bytes += row.weight();
                rows.add(row);
            }
        }
    }

    private void drop(@Nullable RememberedPage page) {
        if (page == null) {
            return;
        }
        bytes -= page.weight();
        for (RememberedRow row : page.rows) {
            if (--row.uses == 0) {
                bytes -= row.weight();
                rows.remove(row);
            }
        }
    }
}
