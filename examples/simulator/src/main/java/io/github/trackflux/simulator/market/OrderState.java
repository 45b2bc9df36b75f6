package io.github.trackflux.simulator.market;

/**
 * One order from one of its changes to the next.
 *
 * @param row what the endpoint shows of it
 * @param productType the product type that it trades in, upper case; no row shows it
 * @param number the row's {@code trackingNo} as a number: ascending in the order of opening
 * @param openedAt nanoseconds since the epoch
 * @param changedAt when this state began, nanoseconds since the epoch
 * @param sequence number of the change that began it, ascending over the whole market
 */
public record OrderState(Row row, String productType, long number, long openedAt, long changedAt, long sequence) {

    /** Returns the order's {@code trackingNo}. */
    public String trackingNo() {
        return row.trackingNo();
    }

    OrderState changed(Row newRow, long at, long newSequence) {
        return new OrderState(newRow, productType, number, openedAt, at, newSequence);
    }
}
