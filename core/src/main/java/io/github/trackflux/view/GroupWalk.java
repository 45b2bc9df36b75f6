package io.github.trackflux.view;

import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Filter;
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
    private static final int MOST_WALKS = 48;
    /** Each size twice, so that the first pages of the second walk show again what stood above the last of the first. */
    private static final int[] SMALLER = {0, 0, 7, 7, 13, 13};
    /**
     * In a group at rest the second walk, a hold-down after the first, is the proof. Where it is not, the group is restless,
     * and a rest that is long enough is so seldom that a count must not miss it: this many walks, about, in a hold-down.
     */
    private static final int RESTLESS = 4;

    final Listing listing;
    final Filter filter;

    private final Paging paging;
    private final long emptyGuard;
    private final List<Census> censuses = new ArrayList<>();
    /** Counts that end with an empty page. That is what a server shows, too, that has lost its list for a moment. */
    private final List<Census> doubtful = new ArrayList<>();

    private Sweep walk;
    private int begun;
    private long notBefore;

    /**
     * How many rows the list had at the instant of one answer, the last of a walk. Times are monotonic nanoseconds.
     *
     * @param begun when the first call of the walk was sent
     * @param sent when its call was sent
     * @param received when it came
     * @param shown the numbers that stood on the page that told
     */
    record Census(long begun, long sent, long received, int rows, Set<String> shown) {}

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
        if (walk.state() != Sweep.State.OPEN) {
            // One without a row is for the empty guard to judge.
            if (walk.state() == Sweep.State.COMPLETE && walk.rows() > 0) {
                counted(answer);
            }
            notBefore = answer.timing().received().toNanos() + (begun == 1 ? holdDown : holdDown / RESTLESS);
            walk = begin();
        }
        return censuses.stream()
                .filter(census -> leavesNoRoom(census, listing.covered(filter), holdDown))
                .findFirst();
    }

    private void counted(PageAnswer last) {
        long begin = walk.start().orElseThrow().toNanos();
        List<Census> outlived = doubtful.stream()
                .filter(census -> begin >= census.received() + emptyGuard)
                .toList();
        doubtful.removeAll(outlived);
        outlived.stream().filter(census -> walk.rows() <= census.rows()).forEach(censuses::add);
        Set<String> shown =
                last.page().rows().stream().map(TrackingOrder::trackingNo).collect(Collectors.toUnmodifiableSet());
        long sent = last.timing().sent().toNanos();
        long received = last.timing().received().toNanos();
        Census census = new Census(begin, sent, received, walk.rows(), shown);
        if (walk.endsWithRows()) {
            censuses.add(census);
        } else {
            doubtful.add(census);
            // Pages of another size end elsewhere.
            begun += begun % 2;
        }
    }

    void failed() {
        walk = begin();
    }

    private static boolean leavesNoRoom(Census census, Collection<Known> covered, long holdDown) {
        return covered.stream()
                        .filter(known -> census.shown().contains(known.number)
                                || (known.firstSeen + holdDown <= census.sent()
                                        && known.shownSent >= census.received() + holdDown))
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
