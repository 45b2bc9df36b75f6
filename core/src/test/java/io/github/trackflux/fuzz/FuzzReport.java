package io.github.trackflux.fuzz;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same as the laws for as long as {@code -Dfuzz.minutes} says, another seed each time; tells each half minute how far it is. */
@Tag("simulation")
class FuzzReport {
    private static final Duration TOLD = Duration.ofSeconds(30);
    private static final int AT_ONCE = 1_000;

    @ParameterizedTest
    @MethodSource("io.github.trackflux.fuzz.FuzzLaws#targets")
    void whatever_it_is_given_for_minutes_it_reads_or_refuses(FuzzTarget target) {
        Fuzzing fuzzing = new Fuzzing(target, Fuzzing.seed(System.nanoTime()));
        long end = System.nanoTime()
                + Duration.ofMinutes(Long.getLong("fuzz.minutes", 10)).toNanos();
        long next = System.nanoTime();
        while (System.nanoTime() < end) {
            fuzzing.feed(AT_ONCE);
            if (System.nanoTime() >= next) {
                next = System.nanoTime() + TOLD.toNanos();
                System.out.println(fuzzing);
            }
        }
        System.out.println(fuzzing);
    }
}
