package io.github.trackflux.watch;

import io.github.trackflux.view.Anomaly;
import io.github.trackflux.view.FeedHealth;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** Says once what a feed's health brings up, for those who see events only: sweeps that fail, and what is odd. */
final class HealthNotes {
    private static final int FAILURES_WORTH_A_WORD = 3;

    private final Consumer<String> say;
    private final Set<Anomaly> said = EnumSet.noneOf(Anomaly.class);
    private boolean failing;

    HealthNotes(Consumer<String> say) {
        this.say = say;
    }

    void take(FeedHealth health) {
        if (!failing && health.failedSweeps() >= FAILURES_WORTH_A_WORD) {
            failing = true;
            say.accept(HealthWords.failures(health));
        }
        if (failing && health.failedSweeps() == 0) {
            failing = false;
            say.accept("the list can be read again");
        }
        health.anomalies().stream()
                .sorted()
                .filter(said::add)
                .forEach(anomaly -> say.accept("noticed: " + HealthWords.of(anomaly)));
    }
}
