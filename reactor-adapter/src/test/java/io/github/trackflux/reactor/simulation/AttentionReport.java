package io.github.trackflux.reactor.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How soon changes are told, in virtual time, against what was aimed at. Writes {@code docs/latency-simulated.md}. */
@Tag("simulation")
final class AttentionReport {
    private static final int[] ORDERS = {5, 60, 200, 500, 1000};
    private static final int RUNS = 4;

    /** What was aimed at: both, closes; the share of short-lived ones missed; the late updates. */
    private static final String[] CALM = {
        "110 / 190, ",
        "220 / 400, 280 / 450",
        "310 / 680, 430 / 750",
        "370 / 1000, 640 / 1150",
        "400 / 1350, 840 / 1600"
    };

    private static final String[] BUSY = {
        "110 / 190, ",
        "260 / 550, 340 / 600",
        "360 / 900, 500 / 1100",
        "480 / 2000, 780 / 2600",
        "550 / 3600, 1200 / 4900"
    };

    private static final String[] MISSED = {"1 %", "6 %", "9 %", "14 %", "14 %"};
    private static final String[] UPDATES = {"", "300", "1100", "3400", "7500"};

    @Test
    void how_soon_changes_are_told() throws IOException {
        List<String> lines = new ArrayList<>(
                List.of(
                        "# From a change to its event, simulated",
                        "",
                        "The tracker at production's pace in virtual time: round trip 80 ± 30 ms, hold-down 0, list newest first. Times are",
                        "median / 95th percentile in ms from the change in the exchange to the event; the same on every machine.",
                        "Calm is 0.2 opens, closes and updates a second; busy 2, 1.6 and 1, a fifth of the opens living 0.1 to 1.6 s."));
        table(lines, "All traders equally busy (25 symbols by Zipf, 8 traders): no group fills a page", true);
        table(
                lines,
                "The simulator's own market: traders by Zipf, so that of 1,000 orders a tenth is one group",
                false);
        Files.write(Path.of("..", "docs", "latency-simulated.md"), lines);
        assertThat(lines).hasSizeGreaterThan(20);
    }

    private static void table(List<String> lines, String title, boolean evenly) {
        lines.addAll(List.of(
                "",
                "## " + title,
                "",
                "| orders | | opens and closes | opens | closes | aim: both, closes | updates | aim, late | short-lived missed |"
                        + " aim | longest close | closes | calls/s |",
                "|---|---|---|---|---|---|---|---|---|---|---|---|---|"));
        for (boolean busy : new boolean[] {false, true}) {
            for (int i = 0; i < ORDERS.length; i++) {
                Findings found = new AttentionWork(ORDERS[i], busy, evenly)
                        .play(1000, Duration.ofMinutes(busy ? 60 : 240), RUNS);
                lines.add(String.format(
                        Locale.ROOT,
                        "| %d | %s | %s | %s | %s | %s | %s | %s | %s | %s | %d | %d | %.2f |",
                        ORDERS[i],
                        busy ? "busy" : "calm",
                        quantiles(found.both()),
                        quantiles(found.opens),
                        quantiles(found.closes),
                        busy ? BUSY[i] : CALM[i],
                        quantiles(found.updates),
                        busy ? "" : UPDATES[i],
                        busy ? String.format(Locale.ROOT, "%.1f %%", 100 * found.shortLivedMissed()) : "",
                        busy ? MISSED[i] : "",
                        found.closes.longest(),
                        found.closes.count(),
                        found.callsPerSecond()));
                System.err.println(lines.get(lines.size() - 1));
            }
        }
    }

    private static String quantiles(Latencies latencies) {
        return latencies.quantile(0.5) + " / " + latencies.quantile(0.95);
    }
}
