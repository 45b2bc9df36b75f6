package io.github.trackflux.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Timeout(60)
class RedisPermitsIT {
    private static final long PERIOD = Duration.ofMillis(1_250).toNanos();
    private static final Duration SOON = Duration.ofSeconds(20);

    private final RedisServer server = new RedisServer();
    private final RedisClient client = RedisServer.client(server.port);
    private final StatefulRedisConnection<String, byte[]> redis = RedisServer.connect(client);

    /** A permit was taken at some moment between these. */
    private record Taken(long asked, long answered) {}

    @AfterEach
    void stop() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        server.close();
    }

    @Test
    void three_that_take_all_they_can_get_never_get_more_than_ten_in_a_period() {
        Queue<Taken> all = new ConcurrentLinkedQueue<>();
        Flux.range(0, 3)
                .flatMap(program -> greedy(RedisPermits.of(redis, "user", 10), all))
                .take(Duration.ofSeconds(6))
                .blockLast(SOON);

        List<Taken> taken = List.copyOf(all);
        assertThat(taken).hasSizeBetween(10, 50);
        assertThat(taken)
                .allSatisfy(first -> assertThat(surelyIn(taken, first.asked(), first.asked() + PERIOD))
                        .isLessThanOrEqualTo(10));
    }

    @Test
    void another_user_has_permits_of_its_own() {
        RedisPermits one = RedisPermits.of(redis, "one", 1);
        RedisPermits other = RedisPermits.of(redis, "other", 1);

        assertThat(taken(one)).isGreaterThanOrEqualTo(0);
        Duration wait = one.take().block(SOON);
        assertThat(wait).isPositive();
        assertThat(taken(other)).isGreaterThanOrEqualTo(0);
    }

    @Test
    void a_store_that_lost_everything_gives_nothing_for_a_period() {
        RedisPermits permits = RedisPermits.of(redis, "user", 10);
        taken(permits);

        redis.sync().flushall();
        long lost = System.nanoTime();
        // One that remembers nothing either.
        taken(RedisPermits.of(redis, "user", 10));

        assertThat(System.nanoTime() - lost).isGreaterThanOrEqualTo(PERIOD);
    }

    @Test
    void while_it_is_away_nothing_is_known_and_when_it_is_back_it_goes_on() {
        RedisPermits permits = RedisPermits.of(redis, "user", 10);
        taken(permits);
        server.close();
        assertThat(permits.take().materialize().block(SOON).isOnError()).isTrue();

        server.restart();
        permits.take()
                .onErrorResume(error -> Mono.just(Duration.ofMillis(50)))
                .flatMap(wait ->
                        wait.isZero() ? Mono.just(wait) : Mono.<Duration>empty().delaySubscription(Mono.delay(wait)))
                .repeatWhenEmpty(again -> again)
                .block(SOON);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101})
    void a_limit_that_makes_no_sense_is_refused(int calls) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisPermits.of(redis, "user", calls))
                .withMessage("calls per second must be 1 to 100, was " + calls);
    }

    private static Flux<Taken> greedy(RedisPermits permits, Queue<Taken> all) {
        return Mono.defer(() -> {
                    long asked = System.nanoTime();
                    return permits.take()
                            .flatMap(wait -> wait.isZero()
                                    ? Mono.just(new Taken(asked, System.nanoTime()))
                                    : Mono.delay(wait).then(Mono.empty()));
                })
                // A machine that is too busy to learn the time soon enough asks again.
                .onErrorResume(IllegalStateException.class, vague -> Mono.empty())
                .doOnNext(all::add)
                .repeat();
    }

    /** Takes one, and says how long that took. */
    private static long taken(RedisPermits permits) {
        Queue<Taken> one = new ConcurrentLinkedQueue<>();
        greedy(permits, one).blockFirst(SOON);
        return Stream.of(one.remove())
                .mapToLong(taken -> taken.answered() - taken.asked())
                .sum();
    }

    private static long surelyIn(List<Taken> taken, long from, long to) {
        return taken.stream()
                .filter(one -> one.asked() >= from && one.answered() < to)
                .count();
    }
}
