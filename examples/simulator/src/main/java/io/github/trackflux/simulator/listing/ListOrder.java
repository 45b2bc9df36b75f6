package io.github.trackflux.simulator.listing;

import io.github.trackflux.simulator.market.OrderState;

/** In which order the endpoint lists the open orders; the exchange documents none. */
public enum ListOrder {
    /** The latest opened first. */
    NEWEST,
    /** The earliest opened first. */
    OLDEST,
    /** The latest changed first; opening is a change. */
    UPDATED,
    /** The latest opened first, but orders opened in the same second come in another order in every answer. */
    UNSTABLE;

    /** What the orders are sorted by, ascending. */
    long key(OrderState order) {
        return this == UPDATED ? order.sequence() : order.number();
    }

    boolean descends() {
        return this != OLDEST;
    }

    boolean descendsByNumber() {
        return this == NEWEST || this == UNSTABLE;
    }
}
