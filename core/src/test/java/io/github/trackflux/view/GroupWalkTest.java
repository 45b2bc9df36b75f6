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
        // One page, and two orders on a second: these count.
        for (int i = 1; i <= 52; i++) {
            open(i, 0);
        }
    }

    private static long nanos(double seconds) {
        return span(seconds).toNanos();
    }

    /** An order that was first seen then, and that every walk shows. */
    private void open(int number, double firstSeen) {
        Known known = new Known(listing, row(number).order(), nanos(firstSeen), 1);
        listing.add(known);
        shown.add(0, known);
    }

    /** One walk that shows all that is open, the largest number first, asked for and answered then. */
    private Optional<GroupWalk.Census> walk(double sent, double received) {
        Optional<GroupWalk.Census> proof = page(1, sent, received);
        return proof.isPresent() ? proof : page(2, sent, received);
    }

    private Optional<GroupWalk.Census> page(int number, double sent, double received) {
        PageRequest request = walk.next(nanos(sent)).orElseThrow();
        assertThat(request.position()).isEqualTo(new Position.Numbered(number));
        int from = (number - 1) * request.size();
        List<Known> page = shown.subList(from, Math.min(shown.size(), from + request.size()));
        page.forEach(known -> known.shown(0, nanos(sent)));
        return answer(request, page(page), sent, received);
    }

    private static Page page(List<Known> rows) {
        return Page.of(rows.stream().map(known -> known.order).toList());
    }

    private Optional<GroupWalk.Census> answer(PageRequest request, Page page, double sent, double received) {
        paging.saw(request, page);
        CallTiming timing = new CallTiming(span(sent), span(received), Row.time(sent), Row.time(received));
        return walk.proves(new PageAnswer(request, page, timing), HOLD_DOWN);
    }

    @Test
    void a_count_is_proven_when_what_stood_above_it_is_shown_again() {
        assertThat(walk(10, 10.1)).isEmpty();
        GroupWalk.Census census = walk(12.2, 12.3).orElseThrow();
        assertThat(census.sent()).isEqualTo(nanos(10));
        assertThat(census.received()).isEqualTo(nanos(10.1));
        assertThat(census.rows()).isEqualTo(52);
    }

    @Test
    void what_was_shown_sooner_than_a_hold_down_after_the_count_may_have_been_closed_before_it() {
        walk(10, 10.4);
        List<Known> above = shown.subList(0, 50);
        PageRequest again = walk.next(nanos(12.4)).orElseThrow();
        above.forEach(known -> known.shown(0, nanos(12.3999)));
        answer(again, page(above), 12.4, 12.5);
        assertThat(page(2, 12.4, 12.5)).isEmpty();
    }

    @Test
    void what_was_shown_a_hold_down_after_the_count_was_open_then() {
        walk(10, 10.4);
        assertThat(walk(12.4, 12.5)).isPresent();
    }

    @Test
    void what_was_not_shown_again_may_have_been_closed_before_the_count() {
        walk(10, 10.4);
        open(53, 12);
        // A new one has pushed order 3 over the border.
        assertThat(page(1, 12.5, 12.6)).isEmpty();
        assertThat(page(2, 12.7, 12.8)).isPresent();
    }

    @Test
    void what_was_first_seen_less_than_a_hold_down_before_the_count_may_have_opened_after_it() {
        open(53, 8.0001);
        walk(10, 10.1);
        assertThat(walk(12.2, 12.3)).isEmpty();
        // The second counted it too, and it was known by then.
        assertThat(walk(14.4, 14.5).orElseThrow().sent()).isEqualTo(nanos(12.2));
    }

    @Test
    void what_was_first_seen_a_hold_down_before_the_count_was_open_then() {
        open(53, 8);
        walk(10, 10.1);
        assertThat(walk(12.2, 12.3)).isPresent();
    }

    @Test
    void what_stands_on_the_page_that_counts_was_open_then_however_young() {
        shown.add(shown.remove(0));
        Known young = new Known(listing, row(60).order(), nanos(10.1), 1);
        listing.add(young);
        shown.add(young);
        walk(10, 10.1);
        assertThat(walk(12.2, 12.3)).isPresent();
    }

    @Test
    void a_row_that_a_last_page_lacked_for_a_moment_is_shown_by_the_last_page_of_the_walk_that_would_prove() {
        Known lacking = shown.remove(shown.size() - 1);
        walk(10, 10.1);
        shown.add(lacking);
        assertThat(walk(12.2, 12.3)).isEmpty();
    }

    @Test
    void a_row_that_nobody_knows_leaves_room() {
        shown.add(0, new Known(listing, row(99).order(), 0, 1));
        for (int i = 0; i < 5; i++) {
            shown.forEach(known -> known.shown(0, nanos(30)));
            assertThat(walk(10 + 3 * i, 10.1 + 3 * i)).isEmpty();
        }
    }

    @Test
    void more_orders_than_rows_show_that_the_count_is_wrong() {
        open(53, 0);
        shown.remove(0).shown(0, nanos(30));
        for (int i = 0; i < 5; i++) {
            assertThat(walk(10 + 3 * i, 10.1 + 3 * i)).isEmpty();
        }
    }

    @Test
    void a_count_is_of_the_instant_of_the_last_page_alone() {
        open(53, 8.2);
        page(1, 10, 10.1);
        page(2, 10.2, 10.3);
        // Order 53 was known a hold-down before the second page was asked for, though not before the first.
        GroupWalk.Census census = walk(12.3, 12.4).orElseThrow();
        assertThat(census.sent()).isEqualTo(nanos(10.2));
        assertThat(census.received()).isEqualTo(nanos(10.3));
    }

    @Test
    void a_walk_that_contradicts_itself_counts_nothing() {
        for (int i = 53; i <= 70; i++) {
            open(i, 0);
        }
        shown.forEach(known -> known.shown(0, nanos(90)));
        for (int i = 0; i < 6; i++) {
            double at = 10 + 3 * i;
            PageRequest first = walk.next(nanos(at)).orElseThrow();
            Page page = Page.of(Row.orders(rows(1, first.size())));
            answer(first, page, at, at + 0.1);
            PageRequest second = walk.next(nanos(at + 0.2)).orElseThrow();
            assertThat(answer(second, page, at + 0.2, at + 0.3)).isEmpty();
        }
    }

    @Test
    void after_a_walk_that_ends_with_an_empty_page_the_next_is_of_another_size() {
        shown.subList(0, 2).clear();
        assertThat(walk(10, 10.1)).isEmpty();
        assertThat(walk.next(nanos(20)).map(PageRequest::size)).contains(43);
    }

    @Test
    void the_second_walk_begins_when_what_it_shows_can_prove_the_first() {
        walk(10, 10.1);
        assertThat(walk.next(nanos(12.0999))).isEmpty();
        assertThat(walk.next(nanos(12.1))).isPresent();
    }

    @Test
    void in_a_group_that_does_not_rest_walks_follow_four_times_as_soon() {
        open(53, 8.0001);
        walk(10, 10.1);
        walk(12.2, 12.3);
        assertThat(walk.next(nanos(12.7999))).isEmpty();
        assertThat(walk.next(nanos(12.8))).isPresent();
    }

    @Test
    void a_walk_that_failed_is_begun_anew_at_once() {
        walk.next(nanos(10));
        assertThat(walk.next(nanos(10.1))).isEmpty();
        walk.failed();
        assertThat(walk.next(nanos(10.1))).isPresent();
    }

    @Test
    void after_four_dozen_walks_it_is_hopeless() {
        for (int i = 0; i < 48; i++) {
            assertThat(walk.isHopeless()).isFalse();
            walk.failed();
        }
        assertThat(walk.isHopeless()).isTrue();
    }
}
