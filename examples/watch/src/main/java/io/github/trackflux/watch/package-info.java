/** Tracking orders in a terminal, as a program. Start at {@link io.github.trackflux.watch.Watch}. */
@NullMarked
package io.github.trackflux.watch;

import org.jspecify.annotations.NullMarked;
