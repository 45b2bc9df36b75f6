/**
 * The open orders in the order in which the endpoint lists them, by filter, kept as they change; start at {@link
 * io.github.trackflux.simulator.listing.Listing}. A {@link io.github.trackflux.simulator.listing.Replica} is such a
 * listing that is behind the market.
 */
@NullMarked
package io.github.trackflux.simulator.listing;

import org.jspecify.annotations.NullMarked;
