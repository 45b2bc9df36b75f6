package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static io.github.trackflux.view.Row.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.call.CallTiming;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.page.Paging.Fullness;
import io.github.trackflux.page.Position;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What pages say together about where orders have closed. Two hundred orders were all shown at second 1. */
class ShiftTest {
    private static final Filter FILTER = Filter.of(OrderQuery.of(Script.USDT)).get(0);

    private final Listing listing = new Listing(FILTER);
    private final Shift shift = listing.shift;
    private final List<Known> rows = new ArrayList<>();
    private long stamp;

    ShiftTest() {
        for (int i = 0; i < 200; i++) {
            rows.add(known(i, 0));
        }
        for (int number = 1; number <= 4; number++) {
            page(number, 0.5, 0, 0);
        }
        for (int number = 1; number <= 4; number++) {
            page(number, 1, 1, 0);
        }
    }

    private Known known(int number, double firstSeen) {
        Known known = new Known(listing, row(number).order(), nanos(firstSeen), 1);
        listing.add(known);
        return known;
    }

    private static long nanos(double seconds) {
        return span(seconds).toNanos();
    }

    /** A page of fifty comes whose rows have moved up by so many. */
    private void page(int number, double sent, double received, int shifted) {
        int from = (number - 1) * 50 + shifted;
        page(number, sent, received, rows.subList(from, Math.min(rows.size(), from + 50)));
    }

    private void page(int number, double sent, double received, List<Known> shown) {
        stamp++;
        for (Known known : shown) {
            known.stamp = stamp;
            known.shownSent = Math.max(known.shownSent, nanos(sent));
        }
        listing.roster.place(shown, number == 1, false, nanos(received));
        CallTiming timing =
                new CallTiming(span(Math.min(sent, received)), span(received), Row.time(sent), Row.time(received));
        PageRequest request = new PageRequest(FILTER, new Position.Numbered(number), 50);
        Page page = Page.of(shown.stream().map(known -> known.order).toList());
        PageAnswer answer = new PageAnswer(request, page, timing);
        shift.read(new Reading(answer, listing, Fullness.FULL, stamp, List.copyOf(shown), true, false), false);
    }

    private int middle() {
        return rows.indexOf(shift.search(50).orElseThrow().middle());
    }

    @Test
    void where_nothing_has_moved_there_is_nothing_to_look_for() {
        page(3, 5, 5.1, 0);
        assertThat(shift.search(50)).isEmpty();
    }

    @Test
    void a_page_that_moved_up_tells_that_an_order_above_has_closed() {
        page(3, 5, 5.1, 1);
        Stretch stretch = shift.search(50).orElseThrow();
        assertThat(stretch.closes()).isEqualTo(1);
        assertThat(stretch.suspects()).hasSize(101);
        assertThat(middle()).isBetween(48, 52);
    }

    @Test
    void a_close_that_is_found_takes_itself_out_of_all_pages_below() {
        page(3, 5, 5.1, 1);
        page(4, 5.2, 5.3, 1);
        listing.suspect(rows.get(30), nanos(5.4));
        assertThat(shift.search(50)).isEmpty();
        // A suspicion that was wrong leaves the question open again.
        listing.clear(rows.get(30));
        assertThat(shift.search(50)).isPresent();
    }

    @Test
    void an_order_that_came_after_a_page_was_asked_for_is_not_missed_by_it() {
        List<Known> head = new ArrayList<>(rows.subList(0, 49));
        head.add(0, known(900, 5.1));
        page(1, 5, 5.1, head);
        page(3, 5.05, 5.2, 0);
        assertThat(shift.search(50)).isEmpty();
        page(3, 5.2, 5.3, 0);
        assertThat(shift.search(50)).isPresent();
    }

    @Test
    void a_newer_page_below_that_has_not_moved_outdates_an_older_one_above_that_had() {
        page(3, 5, 5.1, 1);
        page(4, 6, 6.1, 0);
        assertThat(shift.search(50)).isEmpty();
    }

    @Test
    void what_was_shown_longest_ago_is_suspected_most() {
        page(1, 4, 4.1, 0);
        page(3, 5, 5.1, 1);
        // A second for each of the first fifty rows, four for each of the second.
        assertThat(middle()).isBetween(66, 70);
    }

    @Test
    void a_page_that_has_not_moved_clears_all_rows_above_it_until_it_was_asked_for() {
        page(1, 3, 3.1, 0);
        page(4, 4, 4.1, 0);
        page(3, 5, 5.1, 1);
        assertThat(middle()).isBetween(48, 52);
        // The first row of the page that told is gone itself: what it told stays.
        listing.remove(rows.get(150));
        assertThat(middle()).isBetween(48, 52);
    }

    @Test
    void of_two_pages_that_have_moved_the_lower_speaks_of_what_closed_since_the_upper() {
        page(3, 5, 5.1, 1);
        page(4, 6, 6.1, 9);
        Stretch stretch = shift.search(50).orElseThrow();
        assertThat(stretch.closes()).isEqualTo(8);
        // A second for each row above the upper page and on it, five for each between the two.
        assertThat(middle()).isBetween(95, 140);
    }

    @Test
    void around_a_row_that_is_being_looked_for_nobody_looks_again() {
        page(3, 5, 5.1, 1);
        Known middle = shift.search(50).orElseThrow().middle();
        shift.seeks(middle);
        assertThat(shift.search(50)).isEmpty();
        shift.sought(middle);
        assertThat(shift.search(50)).isPresent();
    }
}
