/**
 * A seeded market of tracking orders and the truth about it; start at {@link
 * io.github.trackflux.simulator.market.Market}. Everything here is single-threaded and deterministic, and a moment is a
 * bare {@code long} of nanoseconds since the epoch by the exchange's own clock, since thousands of simulated hours pay
 * for every object made.
 */
@NullMarked
package io.github.trackflux.simulator.market;

import org.jspecify.annotations.NullMarked;
