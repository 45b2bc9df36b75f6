package io.github.trackflux.view;

import io.github.trackflux.page.PageRequest;
import io.github.trackflux.page.Paging;
import io.github.trackflux.page.Sweep;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** Which page a walk reads next. Lists take turns; a walk may begin before the one before it has heard all answers. */
final class Sweeps {
    private static final int MOST_OPEN = 12;
    private static final int FEWEST_OPEN = 3;
    /**
     * A cadence holds as long as answers take no longer; more calls would only add to what makes them wait, and thousands
     * of feeds of one machine would never catch up.
     */
    private static final long SLOW = Duration.ofSeconds(3).toNanos();

    /** Rows fewer on every second page size until the baseline stands: two walks must not share their borders. */
    private static final int SMALLER = 7;

    private final Paging paging;
    private final long every;
    private final int most;
    private final List<Listing> listings;
    private final Deque<Listing> due = new ArrayDeque<>();
    private final List<Run> open = new ArrayList<>();
    // Small at first, as in all of a tracker: one process may have thousands.
    private final IdentityHashMap<PageRequest, Run> asked = new IdentityHashMap<>(2);
    private long nextRound;

    /** A walk with the list that it walks. */
    record Run(Listing listing, Sweep sweep) {}

    Sweeps(Paging paging, Duration every, List<Listing> listings) {
        this.paging = paging;
        this.every = every.toNanos();
        long spanning = every.isZero() ? MOST_OPEN : SLOW / every.toNanos();
        this.most = (int) Math.min(MOST_OPEN, Math.max(FEWEST_OPEN, spanning) * listings.size());
        this.listings = listings;
    }

    Optional<PageRequest> next(long now) {
        for (Run run : open) {
            Optional<PageRequest> page = run.sweep().next();
            if (page.isPresent()) {
                asked.put(page.get(), run);
                return page;
            }
        }
        return mayBegin(now) ? begin(now) : Optional.empty();
    }

    /** Whether the next page is this one of this list; 1 where a walk would begin. */
    boolean nextIs(Listing listing, int number) {
        for (Run run : open) {
            if (run.sweep().position().isPresent()) {
                return run.listing() == listing && run.sweep().asked() + 1 == number;
            }
        }
        Listing first = due.isEmpty() ? listings.get(0) : due.getFirst();
        return open.size() < most && first == listing && number == 1;
    }

    /** When the next walk may begin, in monotonic nanoseconds; never by itself while as many as may be wait for answers. */
    long nextRound() {
        if (open.size() >= most) {
            return Long.MAX_VALUE;
        }
        return due.isEmpty() ? nextRound : 0;
    }

    /** Whether there is a page to read now. */
    boolean hasNext(long now) {
        for (Run run : open) {
            if (run.sweep().position().isPresent()) {
                return true;
            }
        }
        return mayBegin(now);
    }

    private boolean mayBegin(long now) {
        return open.size() < most && (!due.isEmpty() || now >= nextRound);
    }

    private Optional<PageRequest> begin(long now) {
        if (due.isEmpty()) {
            due.addAll(listings);
            // Counted from when it was due, so that the cadence holds; a round that is missed is not made up for.
            nextRound = Math.max(nextRound + every, now + every / 2);
        }
        Listing listing = due.removeFirst();
        if (!listing.isSynced()) {
            paging.checkEdge();
        }
        int size = paging.dialect().largestPage();
        if (!listing.isSynced() && listing.begun++ % 2 == 1) {
            size -= SMALLER;
        }
        Run run = new Run(listing, new Sweep(listing.filter, paging, size, listing.pages));
        open.add(run);
        Optional<PageRequest> page = run.sweep().next();
        page.ifPresent(request -> asked.put(request, run));
        return page;
    }

    /** The walk that asked for this page; it is no longer waited for. */
    Optional<Run> settle(PageRequest request) {
        return Optional.ofNullable(asked.remove(request));
    }

    /**
     * Forgets a walk that is over; late answers to its pages still show what is open.
     *
     * @return whether this is the first to say so
     */
    boolean ended(Run run) {
        return open.remove(run);
    }
}
