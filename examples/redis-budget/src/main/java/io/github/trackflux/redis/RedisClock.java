package io.github.trackflux.redis;

import io.github.bucket4j.TimeMeter;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Redis's clock, read anew before each use. All programs then agree on the time within half a round trip, whatever their
 * own clocks show, and a machine that slept or whose clock was set knows better at once.
 */
final class RedisClock implements TimeMeter {
    /** A time that was longer on its way is too vague: with both ends' error it would use up the guard. */
    private static final Duration VAGUE = Duration.ofMillis(100);

    private static final long MICRO = 1_000;
    private static final long SECOND = 1_000_000_000;

    private final StatefulRedisConnection<String, byte[]> redis;
    private volatile long offset;

    RedisClock(StatefulRedisConnection<String, byte[]> redis) {
        this.redis = redis;
    }

    /** Asks for the time; an error if the answer was too long on its way to be of use. */
    Mono<Void> read() {
        return Mono.defer(() -> {
            long asked = System.nanoTime();
            return redis.reactive().time().collectList().flatMap(time -> learn(time, asked, System.nanoTime()));
        });
    }

    private Mono<Void> learn(List<byte[]> time, long asked, long answered) {
        long roundTrip = answered - asked;
        if (roundTrip > VAGUE.toNanos()) {
            return Mono.error(
                    new IllegalStateException("Redis took " + Duration.ofNanos(roundTrip) + " to tell the time"));
        }
        offset = number(time.get(0)) * SECOND + number(time.get(1)) * MICRO - (asked + roundTrip / 2);
        return Mono.empty();
    }

    private static long number(byte[] digits) {
        return Long.parseLong(new String(digits, StandardCharsets.US_ASCII));
    }

    @Override
    public long currentTimeNanos() {
        return System.nanoTime() + offset;
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
