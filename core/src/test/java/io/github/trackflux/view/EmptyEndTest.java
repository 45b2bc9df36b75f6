package io.github.trackflux.view;

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
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What a count is worth that ends with an empty page. Two orders are open, no page has ever had more rows, so each walk reads
 * past them; all are shown again, so that every count that is believed is a proof.
 */
class EmptyEndTest {
    private static final Filter FILTER = Filter.of(OrderQuery.of(Script.USDT)).get(0);

    private final Paging paging = new Paging(Optional.of(Dialect.PAGE_NUMBER));
    private final Listing listing = new Listing(FILTER);
    private final GroupWalk walk = new GroupWalk(listing, FILTER, paging, span(1).toNanos());

    EmptyEndTest() {
        paging.saw(new PageRequest(FILTER, new Position.Numbered(1), 50), Page.of(Row.orders(rows(1, 2))));
        open(1);
        open(2);
    }

    private void open(int number) {
        Known known = new Known(listing, Row.row(number).order(), 0, 1);
        known.shown(0, span(90).toNanos());
        listing.add(known);
    }

    /** A walk over so many rows to an empty page, all of it asked for and answered then. */
    private Optional<GroupWalk.Census> walk(int rows, double sent, double received) {
        int above = 0;
        while (above < rows) {
            PageRequest request = asked(sent);
            int shown = Math.min(rows - above, request.size());
            answer(request, Page.of(Row.orders(rows(above + 1, above + shown))), sent, received);
            above += shown;
        }
        return answer(asked(sent), Page.EMPTY, sent, received);
    }

    private PageRequest asked(double at) {
        return walk.next(span(at).toNanos()).orElseThrow();
    }

    private Optional<GroupWalk.Census> answer(PageRequest request, Page page, double sent, double received) {
        paging.saw(request, page);
        CallTiming timing = new CallTiming(span(sent), span(received), Row.time(sent), Row.time(received));
        return walk.proves(new PageAnswer(request, page, timing), 0);
    }

    @Test
    void it_counts_once_a_walk_of_full_pages_that_begins_the_empty_guard_later_finds_as_many() {
        assertThat(walk(2, 10, 10.1)).isEmpty();
        // Full pages of one, too early.
        assertThat(walk(2, 10.2, 10.3)).isEmpty();
        // Two in a row, and what follows sooner would be too early for both.
        assertThat(walk.next(span(11.2999).toNanos())).isEmpty();
        // Late enough, but no full page.
        assertThat(walk(2, 11.3, 11.4)).isEmpty();
        assertThat(walk(2, 12.4, 12.5).map(GroupWalk.Census::received))
                .contains(span(12.5).toNanos());
    }

    @Test
    void it_counts_for_nothing_if_that_walk_finds_more() {
        assertThat(walk(2, 10, 10.1)).isEmpty();
        assertThat(walk(3, 11.3, 11.4)).isEmpty();
        assertThat(walk(2, 11.5, 11.6)).isEmpty();
    }

    @Test
    void it_counts_for_nothing_if_that_walk_finds_less() {
        assertThat(walk(2, 10, 10.1)).isEmpty();
        assertThat(walk(1, 11.3, 11.4)).isEmpty();
    }

    @Test
    void a_walk_without_a_row_says_nothing_about_it() {
        assertThat(walk(2, 10, 10.1)).isEmpty();
        assertThat(walk(0, 11.3, 11.4)).isEmpty();
        assertThat(walk(2, 11.5, 11.6)).isEmpty();
        assertThat(walk(2, 12.7, 12.8).map(GroupWalk.Census::sent)).contains(span(10).toNanos());
    }

    @Test
    void pages_of_the_same_size_that_end_alike_say_nothing_about_it() {
        open(3);
        assertThat(walk(2, 10, 10.1)).isEmpty();
        assertThat(walk(3, 10.2, 10.3)).isEmpty();
        assertThat(walk(2, 11.3, 11.4)).isEmpty();
        assertThat(walk(3, 12.4, 12.5)).isEmpty();
    }

    @Test
    void it_is_of_any_instant_since_its_first_page_for_that_was_not_full() {
        answer(asked(10), Page.of(Row.orders(rows(1, 2))), 10, 10.1);
        answer(asked(11), Page.EMPTY, 11, 11.1);
        assertThat(walk(2, 12.1, 12.2).map(GroupWalk.Census::sent)).contains(span(10).toNanos());
    }

    @Test
    void after_pages_that_were_cut_the_next_are_smaller_than_the_cut() {
        assertThat(walk(2, 10, 10.1)).isEmpty();
        assertThat(walk.next(span(10.2).toNanos()).map(PageRequest::size)).contains(1);
    }

    @Test
    void pages_that_were_cut_count_nothing_at_once_though_rows_end_them() {
        open(3);
        answer(asked(10), Page.of(Row.orders(rows(1, 2))), 10, 10.1);
        assertThat(answer(asked(10), Page.of(Row.orders(rows(3, 3))), 10, 10.1)).isEmpty();
    }

    @Test
    void pages_larger_than_asked_for_count_nothing_even_if_full_pages_count_as_many() {
        for (int i = 3; i <= 86; i++) {
            open(i);
        }
        answer(asked(10), Page.of(Row.orders(rows(1, 86))), 10, 10.1);
        answer(asked(10), Page.EMPTY, 10, 10.1);
        PageRequest next = asked(20);
        while (next.size() != 43) {
            walk.failed();
            next = asked(20);
        }
        answer(next, Page.of(Row.orders(rows(1, 43))), 20, 20.1);
        answer(asked(20), Page.of(Row.orders(rows(44, 86))), 20, 20.1);
        assertThat(answer(asked(20), Page.EMPTY, 20, 20.1)).isEmpty();
    }
}
