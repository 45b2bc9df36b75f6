package io.github.trackflux.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One walk over all pages of a filter: says which page to ask for next, and when the end is reached and how sure that
 * is. Pages may be asked for before earlier ones have answered, as far as the last walk went; answers may come in any
 * order. Not thread-safe.
 */
public final class Sweep {
    /** Where a walk stands. */
    public enum State {
        /** Pages are still to be read. */
        OPEN,
        /** Every page came, and the last is proven to be the last. */
        COMPLETE,
        /** Every page came, and the last is only believed to be the last. */
        UNPROVEN,
        /** A page failed, or the server's paging contradicts itself: what was not shown means nothing. */
        BROKEN
    }

    /** Where a walk gives up: no list of this endpoint is longer than 20,000 rows, which is 466 pages of a baseline's 43. */
    public static final int MOST_PAGES = 500;

    private final Filter filter;
    private final Paging paging;
    private final Dialect dialect;
    private final int size;
    private final int expected;
    private final boolean readsPastEdge;
    private final List<Slot> slots = new ArrayList<>();
    private int length = 1;
    private State state = State.OPEN;
    private @Nullable Duration start;

    private static final class Slot {
        private final PageRequest request;
        private @Nullable Page page;
        /** As it was judged when it came: judged anew, a walk could wait for a page that it does not ask for. */
        private Paging.Fullness fullness = Paging.Fullness.FULL;

        Slot(PageRequest request) {
            this.request = request;
        }
    }

    /**
     * A walk that has not begun.
     *
     * @param size how many rows to ask for on each page
     * @param expected how many pages the list is believed to have; that many are asked for without waiting
     */
    public Sweep(Filter filter, Paging paging, int size, int expected) {
        this.filter = filter;
        this.paging = paging;
        this.dialect = paging.dialect();
        this.size = size;
        this.expected = expected;
        this.readsPastEdge = paging.edgeIsDue();
    }

    public Filter filter() {
        return filter;
    }

    public int size() {
        return size;
    }

    public State state() {
        return state;
    }

    /** When the first of its calls was sent; nothing that was first shown later can be missed. */
    public Optional<Duration> start() {
        return Optional.ofNullable(start);
    }

    /** How many pages it has asked for. */
    public int asked() {
        return slots.size();
    }

    /** How many pages it took to reach the end; more may have been asked for. */
    public int length() {
        return length;
    }

    /** How many rows it was shown, readable or not. */
    public int rows() {
        return slots.stream()
                .mapToInt(slot -> slot.page == null ? 0 : slot.page.rawCount())
                .sum();
    }

    /** Whether a page with rows was the end: an empty one is what a server shows, too, that has lost its list for a moment. */
    public boolean endsWithRows() {
        Page last = length == 0 ? null : slots.get(length - 1).page;
        return last != null && last.rawCount() > 0;
    }

    /** Whether one page was the whole list, so that the walk is one instant's picture. */
    public boolean isAtomic() {
        Page first = slots.isEmpty() ? null : slots.get(0).page;
        return state == State.COMPLETE && first != null && isLast(paging.fullness(size, first));
    }

    /** The page to ask for now; empty while an answer must be waited for, and once the walk is over. */
    public Optional<PageRequest> next() {
        Optional<PageRequest> request = position().map(position -> new PageRequest(filter, position, size));
        request.ifPresent(page -> slots.add(new Slot(page)));
        return request;
    }

    /** Where the page to ask for now begins; asking for it is left to {@link #next()}. */
    public Optional<Position> position() {
        if (state != State.OPEN) {
            return Optional.empty();
        }
        if (slots.isEmpty()) {
            return Optional.of(dialect.first());
        }
        Slot latest = slots.get(slots.size() - 1);
        Page last = latest.page;
        if (dialect == Dialect.PAGE_NUMBER) {
            boolean wanted = slots.size() < expected || (last != null && !isLast(latest.fullness));
            return wanted ? Optional.of(new Position.Numbered(slots.size() + 1)) : Optional.empty();
        }
        return last == null ? Optional.empty() : Optional.of(new Position.Below(cursorAfter(last)));
    }

    private static Optional<String> cursorAfter(Page page) {
        return page.endId().or(page::lastNumber);
    }

    /** Takes the answer to one of its requests. */
    public void answered(PageAnswer answer) {
        Duration sent = answer.timing().sent();
        start = start == null || sent.compareTo(start) < 0 ? sent : start;
        take(answer.request(), answer.page());
    }

    /** Takes word that a page past the end was asked for: after a full page that is the end, elsewhere a failure. */
    public void refused(PageRequest request) {
        if (request.position().isFirst()) {
            failed();
        } else {
            take(request, Page.EMPTY);
        }
    }

    /** One of its pages could not be had. */
    public void failed() {
        state = state == State.OPEN ? State.BROKEN : state;
    }

    @SuppressWarnings("ReferenceEquality") // the very instance that was asked with: two walks may ask alike
    private void take(PageRequest request, Page page) {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).request == request) {
                slots.get(i).page = page;
                slots.get(i).fullness = paging.fullness(size, page);
                if (contradicts(i, page) || contradicts(i + 1, i + 1 < slots.size() ? slots.get(i + 1).page : null)) {
                    // A walk from before a change of dialect says nothing about the new one.
                    if (dialect == paging.dialect()) {
                        paging.sawSamePage();
                    }
                    failed();
                }
            }
        }
        if (state == State.OPEN) {
            state = dialect == paging.dialect() ? progress() : State.BROKEN;
        }
    }

    private boolean contradicts(int index, @Nullable Page page) {
        Page before = index > 0 ? slots.get(index - 1).page : null;
        if (page == null || before == null) {
            return false;
        }
        // Between two answers rows come and go, and rows of one rank may change places: a page is never quite the same.
        return slots.get(index).request.position() instanceof Position.Below below
                ? page.showsSameAs(before) || page.showsAnyFrom(below.id().orElse(""))
                : page.showsMuchOf(before);
    }

    private State progress() {
        for (int i = 0; i < slots.size(); i++) {
            Page page = slots.get(i).page;
            if (page == null) {
                return State.OPEN;
            }
            Page after = i + 1 < slots.size() ? slots.get(i + 1).page : null;
            Paging.Fullness fullness = slots.get(i).fullness;
            if (isLast(fullness)) {
                return ended(i);
            }
            if (fullness == Paging.Fullness.EDGE) {
                if (after == null && !readsPastEdge) {
                    paging.edgeSkipped();
                    return State.UNPROVEN;
                }
                if (after != null && after.rawCount() > 0) {
                    paging.reached(size, page);
                } else if (after != null) {
                    paging.edgeChecked();
                }
            }
            if (dialect == Dialect.ID_CURSOR && cursorAfter(page).isEmpty()) {
                // Nowhere to go on: below nothing is the first page again.
                return State.BROKEN;
            }
        }
        return slots.size() < MOST_PAGES ? State.OPEN : State.BROKEN;
    }

    private State ended(int index) {
        length = index + 1;
        if (index > 0) {
            paging.sawDistinctPages();
        }
        return State.COMPLETE;
    }

    private static boolean isLast(Paging.Fullness fullness) {
        return fullness == Paging.Fullness.SHORT || fullness == Paging.Fullness.EMPTY;
    }
}
