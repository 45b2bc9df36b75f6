package io.github.trackflux.watch;

import io.github.trackflux.view.Anomaly;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.FeedState;
import io.github.trackflux.view.Trouble;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a feed stands, in words. */
final class HealthWords {
    private HealthWords() {}

    static String line(FeedHealth health, CallMeter.Calls calls) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%s%s%s | %d open | %d %s | %.1f calls/s answered, %d refused",
                of(health.state()),
                health.trouble().map(trouble -> ": " + of(trouble)).orElse(""),
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

    static String of(FeedState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** What is in the way, and for how long nothing is sent for it. */
    static String of(Trouble trouble) {
        String what = switch (trouble.kind()) {
            case THROTTLED -> "too many calls";
            case BANNED -> "this machine's address is refused";
            case MAINTENANCE -> "the exchange is in maintenance";
            case CLOCK -> "the exchange finds the time of the calls wrong";
            case DECODE -> "answers cannot be read";
            case UNKNOWN_CODE -> "an unknown code";
            case TRANSPORT -> "the exchange cannot be reached";
            case SERVER -> "the exchange fails";
            case KEY -> "the key is refused for now";
            case PARAMETER -> "the query is refused for now";
            case ENDED -> "ended";
        };
        long pause = trouble.pause().toSeconds();
        return what
                + trouble.code().map(code -> " (" + Printable.of(code) + ")").orElse("")
                + (pause > 0 ? ", waiting " + pause + " s" : "");
    }

    static String of(Anomaly anomaly) {
        return anomaly.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
