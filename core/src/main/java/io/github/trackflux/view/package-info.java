/** The heart: which call to send next, and what its answer proves. Start at {@link io.github.trackflux.view.Tracker}. */
@NullMarked
package io.github.trackflux.view;

import org.jspecify.annotations.NullMarked;
