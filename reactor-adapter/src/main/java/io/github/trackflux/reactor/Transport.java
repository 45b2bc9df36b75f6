package io.github.trackflux.reactor;

import io.github.trackflux.call.ApiCall;
import io.github.trackflux.page.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Sends one call and reads its whole answer. Tries once, follows no redirect, reads no more than {@link
 * io.github.trackflux.page.PageDecoder#LARGEST_BODY} bytes. Ends with the exchange's envelope, whatever it says, or with
 * a {@link io.github.trackflux.call.TrackfluxException}; never with a foreign error.
 */
@FunctionalInterface
interface Transport {
    Mono<Received> send(ApiCall call, Map<String, String> headers);

    /** Lets go of what it holds; nothing is sent after it. */
    default void close() {}

    /**
     * An answer off the wire.
     *
     * @param status the HTTP status
     * @param retryAfter the header {@code Retry-After}, if it can be read
     * @param reply the body; with an empty code where a refusal has no readable one
     */
    record Received(int status, Optional<Duration> retryAfter, Reply reply) {}
}
