package io.github.trackflux.watch;

import io.github.trackflux.view.Anomaly;
import io.github.trackflux.view.FeedHealth;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a feed stands, in words. */
final class HealthWords {
    private HealthWords() {}

    static String line(FeedHealth health, CallMeter.Calls calls) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%s%s | %d open | %d %s | %.1f calls/s answered, %d refused",
                health.synced() ? "synced" : "syncing",
                health.failedSweeps() > 0 ? " | " + failures(health) : "",
                health.open(),
                health.suspects(),
                health.suspects() == 1 ? "suspect" : "suspects",
                calls.perSecond(),
                calls.refused()));
        if (!health.anomalies().isEmpty()) {
            line.append(" | noticed: ")
                    .append(health.anomalies().stream()
                            .sorted()
                            .map(HealthWords::of)
                            .collect(Collectors.joining(", ")));
        }
        return line.toString();
    }

    static String failures(FeedHealth health) {
        int failed = health.failedSweeps();
        return "the list could not be read" + (failed == 1 ? "" : " " + failed + " times in a row") + "; trying on";
    }

    static String of(Anomaly anomaly) {
        return anomaly.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
