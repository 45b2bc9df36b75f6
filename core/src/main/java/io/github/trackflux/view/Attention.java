package io.github.trackflux.view;

import io.github.trackflux.page.Dialect;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.page.Paging;
import io.github.trackflux.page.Position;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which page to read next: where something has most likely changed. It only chooses what to look at. Whatever a page
 * shows, and whatever it proves, is for others to say, so that the worst that a wrong guess costs is a call.
 *
 * <pre>
 *   known     page of rows 4 to 6, as it comes            An order that closes lifts all rows below it by one. So a page
 *   1 a       ·                                           says two things. Between its own rows: which orders it steps
 *   2 b       ·                                           over (Roster). And by how much it has moved up: f is known to
 *   3 c       ·                                           have five rows above it, the server had four above it, so one
 *   4 d       4 e                                         of a to e has closed, and e is here: the shift at e and f is
 *   5 e       5 f                                         one, though this page may lack the row that closed.
 *   6 f       6 g
 * </pre>
 *
 * <p>Every page leaves its shift behind ({@link Shift}). Two pages with different shifts have the closes between them, in
 * rows that were last shown before the lower of the two was asked for, the longer ago, the likelier. The page that halves
 * this likelihood is read next, until what closed is stepped over, and a probe can prove it. A shift is worked out anew
 * from today's order each time it is used, so a close that is found takes itself out of all pages below.
 *
 * <p>What is read, the first that applies; probes come before all this ({@link Tracker}):
 *
 * <ol>
 *   <li>the end at which new orders appear, if the last five calls were others, or if rows have moved <em>down</em>, since
 *       then there is something new above them;
 *   <li>the sweep's next page, if the last eight calls were others: it reads every row in the end, and the view, the
 *       baseline and late finds rest on it. Every second call, while an empty probe waits for a sweep to be believed;
 *   <li>where orders have closed unseen;
 *   <li>head, tail and sweep in turn. The tail tells whether anything has closed at all, the sweep shows updates.
 * </ol>
 *
 * <p>A head or tail that the sweep would read next is read as its page. Only calls are counted and no time, so a feed that
 * shares its budget with others keeps these proportions. Where there is no order to follow, or more time than calls, all
 * is left to the sweeps: before the baseline, at a cadence, by id cursor, on lists of one page, unordered ones, and where
 * the server ignores page numbers.
 */
final class Attention {
    private static final int HOT_END = 5;
    private static final int SWEEP = 8;
    private static final int WANTED_SWEEP = 2;

    private final Paging paging;
    private final boolean leisurely;
    private final List<Post> posts;
    private final Sweeps sweeps;
    // Small at first, as in all of a tracker: one process may have thousands.
    private final IdentityHashMap<PageRequest, Glance> asked = new IdentityHashMap<>(2);
    private int calls;
    private int swept;
    private int turn;

    /** A list, and which call last asked for its ends. */
    private static final class Post {
        private final Listing listing;
        private int headAsked;
        private int tailAsked;

        Post(Listing listing) {
            this.listing = listing;
        }
    }

    /** A page that was asked for outside a sweep, and the row around which it looks for a close. */
    private record Glance(Listing listing, @Nullable Known target) {}

    Attention(Paging paging, Duration every, List<Listing> listings, Sweeps sweeps) {
        this.paging = paging;
        this.leisurely = !every.isZero();
        this.posts = listings.stream().map(Post::new).toList();
        this.sweeps = sweeps;
    }

    /** The page that is worth a call now. */
    Optional<PageRequest> next(long now) {
        if (!applies()) {
            return sweeps.next(now);
        }
        calls++;
        Optional<PageRequest> page = overdue(now);
        if (page.isEmpty() && calls - swept >= patience()) {
            page = sweep(now);
        }
        return page.or(this::search).or(() -> routine(now)).or(() -> head(posts.get(0), now));
    }

    private boolean applies() {
        if (leisurely || paging.dialect() != Dialect.PAGE_NUMBER || paging.isIgnored()) {
            return false;
        }
        boolean followed = false;
        for (Post post : posts) {
            if (!post.listing.isSynced()) {
                return false;
            }
            followed |= isFollowed(post);
        }
        return followed;
    }

    private boolean isFollowed(Post post) {
        Listing listing = post.listing;
        return !listing.fitsOnePage && listing.members.size() >= largestPage() && !listing.roster.isUnstable();
    }

    private boolean opensAtHead(Post post) {
        return !isFollowed(post) || post.listing.shift.opensAtHead();
    }

    private int patience() {
        for (Post post : posts) {
            if (post.listing.walkWanted > post.listing.sweptStart) {
                return WANTED_SWEEP;
            }
        }
        return SWEEP;
    }

    private Optional<PageRequest> overdue(long now) {
        for (Post post : posts) {
            boolean wanted = isFollowed(post) && post.listing.shift.headWanted();
            if (wanted || (opensAtHead(post) && isOverdue(post.headAsked))) {
                return head(post, now);
            }
            if (isFollowed(post) && post.listing.shift.opensAtTail() && isOverdue(post.tailAsked)) {
                return tail(post, now);
            }
        }
        return Optional.empty();
    }

    private boolean isOverdue(int asked) {
        return calls - asked >= HOT_END * posts.size();
    }

    private Optional<PageRequest> search() {
        for (int i = 0; i < posts.size(); i++) {
            Post post = posts.get((calls + i) % posts.size());
            Optional<Stretch> stretch = isFollowed(post) ? post.listing.shift.search(largestPage()) : Optional.empty();
            if (stretch.isPresent()) {
                Known target = stretch.get().middle();
                post.listing.shift.seeks(target);
                return ask(post, stretch.get().window(largestPage()), target);
            }
        }
        return Optional.empty();
    }

    private Optional<PageRequest> routine(long now) {
        turn++;
        if (turn % 3 == 2 && posts.stream().anyMatch(post -> sweeps.nextIs(post.listing, 1))) {
            // A sweep that would begin is the head's turn, or two pages would be read head, tail, head.
            turn++;
        }
        Post post = posts.get(turn / 3 % posts.size());
        boolean tail = turn % 3 == 1 || (turn % 3 == 0 && post.listing.shift.opensAtTail());
        if (turn % 3 == 0 && opensAtHead(post)) {
            return head(post, now);
        }
        return (tail && isFollowed(post) ? tail(post, now) : Optional.<PageRequest>empty()).or(() -> sweep(now));
    }

    private Optional<PageRequest> sweep(long now) {
        swept = calls;
        for (Post post : posts) {
            if (sweeps.nextIs(post.listing, 1)) {
                headAsked(post);
            }
        }
        return sweeps.next(now);
    }

    private Optional<PageRequest> head(Post post, long now) {
        headAsked(post);
        Optional<PageRequest> page = sweeps.nextIs(post.listing, 1) ? sweeps.next(now) : Optional.empty();
        return page.or(() -> ask(post, new Stretch.Window(1, paging.dialect().largestPage()), null));
    }

    private void headAsked(Post post) {
        post.headAsked = calls;
        post.listing.shift.headAsked();
    }

    private Optional<PageRequest> tail(Post post, long now) {
        post.tailAsked = calls;
        Optional<Stretch.Window> window = post.listing.shift.tail(largestPage());
        boolean ofSweep = window.filter(page -> page.size() == paging.dialect().largestPage())
                .filter(page -> sweeps.nextIs(post.listing, page.number()))
                .isPresent();
        return ofSweep ? sweeps.next(now) : window.flatMap(page -> ask(post, page, null));
    }

    private int largestPage() {
        return paging.capacity(paging.dialect().largestPage());
    }

    private Optional<PageRequest> ask(Post post, Stretch.Window page, @Nullable Known target) {
        PageRequest request = new PageRequest(post.listing.filter, new Position.Numbered(page.number()), page.size());
        asked.put(request, new Glance(post.listing, target));
        return Optional.of(request);
    }

    /** The list that this page was asked of outside a sweep; it is no longer waited for. */
    Optional<Listing> settle(PageRequest request) {
        Glance glance = asked.remove(request);
        if (glance != null && glance.target != null) {
            glance.listing.shift.sought(glance.target);
        }
        return Optional.ofNullable(glance).map(Glance::listing);
    }
}
