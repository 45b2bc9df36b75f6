package io.github.trackflux.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.view.Anomaly;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HealthNotesTest {
    private final List<String> said = new ArrayList<>();
    private final HealthNotes notes = new HealthNotes(said::add);

    private void health(int failedSweeps, Anomaly... anomalies) {
        notes.take(Samples.health(true, 1, 0, failedSweeps, anomalies));
    }

    @Test
    void lasting_trouble_is_said_once_and_its_end_too() {
        for (int failed : new int[] {0, 1, 2, 3, 4, 5, 0, 0, 1, 0}) {
            health(failed);
        }
        assertThat(said)
                .containsExactly(
                        "the list could not be read 3 times in a row; trying on", "the list can be read again");
    }

    @Test
    void each_anomaly_is_said_once() {
        health(0, Anomaly.MASS_CLOSE);
        health(0, Anomaly.MASS_CLOSE, Anomaly.EMPTY_ANSWER);
        assertThat(said).containsExactly("noticed: mass close", "noticed: empty answer");
    }
}
