/**
 * What happens to calls between their client and the exchange: bytes that come one by one, connections that break, servers
 * that stall. Values only, played by the HTTP server; start at {@link io.github.trackflux.simulator.wire.WireFaults}. What is
 * wrong <em>in</em> an answer is a {@link io.github.trackflux.simulator.exchange.Quirk} instead.
 */
@NullMarked
package io.github.trackflux.simulator.wire;

import org.jspecify.annotations.NullMarked;
