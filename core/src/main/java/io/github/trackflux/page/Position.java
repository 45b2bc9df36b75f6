package io.github.trackflux.page;

import java.util.Optional;

/** Where in a list a page begins: by its number, or below an id. */
public sealed interface Position {
    /** The seed's way: {@code pageNo}, from 1. */
    record Numbered(int number) implements Position {
        public Numbered {
            if (number < 1) {
                throw new IllegalArgumentException("page number must be at least 1, was " + number);
            }
        }
    }

    /**
     * The later documents' way: {@code idLessThan}.
     *
     * @param id the page holds what is older than this id; empty for the newest
     */
    record Below(Optional<String> id) implements Position {}

    /** Whether a page here is the first of its walk. */
    default boolean isFirst() {
        return this instanceof Numbered numbered
                ? numbered.number() == 1
                : ((Below) this).id().isEmpty();
    }

    /** The dialect that has such positions. */
    default Dialect dialect() {
        return this instanceof Numbered ? Dialect.PAGE_NUMBER : Dialect.ID_CURSOR;
    }
}
