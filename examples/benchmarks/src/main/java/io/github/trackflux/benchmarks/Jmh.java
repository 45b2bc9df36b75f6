package io.github.trackflux.benchmarks;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/** Runs benchmarks and lays their results out, ratios first. */
final class Jmh {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Jmh() {}

    /** One figure with its spread: nanoseconds and bytes for each operation. */
    private record Figure(double nanos, double least, double most, double bytes) {
        static Figure of(RunResult result) {
            Statistics times = result.getPrimaryResult().getStatistics();
            double bytes = Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED))
                    .getScore();
            return new Figure(times.getMean(), times.getMin(), times.getMax(), bytes);
        }

        String text() {
            return String.format(Locale.ROOT, "%.2f (%.2f–%.2f), %,.0f", nanos / 1e3, least / 1e3, most / 1e3, bytes);
        }
    }

    static String decoder(boolean quick) throws RunnerException {
        TreeMap<Bodies.Change, TreeMap<Library, Figure>> figures = new TreeMap<>();
        for (RunResult result : run(DecoderBenchmark.class, quick)) {
            Bodies.Change change = Bodies.Change.valueOf(result.getParams().getParam("change"));
            Library library = Library.valueOf(result.getParams().getParam("library"));
            figures.computeIfAbsent(change, any -> new TreeMap<>()).put(library, Figure.of(result));
        }
        List<Library> libraries = List.of(Library.values());
        StringBuilder out = new StringBuilder("How many times faster than Jackson databind:\n\n");
        head(out, "page of 50 rows", libraries.stream().map(Library::label).toList());
        figures.forEach((change, row) -> {
            double databind = row.getOrDefault(Library.DATABIND, NONE).nanos();
            line(
                    out,
                    change.label(),
                    libraries.stream()
                            .map(library -> String.format(
                                    Locale.ROOT,
                                    "%.1f",
                                    databind / row.getOrDefault(library, NONE).nanos()))
                            .toList());
        });
        out.append("\nµs a page, in brackets the fastest and the slowest iteration, then bytes allocated:\n\n");
        head(out, "page of 50 rows", libraries.stream().map(Library::label).toList());
        figures.forEach((change, row) -> line(
                out,
                change.label(),
                libraries.stream()
                        .map(library -> row.getOrDefault(library, NONE).text())
                        .toList()));
        return out.toString();
    }

    private static final Figure NONE = new Figure(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    static String diff(boolean quick) throws RunnerException {
        TreeMap<String, TreeMap<String, Figure>> figures = new TreeMap<>(Comparator.comparingInt(Integer::parseInt));
        for (RunResult result : run(DiffBenchmark.class, quick)) {
            String name = result.getPrimaryResult().getLabel();
            figures.computeIfAbsent(result.getParams().getParam("changed"), any -> new TreeMap<>())
                    .put(name, Figure.of(result));
        }
        StringBuilder out = new StringBuilder("A sweep of 1,000 orders; µs (fastest–slowest iteration), bytes:\n\n");
        head(
                out,
                "changed",
                List.of(
                        "rows compared: times faster than two maps",
                        "whole tracker: times faster",
                        "rows compared",
                        "whole tracker",
                        "two maps built and compared"));
        figures.forEach((changed, row) -> {
            Figure tracker = row.getOrDefault("trackerTakesSweep", NONE);
            Figure rows = row.getOrDefault("rowsAreCompared", NONE);
            Figure maps = row.getOrDefault("mapsAreCompared", NONE);
            line(
                    out,
                    changed + " of 1,000",
                    List.of(
                            String.format(Locale.ROOT, "%.1f", maps.nanos() / rows.nanos()),
                            String.format(Locale.ROOT, "%.1f", maps.nanos() / tracker.nanos()),
                            rows.text(),
                            tracker.text(),
                            maps.text()));
        });
        return out.toString();
    }

    private static Collection<RunResult> run(Class<?> benchmark, boolean quick) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(benchmark.getName().replace(".", "\\.") + "\\.")
                .addProfiler(GCProfiler.class)
                .jvmArgs("-Xms1g", "-Xmx1g")
                .forks(quick ? 0 : 2)
                .warmupIterations(quick ? 1 : 3)
                .measurementIterations(quick ? 1 : 3)
                .warmupTime(quick ? TimeValue.milliseconds(10) : TimeValue.seconds(1))
                .measurementTime(quick ? TimeValue.milliseconds(10) : TimeValue.seconds(1));
        return new Runner(options.build()).run();
    }

    private static void head(StringBuilder out, String first, List<String> names) {
        line(out, first, names);
        out.append("|---|").append("--:|".repeat(names.size())).append('\n');
    }

    private static void line(StringBuilder out, String first, List<String> cells) {
        out.append("| ")
                .append(first)
                .append(" | ")
                .append(String.join(" | ", cells))
                .append(" |\n");
    }
}
