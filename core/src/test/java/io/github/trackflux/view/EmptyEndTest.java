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
 * What a count is worth that ends with an empty page. Thirty orders are open, no page has ever had more rows, so each walk
 * reads past them; all are shown again, so that every count that is believed is a proof.
 */
class EmptyEndTest {
    private static final Filter FILTER = Filter.of(OrderQuery.of(Script.USDT)).get(0);

    private final Paging paging = new Paging(Optional.of(Dialect.PAGE_NUMBER));
    private final Listing listing = new Listing(FILTER);
    private final GroupWalk walk = new GroupWalk(listing, FILTER, paging, span(1).toNanos());

    EmptyEndTest() {
        for (int size : new int[] {50, 43, 37}) {
            paging.saw(new PageRequest(FILTER, new Position.Numbered(1), size), Page.of(Row.orders(rows(1, 30))));
        }
        for (int i = 1; i <= 30; i++) {
            Known known = new Known(listing, Row.row(i).order(), 0, 1);
            known.shownSent = span(90).toNanos();
            listing.add(known);
        }
    }

    /** A walk that shows so many rows and then nothing, all of it asked for and answered then. */
    private Optional<GroupWalk.Census> walk(int rows, double sent, double received) {
        Optional<GroupWalk.Census> proof = page(rows, sent, received);
        return rows == 0 ? proof : page(0, sent, received);
    }

    private Optional<GroupWalk.Census> page(int rows, double sent, double received) {
        PageRequest request = walk.next(span(sent).toNanos()).orElseThrow();
        Page page = rows == 0 ? Page.EMPTY : Page.of(Row.orders(rows(1, rows)));
        paging.saw(request, page);
        CallTiming timing = new CallTiming(span(sent), span(received), Row.time(sent), Row.time(received));
        return walk.proves(new PageAnswer(request, page, timing), 0);
    }

    @Test
    void it_counts_once_a_walk_that_begins_the_empty_guard_later_finds_as_many() {
        assertThat(walk(30, 10, 10.1)).isEmpty();
        assertThat(walk.next(span(11.0999).toNanos())).isEmpty();
        assertThat(walk(30, 11.1, 11.2).map(GroupWalk.Census::received))
                .contains(span(10.1).toNanos());
    }

    @Test
    void it_counts_for_nothing_if_that_walk_finds_more_or_less() {
        assertThat(walk(30, 10, 10.1)).isEmpty();
        assertThat(walk(31, 11.1, 11.2)).isEmpty();
        assertThat(walk(30, 12.3, 12.4)).isEmpty();
    }

    @Test
    void a_walk_without_a_row_says_nothing_about_it() {
        assertThat(walk(30, 10, 10.1)).isEmpty();
        assertThat(walk(0, 11.1, 11.2)).isEmpty();
    }

    @Test
    void pages_of_the_same_size_that_end_alike_say_nothing_about_it() {
        assertThat(walk(30, 10, 10.1)).isEmpty();
        // A server that gives no second page cuts all walks of one size at the same row. The fourth from here is of
        // fifty again.
        for (int i = 0; i < 4; i++) {
            walk.failed();
        }
        assertThat(walk(30, 11.1, 11.2)).isEmpty();
    }

    @Test
    void it_is_of_any_instant_since_its_first_page_for_that_was_not_full() {
        page(30, 10, 10.1);
        page(0, 11, 11.1);
        assertThat(walk(30, 12.1, 12.2).map(GroupWalk.Census::sent)).contains(span(10).toNanos());
    }
}
