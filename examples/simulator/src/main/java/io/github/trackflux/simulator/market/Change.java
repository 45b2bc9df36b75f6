package io.github.trackflux.simulator.market;

/**
 * One thing that happened to one order.
 *
 * @param kind what happened
 * @param order the order's state from then on; for a close, the row as it would say of itself that it is closed
 */
public record Change(Kind kind, OrderState order) {

    /** What can happen to an order. */
    public enum Kind {
        /** It came into the list. */
        OPENED,
        /** Its row changed. */
        UPDATED,
        /** It left the list. */
        CLOSED
    }

    /** Returns when it happened, in nanoseconds since the epoch. */
    public long at() {
        return order.changedAt();
    }
}
