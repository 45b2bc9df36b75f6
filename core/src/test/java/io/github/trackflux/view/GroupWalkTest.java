package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.rows;
import static io.github.trackflux.view.Row.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.call.CallTiming;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.page.Dialect;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.page.Paging;
import io.github.trackflux.page.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a count of the list's rows is worth, to the moment. The hold-down is 2 s, and a page of fewer than 50 rows is short. */
class GroupWalkTest {
    private static final Filter FILTER = Filter.of(OrderQuery.of(Script.USDT)).get(0);
    private static final long HOLD_DOWN = nanos(2);

    private final Paging paging = new Paging(Optional.of(Dialect.PAGE_NUMBER));
    private final Listing listing = new Listing(FILTER);
    private final List<Known> shown = new ArrayList<>();
    private final GroupWalk walk = new GroupWalk(listing, FILTER, paging, nanos(1));

    GroupWalkTest() {
        for (int size : new int[] {50, 43, 37}) {
            PageRequest request = new PageRequest(FILTER, new Position.Numbered(1), size);
            paging.saw(request, Page.of(Row.orders(rows(1, size))));
        }
        open(1, 0);
        open(2, 0);
    }

    private static long nanos(double seconds) {
        return span(seconds).toNanos();
    }

    /** An order that was first seen then, and that every walk shows. */
    private void open(int number, double firstSeen) {
        Known known = new Known(listing, row(number).order(), nanos(firstSeen), 1, Row.EPOCH);
        listing.add(known);
        shown.add(known);
    }

    /** One walk of one page that shows all that is open, asked for and answered then. */
    private Optional<GroupWalk.Census> walk(double sent, double received) {
        PageRequest request = walk.next(nanos(sent)).orElseThrow();
        shown.forEach(known -> known.shownSent = nanos(sent));
        Page page = Page.of(shown.stream().map(known -> known.order).toList());
        return answer(request, page, sent, received);
    }

    private Optional<GroupWalk.Census> answer(PageRequest request, Page page, double sent, double received) {
        paging.saw(request, page);
        CallTiming timing = new CallTiming(span(sent), span(received), Row.time(sent), Row.time(received));
        return walk.proves(new PageAnswer(request, page, timing), HOLD_DOWN);
    }

    @Test
    void the_third_walk_proves_what_the_first_counted() {
        assertThat(walk(10, 10.1)).isEmpty();
        assertThat(walk(11.1, 11.2)).isEmpty();
        GroupWalk.Census census = walk(12.2, 12.3).orElseThrow();
        assertThat(census.start()).isEqualTo(nanos(10));
        assertThat(census.end()).isEqualTo(nanos(10.1));
        assertThat(census.rows()).isEqualTo(2);
    }

    @Test
    void what_was_shown_sooner_than_a_hold_down_after_the_count_may_have_been_closed_before_it() {
        walk(10, 10.4);
        walk(11.4, 11.4);
        shown.get(0).shownSent = nanos(12.4);
        PageRequest request = walk.next(nanos(12.4)).orElseThrow();
        shown.get(1).shownSent = nanos(12.3999);
        Page page = Page.of(Row.orders(row(2), row(1)));
        assertThat(answer(request, page, 12.4, 12.5)).isEmpty();
    }

    @Test
    void what_was_shown_a_hold_down_after_the_count_was_open_then() {
        walk(10, 10.4);
        walk(11.4, 11.4);
        assertThat(walk(12.4, 12.5)).isPresent();
    }

    @Test
    void what_was_first_seen_less_than_a_hold_down_before_the_count_may_have_opened_after_it() {
        open(3, 8.0001);
        walk(10, 10.1);
        walk(11.1, 11.2);
        assertThat(walk(12.2, 12.3)).isEmpty();
        // The second counted it too, and it was known by then.
        assertThat(walk(13.3, 13.4).orElseThrow().start()).isEqualTo(nanos(11.1));
    }

    @Test
    void what_was_first_seen_a_hold_down_before_the_count_was_open_then() {
        open(3, 8);
        walk(10, 10.1);
        walk(11.1, 11.2);
        assertThat(walk(12.2, 12.3)).isPresent();
    }

    @Test
    void a_row_that_nobody_knows_leaves_room() {
        for (int i = 0; i < 5; i++) {
            PageRequest request = walk.next(nanos(10 + 2 * i)).orElseThrow();
            shown.forEach(known -> known.shownSent = nanos(30));
            Page page = Page.of(Row.orders(row(99), row(2), row(1)));
            assertThat(answer(request, page, 10 + 2 * i, 10.1 + 2 * i)).isEmpty();
        }
    }

    @Test
    void more_orders_than_rows_show_that_the_count_is_wrong() {
        open(3, 0);
        for (int i = 0; i < 5; i++) {
            PageRequest request = walk.next(nanos(10 + 2 * i)).orElseThrow();
            shown.forEach(known -> known.shownSent = nanos(30));
            Page page = Page.of(Row.orders(row(2), row(1)));
            assertThat(answer(request, page, 10 + 2 * i, 10.1 + 2 * i)).isEmpty();
        }
    }

    @Test
    void a_walk_of_two_pages_counts_both_and_is_dated_from_the_first_to_the_last() {
        for (int i = 3; i <= 70; i++) {
            open(i, 0);
        }
        for (int i = 0; i < 3; i++) {
            double at = 10 + 2 * i;
            PageRequest first = walk.next(nanos(at)).orElseThrow();
            List<Row> all = rows(1, 70);
            assertThat(answer(first, Page.of(Row.orders(all.subList(0, first.size()))), at, at + 0.1))
                    .isEmpty();
            PageRequest second = walk.next(nanos(at + 0.2)).orElseThrow();
            assertThat(walk.next(nanos(at + 0.2))).isEmpty();
            shown.forEach(known -> known.shownSent = nanos(at));
            Optional<GroupWalk.Census> census =
                    answer(second, Page.of(Row.orders(all.subList(first.size(), 70))), at + 0.2, at + 0.3);
            assertThat(census.isPresent()).isEqualTo(i == 2);
            census.ifPresent(proof -> {
                assertThat(proof.rows()).isEqualTo(70);
                assertThat(proof.start()).isEqualTo(nanos(10));
                assertThat(proof.end()).isEqualTo(nanos(10.3));
            });
        }
    }

    @Test
    void a_walk_that_contradicts_itself_counts_nothing() {
        for (int i = 3; i <= 70; i++) {
            open(i, 0);
        }
        shown.forEach(known -> known.shownSent = nanos(90));
        for (int i = 0; i < 6; i++) {
            double at = 10 + 2 * i;
            PageRequest first = walk.next(nanos(at)).orElseThrow();
            Page page = Page.of(Row.orders(rows(1, first.size())));
            answer(first, page, at, at + 0.1);
            PageRequest second = walk.next(nanos(at + 0.2)).orElseThrow();
            assertThat(answer(second, page, at + 0.2, at + 0.3)).isEmpty();
        }
    }

    @Test
    void an_empty_end_must_last_as_long_as_the_empty_guard_asks() {
        shown.forEach(known -> listing.remove(known));
        for (int i = 1; i <= 50; i++) {
            open(i + 100, 0);
        }
        shown.forEach(known -> known.shownSent = nanos(90));
        assertThat(full(10, 10.1)).isEmpty();
        // 43 and 37: another walk over more pages, ended by a short one.
        assertThat(full(10.3, 10.4)).isEmpty();
        assertThat(full(11.0998, 11.0999)).isEmpty();
        assertThat(full(11.1, 11.1).map(GroupWalk.Census::start)).contains(nanos(10));
    }

    /** A walk over fifty rows, at once but for its beginning and its end, without a pause before it. */
    private Optional<GroupWalk.Census> full(double sent, double received) {
        List<Row> all = rows(101, 150);
        int from = 0;
        while (true) {
            PageRequest request = walk.next(nanos(sent + 100)).orElseThrow();
            List<Row> page = all.subList(from, Math.min(50, from + request.size()));
            from += page.size();
            paging.saw(request, Page.of(Row.orders(page)));
            CallTiming timing = new CallTiming(span(sent), span(received), Row.time(sent), Row.time(received));
            PageAnswer answer = new PageAnswer(request, Page.of(Row.orders(page)), timing);
            Optional<GroupWalk.Census> census = walk.proves(answer, 0);
            if (page.size() < request.size()) {
                return census;
            }
        }
    }

    @Test
    void the_next_walk_begins_half_a_hold_down_after_the_last_ended() {
        walk(10, 10.1);
        assertThat(walk.next(nanos(11.0999))).isEmpty();
        assertThat(walk.next(nanos(11.1))).isPresent();
    }

    @Test
    void a_walk_that_failed_is_begun_anew_at_once() {
        walk.next(nanos(10));
        assertThat(walk.next(nanos(10.1))).isEmpty();
        walk.failed();
        assertThat(walk.next(nanos(10.1))).isPresent();
    }

    @Test
    void after_two_dozen_walks_it_is_hopeless() {
        for (int i = 0; i < 24; i++) {
            assertThat(walk.isHopeless()).isFalse();
            walk.failed();
        }
        assertThat(walk.isHopeless()).isTrue();
    }
}
