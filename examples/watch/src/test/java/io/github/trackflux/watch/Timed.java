package io.github.trackflux.watch;

import io.github.trackflux.simulator.SimulatedExchange;
import io.github.trackflux.simulator.market.Truth;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A run of the program in a JVM of its own, each line with the exchange's time at which it could be read. */
final class Timed {
    /** By when the close of an order must have been told, and from when on a missing open is a miss. */
    private static final long SETTLED = Duration.ofSeconds(10).toNanos();

    private static final long SHORTEST = Duration.ofMillis(100).toNanos();
    private static final long SHORT = Duration.ofMillis(1600).toNanos();
    private static final long OLD = Duration.ofSeconds(2).toNanos();

    private final Truth truth;
    private final List<Line> lines;
    private final long synced;
    private final long end;
    private final double callsPerSecond;
    private final int refused;

    private record Line(String kind, String number, long at) {}

    private Timed(Truth truth, List<Line> lines, long end, double callsPerSecond, int refused) {
        this.truth = truth;
        this.lines = lines;
        this.synced = lines.stream()
                .filter(line -> line.kind().equals("synced"))
                .mapToLong(Line::at)
                .findFirst()
                .orElseThrow();
        this.end = end;
        this.callsPerSecond = callsPerSecond;
        this.refused = refused;
    }

    /** Watches from the first synced line on for so long. */
    static Timed watch(SimulatedExchange exchange, Duration watched, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--base-url",
                exchange.url(),
                "--for",
                watched.plusSeconds(5).toSeconds() + "s"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(Run.keys(exchange));
        Process process = builder.start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            List<Line> lines = new ArrayList<>();
            long before = 0;
            long from = 0;
            for (String text = out.readLine(); text != null; text = out.readLine()) {
                long at = nanos(exchange.now());
                EventLine event = EventLine.all(text).get(0);
                lines.add(new Line(event.kind(), event.number(), at));
                if (event.kind().equals("synced")) {
                    before = exchange.tally().calls();
                    from = at;
                }
            }
            long end = nanos(exchange.now());
            double seconds = (end - from) / 1e9;
            double calls = (exchange.tally().calls() - before) / seconds;
            return new Timed(
                    exchange.truth(), lines, end, calls, (int) exchange.tally().throttled());
        } finally {
            process.destroyForcibly();
        }
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    /** Closes of orders that were open. */
    long falseCloses() {
        return lines.stream()
                .filter(line -> line.kind().equals("closed"))
                .filter(line -> truth.closedAt(line.number()).orElse(Long.MAX_VALUE) > line.at())
                .count();
    }

    /** Opens of orders that never were, or that had been told before. */
    long falseOpens() {
        Set<String> told = new HashSet<>();
        return lines.stream()
                .filter(line -> line.kind().equals("opened") || line.kind().equals("existing"))
                .filter(line -> !told.add(line.number())
                        || truth.openedAt(line.number()).orElse(Long.MAX_VALUE) > line.at())
                .count();
    }

    /** Closes of orders that had been told as open, long enough before the end, and not told. */
    long lostCloses() {
        Set<String> closed = numbers("closed"::equals);
        return numbers(kind -> !kind.equals("closed")).stream()
                .filter(number -> truth.closedAt(number).orElse(Long.MAX_VALUE) < end - SETTLED)
                .filter(number -> !closed.contains(number))
                .count();
    }

    List<Long> opens() {
        return lines.stream()
                .filter(line -> line.kind().equals("opened"))
                .filter(line -> truth.openedAt(line.number()).orElseThrow() > synced)
                .map(line -> line.at() - truth.openedAt(line.number()).orElseThrow())
                .toList();
    }

    List<Long> closes() {
        return closes(number -> true);
    }

    List<Long> oldCloses() {
        return closes(number ->
                truth.closedAt(number).orElseThrow() - truth.openedAt(number).orElse(0) > OLD);
    }

    private List<Long> closes(Predicate<String> which) {
        return lines.stream()
                .filter(line -> line.kind().equals("closed") && which.test(line.number()))
                .filter(line -> truth.closedAt(line.number()).orElseThrow() > synced)
                .map(line -> line.at() - truth.closedAt(line.number()).orElseThrow())
                .toList();
    }

    /** From the change that a line shows, or a later one that the line comes with, to the line. */
    List<Long> updates() {
        return lines.stream()
                .filter(line -> line.kind().equals("updated"))
                .flatMap(line -> truth.stateAt(line.number(), line.at()).stream()
                        .filter(state -> state.changedAt() > synced)
                        .map(state -> line.at() - state.changedAt()))
                .toList();
    }

    List<Long> both() {
        List<Long> both = new ArrayList<>(opens());
        both.addAll(closes());
        return both;
    }

    /** How many opens were never told, and how many of them lived for at most 1.6 s. */
    String missed() {
        List<String> opened = truth.openedWithin(synced, end - SETTLED);
        List<String> missed = untold(opened);
        return missed.size() + " of " + opened.size() + " ("
                + missed.stream().filter(this::isShortLived).count() + ")";
    }

    /** The share of the orders that lived for 0.1 to 1.6 s that were never told. */
    double shortLivedMissed() {
        List<String> shortLived = truth.openedWithin(synced, end - SETTLED).stream()
                .filter(this::isShortLived)
                .filter(number -> life(number) >= SHORTEST)
                .toList();
        return shortLived.isEmpty() ? 0 : (double) untold(shortLived).size() / shortLived.size();
    }

    private List<String> untold(List<String> opened) {
        Set<String> told = numbers(kind -> true);
        return opened.stream().filter(number -> !told.contains(number)).toList();
    }

    private boolean isShortLived(String number) {
        return life(number) <= SHORT;
    }

    private long life(String number) {
        return truth.closedAt(number).orElse(Long.MAX_VALUE)
                - truth.openedAt(number).orElseThrow();
    }

    double callsPerSecond() {
        return callsPerSecond;
    }

    int refused() {
        return refused;
    }

    private Set<String> numbers(Predicate<String> kinds) {
        Set<String> numbers = new HashSet<>();
        lines.stream().filter(line -> kinds.test(line.kind())).forEach(line -> numbers.add(line.number()));
        numbers.remove("");
        return numbers;
    }

    static String quantiles(List<Long> nanos) {
        if (nanos.isEmpty()) {
            return "–";
        }
        List<Long> sorted = nanos.stream().sorted().toList();
        long median = sorted.get(sorted.size() / 2) / 1_000_000;
        long late = sorted.get((int) (sorted.size() * 0.95)) / 1_000_000;
        return median + " / " + late;
    }
}
