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
     * @param retryAfter what the header {@code Retry-After} asks for, if it can be read
     * @param remaining how many more calls the server would bear in this second, if a header says so
     * @param reply the body; with an empty code where a refusal has no readable one
     */
    record Received(int status, Optional<Duration> retryAfter, Optional<Integer> remaining, Reply reply) {
        /** An answer that says nothing of how many calls are left. */
        Received(int status, Optional<Duration> retryAfter, Reply reply) {
            this(status, retryAfter, Optional.empty(), reply);
        }
    }
}
