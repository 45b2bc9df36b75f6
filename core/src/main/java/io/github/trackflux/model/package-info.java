/** What the exchange shows and what is asked of it. Start at {@link io.github.trackflux.model.TrackingOrder}. */
@NullMarked
package io.github.trackflux.model;

import org.jspecify.annotations.NullMarked;
