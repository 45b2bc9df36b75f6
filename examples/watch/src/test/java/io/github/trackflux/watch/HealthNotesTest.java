package io.github.trackflux.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.view.Anomaly;
import io.github.trackflux.view.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    void what_is_in_the_way_is_said_once_and_its_end_too() {
        Trouble waiting = new Trouble(Trouble.Kind.MAINTENANCE, Optional.of("40200"), Duration.ofSeconds(12));
        notes.take(Samples.WELL);
        notes.take(Samples.WELL.withTrouble(Optional.of(waiting)));
        notes.take(Samples.WELL.withTrouble(Optional.of(Trouble.of(Trouble.Kind.MAINTENANCE))));
        notes.take(Samples.WELL);
        assertThat(said)
                .containsExactly(
                        "the exchange is in maintenance (40200), waiting 12 s", "nothing is in the way any more");
    }

    @Test
    void each_anomaly_is_said_once() {
        health(0, Anomaly.MASS_CLOSE);
        health(0, Anomaly.MASS_CLOSE, Anomaly.EMPTY_ANSWER);
        assertThat(said).containsExactly("noticed: mass close", "noticed: empty answer");
    }
}
