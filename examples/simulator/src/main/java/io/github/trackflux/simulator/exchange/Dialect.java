package io.github.trackflux.simulator.exchange;

import io.github.trackflux.simulator.listing.Window;

/** How the endpoint pages; parameters of the other way are ignored. */
public enum Dialect {
    /** {@code pageNo} from 1, {@code pageSize} 20 if not given and 50 at most; {@code data} is an array. */
    PAGE_NUMBER {
        @Override
        Window window(Parameters parameters) {
            int pageNo = parameters.number("pageNo", 1);
            return new Window.Numbered(pageNo, Math.min(50, parameters.number("pageSize", 20)));
        }
    },
    /** {@code idLessThan}, {@code limit} 20 if not given and 100 at most; {@code data} is {@code {trackingList, endId}}. */
    ID_CURSOR {
        @Override
        Window window(Parameters parameters) {
            int limit = Math.min(100, parameters.number("limit", 20));
            if (parameters.has("idLessThan") && parameters.has("idGreaterThan")) {
                throw new Refused(
                        Refusal.refused("20002", "idLessThan, idGreaterThan Only one is allowed to be passed"));
            }
            return new Window.Cursor(
                    parameters.id("idLessThan", Long.MAX_VALUE), parameters.id("idGreaterThan", -1), limit);
        }
    };

    abstract Window window(Parameters parameters);
}
