package io.github.trackflux.simulator.exchange;

import io.github.trackflux.simulator.market.Row;
import java.util.List;

/**
 * One answer's rows.
 *
 * @param rows as listed; an order that did not change keeps the very same object
 */
public record Page(List<Row> rows) implements Outcome {

    /** Returns the number to ask below of for the next page: the last row's, empty where there is none. */
    public String endId() {
        return rows.isEmpty() ? "" : rows.get(rows.size() - 1).trackingNo();
    }
}
