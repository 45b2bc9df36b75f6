package io.github.trackflux.simulator.exchange;

import io.github.trackflux.simulator.listing.Filter;
import io.github.trackflux.simulator.listing.Window;

/**
 * What a call asks for.
 *
 * @param filter which orders
 * @param window which of them
 */
public record PageQuery(Filter filter, Window window) {

    /** Returns the query for a page by its number. */
    public static PageQuery numbered(Filter filter, int pageNo, int pageSize) {
        return new PageQuery(filter, new Window.Numbered(pageNo, pageSize));
    }

    /** Returns the query for the first orders below a number; {@link Long#MAX_VALUE} for the first of all. */
    public static PageQuery below(Filter filter, long number, int limit) {
        return new PageQuery(filter, Window.Cursor.below(number, limit));
    }

    /** Returns this query with another filter. */
    public PageQuery withFilter(Filter newFilter) {
        return new PageQuery(newFilter, window);
    }

    /** Returns this query with another window. */
    public PageQuery withWindow(Window newWindow) {
        return new PageQuery(filter, newWindow);
    }

    /** Returns the number of the page, 1 where pages are not numbered. */
    public int pageNo() {
        return window instanceof Window.Numbered page ? page.pageNo() : 1;
    }
}
