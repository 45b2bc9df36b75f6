/** One answer of the endpoint: how it is asked for, read, and chained into a walk. Start at {@link io.github.trackflux.page.PageRequest}. */
@NullMarked
package io.github.trackflux.page;

import org.jspecify.annotations.NullMarked;
