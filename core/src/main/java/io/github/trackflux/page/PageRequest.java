package io.github.trackflux.page;

import io.github.trackflux.call.ApiCall;
import java.util.Map;
import java.util.TreeMap;

/**
 * One page, asked for.
 *
 * @param filter which orders
 * @param position where the page begins
 * @param size how many rows it may have, 1 to {@link Dialect#largestPage()}
 */
public record PageRequest(Filter filter, Position position, int size) {
    private static final String PATH = "/api/v2/copy/mix-follower/query-current-orders";

    public PageRequest {
        int most = position.dialect().largestPage();
        if (size < 1 || size > most) {
            throw new IllegalArgumentException("page size must be 1 to " + most + ", was " + size);
        }
    }

    /** The call that asks for it. */
    public ApiCall toCall() {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("productType", filter.productType().wire());
        filter.symbol().ifPresent(symbol -> parameters.put("symbol", symbol));
        filter.traderId().ifPresent(trader -> parameters.put("traderId", trader));
        if (position instanceof Position.Numbered numbered) {
            parameters.put("pageNo", Integer.toString(numbered.number()));
            parameters.put("pageSize", Integer.toString(size));
        } else if (position instanceof Position.Below below) {
            below.id().ifPresent(id -> parameters.put("idLessThan", id));
            parameters.put("limit", Integer.toString(size));
        }
        return new ApiCall(PATH, parameters);
    }
}
