package io.github.trackflux.page;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server has shown of its way to page: which dialect it speaks, how many rows its pages hold at most, whether it
 * lists strictly by descending id. Learned from every answer, never assumed; one for each feed. Not thread-safe.
 *
 * <p>How full a page can be is the ground under every proof that ends a list. A server may give fewer rows than were
 * asked for, silently. So a page is short only if it has fewer rows than the fullest page seen for that size. One that
 * equals the fullest is an <em>edge</em>: it may be the whole list or a hidden cap, and only the page after it tells. An
 * edge is walked past, now and then also where the page after it was once found empty, since the cap may lie just there.
 *
 * <p>A cap may also fall. So a page of a round number of rows that lacks the end of what was there, as a page does that is
 * cut short, is an edge again until one of more rows is seen that was asked for later ({@link #doubt}).
 */
public final class Paging {
    /** How a page compares to the fullest page that the server gives. */
    public enum Fullness {
        /** No rows: the list does not reach here. */
        EMPTY,
        /** Fewer rows than the server is known to give: the list ends here. */
        SHORT,
        /** As many rows as ever seen, and no more known to be possible: the list may end here. */
        EDGE,
        /** As many rows as a page holds: the list may go on. */
        FULL
    }

    private static final int UNPROVEN_SWEEPS = 9;
    /** Caps are round numbers, and none is smaller than the least of those that exchanges use. */
    private static final int ROUND = 5;

    private static final int LEAST_CAP = 10;
    /** For so many answers of its size a count that is no cap is not doubted again. */
    private static final int TRUSTED = 20;

    private final boolean pinned;
    private final Map<Integer, Limit> limits = new HashMap<>();
    private @Nullable Limit recent;
    private int recentKey;
    private Dialect dialect;
    private int samePages;
    private int turns;
    private boolean descending = true;
    private int unproven = UNPROVEN_SWEEPS;

    private static final class Limit {
        private int largest;
        private boolean reached;
        /**
         * So many rows may be where the server has begun to cut, 0 for none; and since when, in monotonic nanoseconds. A
         * row that comes twice is not among those that are counted where it is cut.
         */
        private int doubted;

        private long doubtedSince;
        /** So many rows are no cap, 0 for none; and for how many answers that still holds. */
        private int trusted;

        private int answersTrusted;
    }

    /**
     * Nothing learned yet.
     *
     * @param pinned the dialect to speak whatever the server answers; empty to begin with the seed's and learn
     */
    public Paging(Optional<Dialect> pinned) {
        this.pinned = pinned.isPresent();
        this.dialect = pinned.orElse(Dialect.PAGE_NUMBER);
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Whether the server has answered the same page for different positions in every dialect that may be tried. */
    public boolean isIgnored() {
        return samePages > 1 && (pinned || turns > 1);
    }

    /** Whether every answer so far came strictly descending by id, in the dialect where that proves something. */
    public boolean isDescending() {
        return dialect == Dialect.ID_CURSOR && descending;
    }

    /** Whether every answer so far came strictly descending by id, in whichever dialect. */
    public boolean wasDescending() {
        return descending;
    }

    /**
     * Begins with what a feed before this one had learned, instead of nothing. The other dialect may still be turned to,
     * and how full a page gets is learned anew: a cap that fell meanwhile would make a full page look short.
     */
    public void resume(Dialect learned, boolean wasDescending) {
        descending = wasDescending;
        if (!pinned && learned != dialect) {
            turn();
        }
    }

    /** Whether the server gives fewer rows than it is asked for. */
    public boolean isCapped() {
        Limit limit = limit(dialect.largestPage());
        return limit != null && limit.reached && limit.largest < dialect.largestPage();
    }

    /** How many rows a page of this size holds, as far as is known. */
    public int capacity(int asked) {
        Limit limit = limit(asked);
        return limit != null && limit.reached ? Math.min(asked, limit.largest) : asked;
    }

    /** How full a page is that was asked for in that size. */
    public Fullness fullness(int asked, Page page) {
        Fullness fullness = fullness(asked, page.rawCount());
        return fullness == Fullness.SHORT && isDoubted(asked, page) ? Fullness.EDGE : fullness;
    }

    private boolean isDoubted(int asked, Page page) {
        Limit limit = limit(asked);
        return limit != null && limit.doubted > 0 && page.distinctCount() == limit.doubted;
    }

    /** The same of a page of which nothing is known but its length. */
    Fullness fullness(int asked, int raw) {
        if (raw == 0) {
            return Fullness.EMPTY;
        }
        Limit limit = limit(asked);
        if (raw >= asked || (limit != null && limit.reached && raw >= limit.largest)) {
            return Fullness.FULL;
        }
        return limit != null && raw < limit.largest ? Fullness.SHORT : Fullness.EDGE;
    }

    /** Whether this page may be one that the server has cut short. */
    public boolean mayBeCut(int asked, Page page) {
        Limit limit = limit(asked);
        int rows = page.distinctCount();
        return limit != null && rows >= LEAST_CAP && rows % ROUND == 0 && rows != limit.trusted;
    }

    /**
     * Takes word that a page, which may be cut short, lacks the end of what was there. One of so many rows is an edge until
     * one of more is seen that was asked for later.
     */
    public void doubt(int asked, Page page, long received) {
        Limit limit = limit(asked);
        int rows = page.distinctCount();
        if (limit != null && limit.doubted != rows) {
            limit.doubted = rows;
            limit.doubtedSince = received;
            checkEdge();
        }
    }

    /** Takes word of a page that was asked for then. */
    public void gave(int asked, Page page, long sent) {
        Limit limit = limit(asked);
        if (limit == null) {
            return;
        }
        if (limit.answersTrusted > 0 && --limit.answersTrusted == 0) {
            limit.trusted = 0;
        }
        if (limit.doubted > 0 && sent >= limit.doubtedSince && page.distinctCount() > limit.doubted) {
            limit.trusted = limit.doubted;
            limit.answersTrusted = TRUSTED;
            limit.doubted = 0;
        }
    }

    /** Whether a page is likely to be the last, by what the server gives of another size; no proof can rest on it. */
    public boolean looksShort(int asked, int raw) {
        Limit limit = limit(dialect.largestPage());
        return raw > 0 && limit != null && limit.reached && raw < Math.min(asked, limit.largest);
    }

    /** Learns from an answer, before anything is concluded from it. */
    public void saw(PageRequest request, Page page) {
        descending = descending && Ids.descending(page, request.position());
        if (request.position().dialect() != dialect) {
            return;
        }
        Limit limit = limits.computeIfAbsent(key(request.size()), size -> new Limit());
        // A row that comes twice makes a page look longer than pages get; the next honest one would look short.
        if (page.rawCount() > limit.largest && page.distinctCount() > limit.largest) {
            limit.largest = page.distinctCount();
            limit.reached = limit.largest >= request.size();
            unproven = UNPROVEN_SWEEPS;
        }
        if (dialect == Dialect.PAGE_NUMBER && page.endId().isPresent() && !pinned && turns == 0) {
            turn();
        }
    }

    /** A page of that many rows was followed by one that had some: that many is what a page holds. */
    void reached(int asked, Page page) {
        Limit limit = limit(asked);
        if (limit != null && isDoubted(asked, page)) {
            limit.largest = limit.doubted;
            limit.doubted = 0;
        }
        if (limit != null && page.rawCount() >= limit.largest) {
            limit.reached = true;
        }
    }

    /** Whether a sweep must read on past an edge; if it need not, its end is believed and not proven. */
    boolean edgeIsDue() {
        return unproven >= UNPROVEN_SWEEPS;
    }

    void edgeChecked() {
        unproven = 0;
    }

    void edgeSkipped() {
        unproven++;
    }

    /** Asks the next sweep to read past an edge: something is missing that may be there. */
    public void checkEdge() {
        unproven = UNPROVEN_SWEEPS;
    }

    /** Two positions were answered alike. Twice in a row is no coincidence. */
    void sawSamePage() {
        samePages++;
        if (samePages > 1 && !pinned && turns < 2) {
            samePages = turns == 1 ? samePages : 0;
            turn();
        }
    }

    void sawDistinctPages() {
        samePages = 0;
    }

    private void turn() {
        turns++;
        dialect = dialect.other();
    }

    /** What is known of pages of that size; nearly always the same size is asked about as the time before. */
    private @Nullable Limit limit(int asked) {
        int key = key(asked);
        if (recent == null || recentKey != key) {
            recent = limits.get(key);
            recentKey = key;
        }
        return recent;
    }

    private int key(int size) {
        return dialect == Dialect.PAGE_NUMBER ? size : -size;
    }
}
