package io.github.trackflux.simulator.listing;

/** Which part of a list a call asks for. */
public sealed interface Window {

    /**
     * A page by its number.
     *
     * @param pageNo 1 or more
     * @param pageSize 1 or more
     */
    record Numbered(int pageNo, int pageSize) implements Window {

        /** Checks that both are 1 or more. */
        public Numbered {
            if (pageNo < 1 || pageSize < 1) {
                throw new IllegalArgumentException("pageNo and pageSize start at 1: " + pageNo + ", " + pageSize);
            }
        }
    }

    /**
     * The first so many orders between two numbers.
     *
     * @param lessThan exclusive; {@link Long#MAX_VALUE} for no bound
     * @param greaterThan exclusive; -1 for no bound
     * @param limit 1 or more
     */
    record Cursor(long lessThan, long greaterThan, int limit) implements Window {

        /** Checks that the limit is 1 or more. */
        public Cursor {
            if (limit < 1) {
                throw new IllegalArgumentException("limit starts at 1, was " + limit);
            }
        }

        /** Returns the window on the first so many orders. */
        public static Cursor first(int limit) {
            return new Cursor(Long.MAX_VALUE, -1, limit);
        }

        /** Returns the window on the first so many orders whose number is lower. */
        public static Cursor below(long number, int limit) {
            return new Cursor(number, -1, limit);
        }

        boolean shows(long number) {
            return greaterThan < number && number < lessThan;
        }
    }

    /** Returns how many rows it shows at most. */
    default int size() {
        return this instanceof Numbered page ? page.pageSize() : ((Cursor) this).limit();
    }

    /** Returns the same part with another number of rows. */
    default Window withSize(int size) {
        return this instanceof Numbered page
                ? new Numbered(page.pageNo(), size)
                : new Cursor(((Cursor) this).lessThan(), ((Cursor) this).greaterThan(), size);
    }
}
