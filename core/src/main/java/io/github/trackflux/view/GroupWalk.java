package io.github.trackflux.view;

import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.page.Paging;
import io.github.trackflux.page.Sweep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The proof for orders that no single answer can prove gone, since their group fills a page or no filter works: a count
 * that leaves no room for them. Walks follow one another with different page sizes, until one of them has it.
 *
 * <p>Walks alone prove nothing: any number of them can miss the same order, most easily where the order of the list
 * changes from call to call. But the last page of a walk tells how many rows the list had at its instant: those above it,
 * and its own. If as many orders are known to have been open then, since they stand on that page, or were shown a
 * hold-down before and again a hold-down after, there was no other. The pages above are shown again by the next walk.
 */
final class GroupWalk {
    private static final int MOST_WALKS = 24;
    /** Each size twice, so that the first pages of the second walk show again what stood above the last of the first. */
    private static final int[] SMALLER = {0, 0, 7, 7, 13, 13};

    final Listing listing;
    final Filter filter;

    private final Paging paging;
    private final long emptyGuard;
    private final List<Census> censuses = new ArrayList<>();
    private Sweep walk;
    private int begun;
    private long notBefore;

    /**
     * How many rows the list had at an instant between two moments. Times are monotonic nanoseconds.
     *
     * @param holdsFrom before that it is no evidence
     * @param shown the numbers that stood on the page that told
     */
    record Census(long start, long end, long holdsFrom, int rows, Set<String> shown) {}

    GroupWalk(Listing listing, Filter filter, Paging paging, long emptyGuard) {
        this.listing = listing;
        this.filter = filter;
        this.paging = paging;
        this.emptyGuard = emptyGuard;
        this.walk = begin();
    }

    /** The page to ask for, if one is due. */
    Optional<PageRequest> next(long now) {
        return walk.asked() == 0 && now < notBefore ? Optional.empty() : walk.next();
    }

    /** Whether the list is too restless, or too broken, to be proven anything of like this. */
    boolean isHopeless() {
        return begun > MOST_WALKS;
    }

    /** Takes an answer; the count that by now is known to leave no room, once there is one. */
    Optional<Census> proves(PageAnswer answer, long holdDown) {
        walk.answered(answer);
        long received = answer.timing().received().toNanos();
        Optional<Census> proof = censuses.stream()
                .filter(census -> received >= census.holdsFrom())
                .filter(census -> leavesNoRoom(census, listing.covered(filter), holdDown))
                .findFirst();
        if (walk.state() != Sweep.State.OPEN) {
            ended(answer.page(), received);
            notBefore = received + holdDown / 2;
            walk = begin();
        }
        return proof;
    }

    private void ended(Page last, long end) {
        // One without a row may be a server that has lost its list; that is for the empty guard to say.
        if (walk.state() == Sweep.State.COMPLETE && walk.rows() > 0) {
            // So may an empty page at the end, unless the walks after it find no more either.
            long lasting = walk.endsWithRows() ? 0 : emptyGuard;
            Set<String> shown =
                    last.rows().stream().map(TrackingOrder::trackingNo).collect(Collectors.toUnmodifiableSet());
            long start = walk.start().orElseThrow().toNanos();
            censuses.add(new Census(start, end, end + lasting, walk.rows(), shown));
        }
    }

    void failed() {
        walk = begin();
    }

    private static boolean leavesNoRoom(Census census, Collection<Known> covered, long holdDown) {
        return covered.stream()
                        .filter(known -> census.shown().contains(known.number)
                                || (known.firstSeen + holdDown <= census.start()
                                        && known.shownSent >= census.end() + holdDown))
                        .count()
                == census.rows();
    }

    private Sweep begin() {
        paging.checkEdge();
        int largest = paging.dialect().largestPage();
        int capacity = paging.capacity(largest);
        int smaller = SMALLER[begun++ % SMALLER.length] * capacity / largest;
        return new Sweep(filter, paging, capacity - smaller, 1);
    }
}
