package io.github.trackflux.reactor.simulation;

import io.github.trackflux.reactor.simulation.SimulationReport.Control;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The report as Markdown. Whatever it says is the same on every machine. */
final class ReportPage {
    private static final String COLUMNS =
            " hours | false closes | lost closes | false opens | missed opens | closes | opens"
                    + " | never seen | calls/s |";
    private static final String RULES = "---|---|---|---|---|---|---|---|---|";

    private ReportPage() {}

    static List<String> of(Map<Cell, Findings> quick, Map<Cell, Findings> full, List<Control> controls) {
        List<String> lines = new ArrayList<>(List.of(
                "# Simulation",
                "",
                "The tracker: " + summary(quick.values()),
                "",
                "The whole stack: " + summary(full.values()),
                "",
                "![Latency by number of orders, and false closes of simpler ways](simulation.svg)",
                "",
                "*The tracker*: production's decisions (the tracker with its page model, its walks and its reconciler) at",
                "production's pace of calls, on one virtual clock, against the simulator's market with an oracle that knows the",
                "truth. *The whole stack*: the same with budget, retries, signatures, bytes and Reactor, all but sockets. Churn is",
                "opens, closes and updates a second, each; a fifth of the opens live 0.1 to 1.6 s. The round trip varies by a third.",
                "A lagging server answers every second call from a copy that is 1.5 s behind; the hold-down is 2 s. A close counts as",
                "lost if it is not told within a minute (four minutes from 200 orders on, where three groups of one trader and symbol fill",
                "a page and need the proof by walks), an open as missed if the order lived through three complete sweeps. Latency is",
                "median / 99th percentile in ms, from the change in the exchange to the event. *Never seen* are orders that closed",
                "before any call could show them.",
                "",
                "Repeat it with `mvn -Psimulation -pl reactor-adapter -am verify -Dtest=SimulationReport"
                        + " -Dsurefire.failIfNoSpecifiedTests=false`",
                "(`-Dsimulation.hours=200` for a short one). Faults of the exchange and the network are the business of",
                "`FullSimulationTest`, in every build.",
                "",
                "## Ways that are known to be wrong",
                "",
                "False closes in one hour, newest first, 150 ms: of who believes one sweep, of who waits for two, and of us without hold-down",
                "where a server lags by 1.5 s (the first close that has to be taken back raises it, so there are few).",
                "",
                controlHead(controls),
                "|---|---|" + "---|".repeat(names(controls).size())));
        lines.addAll(controlRows(controls));
        lines.addAll(List.of(
                "", "## The whole stack", "", "| orders | churn /s | lag |" + COLUMNS, "|---|---|---|" + RULES));
        groups(full).forEach((group, findings) -> lines.add(group + figures(findings)));
        lines.addAll(List.of(
                "",
                "## The tracker",
                "",
                "| orders | every | churn /s | round trip ms | list order | lag |" + COLUMNS,
                "|---|---|---|---|---|---|" + RULES));
        quick.forEach((cell, findings) -> lines.add(row(cell) + figures(findings)));
        return lines;
    }

    private static String summary(Collection<Findings> parts) {
        Findings all = new Findings();
        parts.forEach(all::add);
        long broken = all.counts().values().stream().mapToLong(Long::longValue).sum();
        long named = all.count(Invariant.NO_FALSE_CLOSE)
                + all.count(Invariant.NO_LOST_CLOSE)
                + all.count(Invariant.NO_FALSE_OPEN)
                + all.count(Invariant.NO_MISSED_OPEN);
        return String.format(
                Locale.ROOT,
                "%,.0f virtual hours, %,d calls, %,d closes and %,d opens told: **%d false closes, %d lost closes, %d false"
                        + " opens, %d missed opens**, %d other breaches.",
                all.virtualHours(),
                all.calls(),
                all.closes.count(),
                all.opens.count(),
                all.count(Invariant.NO_FALSE_CLOSE),
                all.count(Invariant.NO_LOST_CLOSE),
                all.count(Invariant.NO_FALSE_OPEN),
                all.count(Invariant.NO_MISSED_OPEN),
                broken - named);
    }

    private static String row(Cell cell) {
        return String.format(
                Locale.ROOT,
                "| %d | %s | %s | %d | %s | %s |",
                cell.orders(),
                cell.every().isZero() ? "max" : cell.every().toSeconds() + " s",
                cell.churn(),
                cell.roundTrip(),
                cell.order().name().toLowerCase(Locale.ROOT),
                lag(cell));
    }

    private static String lag(Cell cell) {
        return cell.lagging() ? "1.5 s" : "0";
    }

    private static Map<String, Findings> groups(Map<Cell, Findings> cells) {
        Map<String, Findings> groups = new LinkedHashMap<>();
        cells.forEach((cell, findings) -> {
            String group = String.format(Locale.ROOT, "| %d | %s | %s |", cell.orders(), cell.churn(), lag(cell));
            groups.computeIfAbsent(group, key -> new Findings()).add(findings);
        });
        return groups;
    }

    private static String figures(Findings found) {
        return String.format(
                Locale.ROOT,
                " %.1f | %d | %d | %d | %d | %s | %s | %d | %.2f |",
                found.virtualHours(),
                found.count(Invariant.NO_FALSE_CLOSE),
                found.count(Invariant.NO_LOST_CLOSE),
                found.count(Invariant.NO_FALSE_OPEN),
                found.count(Invariant.NO_MISSED_OPEN),
                found.closes.quantile(0.5) + " / " + found.closes.quantile(0.99),
                found.opens.quantile(0.5) + " / " + found.opens.quantile(0.99),
                found.neverSeen(),
                found.callsPerSecond());
    }

    private static Collection<String> names(List<Control> controls) {
        return controls.stream().map(Control::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String controlHead(List<Control> controls) {
        return "| orders | churn /s | " + String.join(" | ", names(controls)) + " |";
    }

    private static List<String> controlRows(List<Control> controls) {
        Map<String, StringBuilder> rows = new LinkedHashMap<>();
        for (Control control : controls) {
            String key = String.format(
                    Locale.ROOT,
                    "| %d | %s |",
                    control.cell().orders(),
                    control.cell().churn());
            rows.computeIfAbsent(key, begun -> new StringBuilder(begun))
                    .append(' ')
                    .append(control.findings().count(Invariant.NO_FALSE_CLOSE))
                    .append(" |");
        }
        return rows.values().stream().map(StringBuilder::toString).toList();
    }
}
