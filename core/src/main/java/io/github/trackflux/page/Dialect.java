package io.github.trackflux.page;

import java.util.Optional;

/** How the server pages. The two differ in the names of their parameters and in the largest page. */
public enum Dialect {
    /** By {@code pageNo} and {@code pageSize}, at most 50 rows a page. */
    PAGE_NUMBER(50),
    /** By {@code idLessThan} and {@code limit}, at most 100 rows a page; answers with an {@code endId}. */
    ID_CURSOR(100);

    private final int largestPage;

    Dialect(int largestPage) {
        this.largestPage = largestPage;
    }

    /** The most rows that a page may be asked to have. */
    public int largestPage() {
        return largestPage;
    }

    /** Where every walk begins. */
    public Position first() {
        return this == PAGE_NUMBER ? new Position.Numbered(1) : new Position.Below(Optional.empty());
    }

    public Dialect other() {
        return this == PAGE_NUMBER ? ID_CURSOR : PAGE_NUMBER;
    }
}
