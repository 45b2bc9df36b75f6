package io.github.trackflux.simulator.exchange;

import java.util.random.RandomGenerator;

/**
 * One call that came past the gate and the limiter, as quirks see it.
 *
 * @param asked what it asks for
 * @param now nanoseconds since the epoch by the exchange's clock
 * @param number of the call, 1 for the first
 * @param random seeded; draws whatever is left to chance
 */
public record Call(PageQuery asked, long now, long number, RandomGenerator random) {}
