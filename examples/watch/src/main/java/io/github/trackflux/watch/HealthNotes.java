package io.github.trackflux.watch;

import io.github.trackflux.view.Anomaly;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.Trouble;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Says once what a feed's health brings up, for those who see events only: sweeps that fail, what is in the way, what is odd. */
final class HealthNotes {
    private static final int FAILURES_WORTH_A_WORD = 3;

    private final Consumer<String> say;
    private final Set<Anomaly> said = EnumSet.noneOf(Anomaly.class);
    private boolean failing;
    private Optional<Trouble.Kind> inTheWay = Optional.empty();

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
        Optional<Trouble.Kind> now = health.trouble().map(Trouble::kind);
        if (!now.equals(inTheWay)) {
            say.accept(health.trouble().map(HealthWords::of).orElse("nothing is in the way any more"));
            inTheWay = now;
        }
        health.anomalies().stream()
                .sorted()
                .filter(said::add)
                .forEach(anomaly -> say.accept("noticed: " + HealthWords.of(anomaly)));
    }
}
