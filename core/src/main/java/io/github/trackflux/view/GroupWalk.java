package io.github.trackflux.view;

import io.github.trackflux.page.Filter;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.page.Paging;
import io.github.trackflux.page.Sweep;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The proof for orders that no single answer can prove gone, since their group fills a page or no filter works: complete
 * walks of the group with different page sizes, three at least and until they span a hold-down. A close in the group shifts rows over a page's border, but not over the
 * borders of three different sizes at once.
 */
final class GroupWalk {
    private static final int WALKS = 3;
    private static final int[] SMALLER = {0, 7, 13};

    final Listing listing;
    final Filter filter;
    /** The suspects that it was begun for; it proves nothing of others. */
    final Set<Known> targets = new LinkedHashSet<>();

    private final Paging paging;
    private Sweep walk;
    private int done;
    private long start = Known.NEVER;

    GroupWalk(Listing listing, Filter filter, Paging paging) {
        this.listing = listing;
        this.filter = filter;
        this.paging = paging;
        this.walk = begin();
    }

    Optional<PageRequest> next() {
        return walk.next();
    }

    /** When the first walk began, in monotonic nanoseconds; what was shown since then is not gone. */
    long start() {
        return start;
    }

    /** Takes an answer; whether the walks are now proof of what they did not show. */
    boolean proves(PageAnswer answer, long holdDown) {
        walk.answered(answer);
        start = Math.min(start, answer.timing().sent().toNanos());
        if (walk.state() == Sweep.State.OPEN) {
            return false;
        }
        if (walk.state() != Sweep.State.COMPLETE) {
            done = 0;
            start = Known.NEVER;
        } else {
            done++;
        }
        boolean proven = done >= WALKS && answer.timing().received().toNanos() - start >= holdDown;
        walk = begin();
        return proven;
    }

    void failed() {
        done = 0;
        start = Known.NEVER;
        walk = begin();
    }

    private Sweep begin() {
        paging.checkEdge();
        int size = paging.dialect().largestPage() - SMALLER[done % SMALLER.length];
        return new Sweep(filter, paging, size, 1);
    }
}
