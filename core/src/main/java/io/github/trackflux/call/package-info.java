/** A request and its answer as values, and the one family of errors. Start at {@link io.github.trackflux.call.ApiCall}. */
@NullMarked
package io.github.trackflux.call;

import org.jspecify.annotations.NullMarked;
