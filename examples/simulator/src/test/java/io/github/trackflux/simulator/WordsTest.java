package io.github.trackflux.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "80ms, PT0.08S",
        "1.5s, PT1.5S",
        "2m, PT2M",
        "1h, PT1H",
        "1d, PT24H",
        "250us, PT0.00025S",
        "-40s, PT-40S"
    })
    void times_are_read(String word, Duration time) {
        assertThat(new Words.TimeSpan().convert(word)).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.02, 0.02", "2%, 0.02", "100%, 1"})
    void shares_are_read(String word, double share) {
        assertThat(new Words.Share().convert(word)).isEqualTo(share);
    }
}
