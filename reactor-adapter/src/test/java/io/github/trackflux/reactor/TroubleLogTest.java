package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.trackflux.call.ServerException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a feed says of its trouble. */
class TroubleLogTest {
    private final LogLines lines = LogLines.of(Feed.class);
    private final TroubleLog trouble = new TroubleLog();

    @AfterEach
    void stop() {
        lines.close();
    }

    @Test
    void two_failures_in_a_row_are_nobodys_business() {
        for (int i = 0; i < 100; i++) {
            fail(i * 3);
            fail(i * 3 + 1);
            answer(i * 3 + 2);
        }

        assertThat(lines.from(Level.INFO)).isEmpty();
        assertThat(lines.from(Level.DEBUG)).hasSize(200);
    }

    @Test
    void trouble_that_lasts_is_told_once_then_every_five_minutes_and_its_end() {
        for (int second = 0; second < 3600; second++) {
            fail(second);
        }
        answer(3600);
        answer(3601);

        List<String> told = lines.from(Level.INFO);
        assertThat(told).hasSize(13);
        assertThat(told.get(0))
                .startsWith("WARN The list could not be read 3 times in a row, for 2 s now; trying on: ");
        assertThat(told.get(12)).isEqualTo("INFO The list can be read again, after 3600 s");
    }

    @Test
    void trouble_that_comes_and_goes_is_told_no_more_often() {
        for (int second = 0; second < 3600; second += 4) {
            fail(second);
            fail(second + 1);
            fail(second + 2);
            answer(second + 3);
        }

        assertThat(lines.from(Level.INFO)).hasSize(24);
    }

    private void fail(int second) {
        trouble.failed(new ServerException("", "the exchange could not answer"), Duration.ofSeconds(second));
    }

    private void answer(int second) {
        trouble.answered(Duration.ofSeconds(second));
    }
}
