package io.github.trackflux.simulator.market;

import java.time.Duration;

/**
 * The share of orders that close themselves soon after they were opened.
 *
 * @param share of all opens, 0 to 1
 * @param shortest life of such an order
 * @param longest life of such an order
 */
public record ShortLives(double share, Duration shortest, Duration longest) {

    /** Checks the share and that the lives make a range. */
    public ShortLives {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share of short-lived orders must be between 0 and 1, was " + share);
        }
        if (shortest.isNegative() || longest.compareTo(shortest) < 0) {
            throw new IllegalArgumentException("lives must be a range, was " + shortest + " to " + longest);
        }
    }
}
