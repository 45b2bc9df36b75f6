/**
 * Tracking orders as Reactor streams: what core describes, sent and timed. Start at {@link
 * io.github.trackflux.reactor.TrackingOrders}; how a call is made is read top to bottom in its method {@code assemble}.
 */
@NullMarked
package io.github.trackflux.reactor;

import org.jspecify.annotations.NullMarked;
