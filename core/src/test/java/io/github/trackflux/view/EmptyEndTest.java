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
        known.shownSent = span(90).toNanos();
        listing.add(known);
    }

    /** A walk over so many rows to an empty page, all of it asked for and answered then. */
    private Optional<GroupWalk.Census> walk(int rows, double sent, double received) {
        int left = rows;
        while (true) {
            int size = walk.next(span(sent).toNanos()).map(this::asked).orElseThrow();
            int shown = Math.min(left, size);
            Optional<GroupWalk.Census> proof = answer(rows - left, shown, sent, received);
            if (shown == 0) {
                return proof;
            }
            left -= shown;
        }
    }

    private PageRequest request = new PageRequest(FILTER, new Position.Numbered(1), 1);

    private int asked(PageRequest next) {
        request = next;
        return next.size();
    }

    private Optional<GroupWalk.Census> page(int rows, double sent, double received) {
        assertThat(walk.next(span(sent).toNanos()).map(this::asked)).isPresent();
        return answer(0, rows, sent, received);
    }

    private Optional<GroupWalk.Census> answer(int above, int rows, double sent, double received) {
        Page page = rows == 0 ? Page.EMPTY : Page.of(Row.orders(rows(above + 1, above + rows)));
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
        page(2, 10, 10.1);
        page(0, 11, 11.1);
        assertThat(walk(2, 12.1, 12.2).map(GroupWalk.Census::sent)).contains(span(10).toNanos());
    }

    @Test
    void after_pages_that_were_cut_the_next_are_smaller_than_the_cut() {
        assertThat(walk(2, 10, 10.1)).isEmpty();
        assertThat(walk.next(span(10.2).toNanos()).map(PageRequest::size)).contains(1);
    }
}
