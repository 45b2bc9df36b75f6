/** What happened to an order. Start at {@link io.github.trackflux.event.OrderEvent}. */
@NullMarked
package io.github.trackflux.event;

import org.jspecify.annotations.NullMarked;
