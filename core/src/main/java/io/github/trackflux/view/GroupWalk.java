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
 * hold-down before and again a hold-down after, there was no other. The pages above are shown again by the next walk, and
 * it is judged when that has ended: its own last page may show what the first one lacked for a moment.
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
    /**
     * Counts that end with an empty page, or whose pages above the last were not as large as was asked. That is what a server
     * shows, too, that has lost its list for a moment, gives no pages that far down, or cuts them. Believed once a later
     * walk, of full pages of another size, counts as many.
     */
    private final List<Census> doubtful = new ArrayList<>();

    private Sweep walk;
    private int begun;
    /** After pages that may have been cut the next walk asks for smaller ones. */
    private int most = Integer.MAX_VALUE;

    private long notBefore;

    /**
     * How many rows the list had at the instant of the last answer of a walk. Times are monotonic nanoseconds.
     *
     * @param size of the walk's pages
     * @param begun when the walk's first call was sent
     * @param sent when the call was sent whose answer tells
     * @param received when the last answer came
     * @param shown the numbers that stood on the page that told
     */
    record Census(int size, long begun, long sent, long received, int rows, Set<String> shown) {
        /** One of the two is true, and whatever was open from the one to the other was open when it was. */
        Census until(Census later) {
            return new Census(size, begun, sent, later.received(), rows, Set.of());
        }
    }

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
        if (walk.state() == Sweep.State.OPEN) {
            // What is still to be read may show more than was counted.
            return Optional.empty();
        }
        notBefore = answer.timing().received().toNanos() + holdDown / RESTLESS;
        // One without a row is for the empty guard to judge.
        boolean counts = walk.state() == Sweep.State.COMPLETE && walk.rows() > 0;
        if (counts) {
            counted(answer, holdDown);
        }
        walk = begin();
        if (!counts) {
            return Optional.empty();
        }
        return censuses.stream()
                .filter(census -> leavesNoRoom(census, listing.covered(filter), holdDown))
                .findFirst();
    }

    private void counted(PageAnswer last, long holdDown) {
        int above = walk.rows() - last.page().rawCount();
        int due = (walk.length() - 1) * walk.size();
        if (above > due) {
            // Larger pages than were asked for: what stands where is not known.
            return;
        }
        boolean full = above == due;
        Census census = census(last, full);
        boolean first = censuses.isEmpty();
        if (full) {
            settle(census);
        } else {
            most = Math.max(1, above / (walk.length() - 1) - 1);
        }
        if (full && walk.endsWithRows()) {
            censuses.add(census);
        } else {
            doubt(census);
        }
        if (first && !censuses.isEmpty()) {
            notBefore = Math.max(notBefore, censuses.get(0).received() + holdDown);
        }
    }

    /** Those that this walk can tell of are believed, if it counts as many, or else forgotten. */
    private void settle(Census census) {
        List<Census> outlived = doubtful.stream()
                .filter(doubt -> doubt.size() != census.size() && census.begun() >= doubt.received() + emptyGuard)
                .toList();
        doubtful.removeAll(outlived);
        outlived.stream()
                .filter(doubt -> doubt.rows() == census.rows())
                .map(doubt -> doubt.until(census))
                .forEach(censuses::add);
    }

    private void doubt(Census census) {
        if (!doubtful.isEmpty()) {
            // Two in a row: what comes sooner can settle neither.
            notBefore = Math.max(notBefore, census.received() + emptyGuard);
        }
        doubtful.add(census);
        // Pages of another size end elsewhere.
        begun += begun % 2;
    }

    private Census census(PageAnswer last, boolean full) {
        long begin = walk.start().orElseThrow().toNanos();
        long sent = full ? last.timing().sent().toNanos() : begin;
        Set<String> shown =
                last.page().rows().stream().map(TrackingOrder::trackingNo).collect(Collectors.toUnmodifiableSet());
        return new Census(walk.size(), begin, sent, last.timing().received().toNanos(), walk.rows(), shown);
    }

    void failed() {
        walk = begin();
    }

    private static boolean leavesNoRoom(Census census, Collection<Known> covered, long holdDown) {
        return covered.stream()
                        .filter(known -> (known.firstSeen + holdDown <= census.sent()
                                        && known.shownSent() >= census.received() + holdDown)
                                || census.shown().contains(known.number))
                        .count()
                == census.rows();
    }

    private Sweep begin() {
        paging.checkEdge();
        int largest = paging.dialect().largestPage();
        int capacity = Math.min(most, paging.capacity(largest));
        most = Integer.MAX_VALUE;
        int smaller = SMALLER[begun++ % SMALLER.length] * capacity / largest;
        return new Sweep(filter, paging, capacity - smaller, 1);
    }
}
