/**
 * One budget of calls for several programs of one user, in Redis. Begin at {@link
 * io.github.trackflux.redis.RedisPermits}.
 */
@NullMarked
package io.github.trackflux.redis;

import org.jspecify.annotations.NullMarked;
