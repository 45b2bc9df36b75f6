package io.github.trackflux.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.trackflux.view.CheckpointTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reader of untrusted bytes reads or refuses whatever it is given, and takes little for it. */
class FuzzLaws {
    private static final int INPUTS = 3_000;

    /** All of this module. */
    static Stream<FuzzTarget> targets() {
        return Stream.of(new PageTarget(), CheckpointTarget.summed(), CheckpointTarget.torn());
    }

    @ParameterizedTest
    @MethodSource("targets")
    void whatever_it_is_given_it_reads_or_refuses(FuzzTarget target) {
        Fuzzing fuzzing = new Fuzzing(target, Fuzzing.seed(20261126L)).feed(INPUTS);

        // Else the mutations are too wild, or too tame, to try anything.
        assertThat(fuzzing.share()).as(fuzzing.toString()).isBetween(0.1, 0.9);
    }

    @Test
    void the_same_seed_gives_the_same_inputs() {
        List<String> one = inputs(3);
        assertThat(inputs(3)).isEqualTo(one);
        assertThat(inputs(4)).isNotEqualTo(one);
    }

    private static List<String> inputs(long seed) {
        Recorder recorder = new Recorder();
        var unused = new Fuzzing(recorder, seed).feed(50);
        return List.copyOf(recorder.seen);
    }

    @Test
    void a_reader_that_fails_otherwise_is_found_with_its_seed_and_input() {
        FuzzTarget careless = new Recorder() {
            @Override
            public void read(byte[] input) {
                throw new StackOverflowError();
            }
        };

        assertThatThrownBy(() -> new Fuzzing(careless, 3).feed(1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dtrackflux.seed=3")
                .hasCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void a_reader_that_takes_too_much_is_found() {
        FuzzTarget greedy = new Recorder() {
            @Override
            public void read(byte[] input) {
                seen.add(new String(new byte[1 << 20], StandardCharsets.ISO_8859_1));
            }

            @Override
            public long mostBytes(int length) {
                return 64 * 1024;
            }
        };

        assertThatThrownBy(() -> new Fuzzing(greedy, 3).feed(1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(": took ");
    }
}
