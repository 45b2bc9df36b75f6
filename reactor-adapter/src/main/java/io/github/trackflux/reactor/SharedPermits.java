package io.github.trackflux.reactor;

import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Permits that a user's programs share, when several of them call the exchange: in Redis, say. Each call takes one just
 * before it is sent, on top of what its own program's budget demands.
 *
 * <p>Implementations never block, and hand out no permit of which they cannot be sure. One whose store was lost or
 * restarted must take all permits for spent.
 */
@FunctionalInterface
public interface SharedPermits {
    /**
     * Takes one permit, if there is one now. Asked anew on each subscription.
     *
     * <p><strong>Errors.</strong> Any: then nothing is known, no call is sent, and it is asked again after a second. The
     * same if it says nothing for a second. So without its store a program sends nothing; it never exceeds.
     *
     * @return zero if it was taken; else after how long it is worth asking again, which is more than zero
     */
    Mono<Duration> take();
}
