package io.github.trackflux.redis;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.trackflux.reactor.SharedPermits;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/**
 * Permits of one user in Redis, for all programs that use the same name and limit: a ring of Bucket4j buckets of one token
 * each, which equal a log of the last calls.
 *
 * <p>A token is spent when its call is sent, since no program can hold a lock on another's slot until an answer comes, and
 * is there again 1.25 s later: 8 calls a second for a limit of 10. That is exact while calls differ in how long they are
 * on their way, and clocks in what they show, by less than 250 ms together; the clock is Redis's own.
 *
 * <p>A bucket that Redis does not know, because it lost its data say, begins empty. So after a loss, or a minute without
 * calls, the first call waits for 1.25 s.
 */
public final class RedisPermits implements SharedPermits {
    private static final Duration SECOND_AND_GUARD = Duration.ofMillis(1_250);
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final RedisClock clock;
    private final List<AsyncBucketProxy> ring;
    /** When each token is there at the earliest, as far as it is known here; others only ever make it later. */
    private final AtomicLongArray earliest;

    private final AtomicInteger turn = new AtomicInteger();

    private RedisPermits(StatefulRedisConnection<String, byte[]> redis, String user, int callsPerSecond) {
        this.clock = new RedisClock(redis);
        AsyncProxyManager<String> buckets = Bucket4jLettuce.casBasedBuilder(redis)
                .clientClock(clock)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT))
                .build()
                .asAsync();
        BucketConfiguration slot = BucketConfiguration.builder()
                .addLimit(limit ->
                        limit.capacity(1).refillGreedy(1, SECOND_AND_GUARD).initialTokens(0))
                .build();
        this.ring = IntStream.range(0, callsPerSecond)
                .mapToObj(i -> buckets.getProxy("trackflux:{" + user + "}:" + i, () -> completedFuture(slot)))
                .toList();
        this.earliest = new AtomicLongArray(callsPerSecond);
    }

    /**
     * The permits of a user.
     *
     * @param redis not closed here; better one that refuses commands while it is not connected than one that keeps them
     * @param user a name on which all programs of this user agree, and no others; not the API key, which is a secret
     * @param callsPerSecond what the exchange allows the user, 1 to 100; four fifths of it are used
     */
    public static RedisPermits of(StatefulRedisConnection<String, byte[]> redis, String user, int callsPerSecond) {
        if (callsPerSecond < 1 || callsPerSecond > 100) {
            throw new IllegalArgumentException("calls per second must be 1 to 100, was " + callsPerSecond);
        }
        return new RedisPermits(redis, user, callsPerSecond);
    }

    @Override
    public Mono<Duration> take() {
        return clock.read().then(Mono.defer(() -> take(turn.getAndIncrement(), ring.size())));
    }

    /** Tries one slot after the other, of those that may have a token. */
    private Mono<Duration> take(int first, int slots) {
        long now = clock.currentTimeNanos();
        for (int i = 0; i < slots; i++) {
            int slot = Math.floorMod(first + i, ring.size());
            if (earliest.get(slot) <= now) {
                int left = slots - i - 1;
                return Mono.fromFuture(() -> ring.get(slot).tryConsumeAndReturnRemaining(1))
                        .flatMap(probe -> learn(slot, probe) ? Mono.just(Duration.ZERO) : take(slot + 1, left));
            }
        }
        return Mono.just(untilNext());
    }

    private boolean learn(int slot, ConsumptionProbe probe) {
        long wait = probe.isConsumed() ? SECOND_AND_GUARD.toNanos() : probe.getNanosToWaitForRefill();
        earliest.set(slot, clock.currentTimeNanos() + wait);
        return probe.isConsumed();
    }

    private Duration untilNext() {
        long soonest =
                IntStream.range(0, ring.size()).mapToLong(earliest::get).min().orElseThrow();
        return Duration.ofNanos(Math.max(1_000_000, soonest - clock.currentTimeNanos()));
    }
}
