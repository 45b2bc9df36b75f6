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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        page(number, sent, received, shown, false);
    }

    private void page(int number, double sent, double received, List<Known> shown, boolean last) {
        stamp++;
        for (Known known : shown) {
            known.shown(stamp, nanos(sent));
        }
        listing.roster.place(shown, number == 1, false, nanos(received));
        CallTiming timing =
                new CallTiming(span(Math.min(sent, received)), span(received), Row.time(sent), Row.time(received));
        PageRequest request = new PageRequest(FILTER, new Position.Numbered(number), 50);
        Page page = Page.of(shown.stream().map(known -> known.order).toList());
        PageAnswer answer = new PageAnswer(request, page, timing);
        shift.read(new Reading(answer, listing, Fullness.FULL, stamp, List.copyOf(shown), true, false), last);
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

    /** A page that shows one order for the first time, at this place. */
    private void opens(int number, int at, boolean last) {
        double received = 2 + stamp;
        int from = (number - 1) * 50;
        List<Known> shown = new ArrayList<>(rows.subList(from, Math.min(rows.size(), from + 49)));
        shown.add(at, known(1000 + (int) stamp, received));
        page(number, received - 0.1, received, shown, last);
    }

    @Test
    void new_orders_are_expected_at_the_head_until_most_appear_elsewhere() {
        listing.swept(50, true);
        assertThat(shift.opensAtHead()).isTrue();
        for (int i = 0; i < 7; i++) {
            opens(2, 5, false);
        }
        assertThat(shift.opensAtHead()).isTrue();
        opens(2, 5, false);
        assertThat(shift.opensAtHead()).isFalse();
        opens(1, 9, false);
        assertThat(shift.opensAtHead()).isTrue();
    }

    @Test
    void the_head_is_the_first_ten_rows() {
        listing.swept(50, true);
        for (int i = 0; i < 7; i++) {
            opens(1, 9, false);
        }
        for (int i = 0; i < 7; i++) {
            opens(1, 10, false);
        }
        assertThat(shift.opensAtHead()).isTrue();
        opens(1, 10, false);
        assertThat(shift.opensAtHead()).isFalse();
    }

    @Test
    void two_in_a_row_below_all_others_are_a_habit() {
        listing.swept(50, true);
        opens(4, 49, true);
        assertThat(shift.opensAtTail()).isFalse();
        opens(4, 49, true);
        assertThat(shift.opensAtTail()).isTrue();
        opens(4, 48, true);
        opens(4, 48, true);
        opens(4, 48, true);
        assertThat(shift.opensAtTail()).isFalse();
    }

    @Test
    void what_is_new_to_a_feed_that_has_only_begun_is_not_new_to_the_list() {
        for (int i = 0; i < 20; i++) {
            opens(4, 49, true);
        }
        assertThat(shift.opensAtHead()).isTrue();
        assertThat(shift.opensAtTail()).isFalse();
    }

    @Test
    void a_page_whose_rows_have_moved_down_wants_the_head_until_somebody_asks_for_it() {
        assertThat(shift.headWanted()).isFalse();
        List<Known> down = new ArrayList<>(rows.subList(99, 149));
        page(3, 5, 5.1, down);
        assertThat(shift.headWanted()).isTrue();
        shift.headAsked();
        assertThat(shift.headWanted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"200, 5, 49", "96, 2, 50", "100, 3, 48", "52, 2, 48", "29, 0, 0", "20, 0, 0", "31, 2, 27"})
    void the_end_is_looked_for_on_a_page_whose_border_is_not_near_it(int orders, int number, int size) {
        for (int i = 199; i >= orders; i--) {
            listing.remove(rows.get(i));
        }
        Optional<Stretch.Window> page = number == 0 ? Optional.empty() : Optional.of(new Stretch.Window(number, size));
        assertThat(shift.tail(50)).isEqualTo(page);
    }
}
