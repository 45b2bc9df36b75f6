package io.github.trackflux.reactor;

import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import reactor.core.publisher.Mono;

/**
 * Reads one page. Each layer of a call is one of these around the next.
 *
 * <p>Cold: every subscription is a call of its own. Ends with one answer or with a {@link
 * io.github.trackflux.call.TrackfluxException}. Cancelling it gives up the call and whatever it held.
 */
@FunctionalInterface
interface PageSource {
    Mono<PageAnswer> read(PageRequest request);
}
