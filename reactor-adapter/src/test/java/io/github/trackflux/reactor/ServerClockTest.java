package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.scheduler.Schedulers;

class ServerClockTest {
    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
    private static final Duration ROUND_TRIP = Duration.ofMillis(100);

    private final AtomicLong nanos = new AtomicLong(Duration.ofHours(5).toNanos());
    private final AtomicReference<Instant> wall = new AtomicReference<>(NOW);
    private final Time time = new Time(Schedulers.immediate(), nanos::get, wall::get, () -> 0.5);
    private final ServerClock clock = new ServerClock(time);
    /** The server's clock minus this machine's. */
    private Duration ahead = Duration.ZERO;

    @Test
    void until_an_answer_tells_it_is_this_machines_date() {
        assertThat(clock.at(time.now())).isEqualTo(NOW);
    }

    @ParameterizedTest(name = "{0} s")
    @ValueSource(ints = {40, -40, 86_400, -3_600})
    void one_answer_is_enough_for_a_machine_whose_clock_is_wrong(int seconds) {
        ahead = Duration.ofSeconds(seconds);

        answer(Duration.ZERO);

        assertThat(clock.at(time.now())).isEqualTo(serverNow());
    }

    @Test
    void a_step_of_this_machines_clock_changes_nothing() {
        answer(Duration.ZERO);

        wall.set(NOW.minus(Duration.ofHours(1)));
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());

        assertThat(clock.at(time.now())).isEqualTo(serverNow());
    }

    @Test
    void uneven_ways_there_and_back_shift_it_by_no_more_than_half_a_round_trip() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            answer(Duration.ofNanos((long) ((random.nextDouble() - 0.5) * ROUND_TRIP.toNanos())));

            Duration off = Duration.between(serverNow(), clock.at(time.now())).abs();
            assertThat(off).isLessThanOrEqualTo(ROUND_TRIP.dividedBy(2));
        }
    }

    @Test
    void a_few_slow_answers_among_nine_do_not_move_it() {
        for (int i = 0; i < 9; i++) {
            answer(i % 3 == 0 ? Duration.ofMillis(2_400) : Duration.ZERO);
        }

        assertThat(clock.at(time.now())).isEqualTo(serverNow());
    }

    @Test
    void a_wild_stamp_is_forgotten_with_the_next_that_is_not() {
        for (int i = 0; i < 9; i++) {
            answer(Duration.ZERO);
        }

        answer(Duration.ofDays(365));
        answer(Duration.ZERO);

        assertThat(clock.at(time.now())).isEqualTo(serverNow());
    }

    @Test
    void it_follows_a_clock_that_drifts() {
        for (int i = 0; i < 1_000; i++) {
            ahead = ahead.plusNanos(Duration.ofSeconds(1).toNanos() * 200 / 1_000_000);
            answer(Duration.ZERO);
        }

        Duration off = Duration.between(serverNow(), clock.at(time.now())).abs();
        assertThat(off).isLessThan(Duration.ofMillis(2));
    }

    @Test
    void it_follows_at_once_when_this_machine_slept_and_its_monotonic_clock_stood_still() {
        for (int i = 0; i < 9; i++) {
            answer(Duration.ZERO);
        }
        ahead = ahead.plus(Duration.ofMinutes(10));

        answer(Duration.ZERO);

        assertThat(clock.at(time.now())).isEqualTo(serverNow());
    }

    @Test
    void once_nine_are_in_it_moves_by_a_twentieth_of_the_time_at_most_and_gets_there() {
        for (int i = 0; i < 9; i++) {
            answer(Duration.ZERO);
        }
        ahead = Duration.ofSeconds(2);
        Duration before = Duration.between(serverNow(), clock.at(time.now()));
        for (int i = 0; i < 60; i++) {
            answer(Duration.ZERO);
            Duration off = Duration.between(serverNow(), clock.at(time.now()));
            assertThat(off.minus(before).abs()).isLessThanOrEqualTo(Duration.ofMillis(50));
            before = off;
        }

        assertThat(before).isZero();
    }

    @Test
    void an_answer_that_took_long_is_no_sign_of_a_clock_that_jumped() {
        for (int i = 0; i < 9; i++) {
            answer(Duration.ZERO);
        }
        Duration sent = time.now();
        Instant stamp = serverNow();
        nanos.addAndGet(Duration.ofSeconds(12).toNanos());

        // Stamped as it was sent, and twelve seconds on its way back: the middle is six seconds off.
        clock.learn(stamp, sent, time.now());

        assertThat(clock.at(time.now())).isEqualTo(serverNow());
    }

    /** One round trip, stamped in its middle or as much later. */
    private void answer(Duration late) {
        Duration sent = time.now();
        nanos.addAndGet(ROUND_TRIP.dividedBy(2).toNanos());
        Instant stamp = serverNow().plus(late);
        nanos.addAndGet(ROUND_TRIP.dividedBy(2).toNanos());
        clock.learn(stamp, sent, time.now());
        nanos.addAndGet(Duration.ofSeconds(1).minus(ROUND_TRIP).toNanos());
    }

    private Instant serverNow() {
        return NOW.plus(time.now()).minus(Duration.ofHours(5)).plus(ahead);
    }
}
