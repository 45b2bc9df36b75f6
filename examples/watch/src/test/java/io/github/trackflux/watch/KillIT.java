package io.github.trackflux.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.simulator.SimulatedExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/**
 * The program in a JVM of its own, killed with {@code kill -9} at random moments and started again: what it wrote, read as
 * its README says, is what happened.
 */
@Timeout(1200)
final class KillIT {
    private static final long SEED = Long.getLong("trackflux.seed", 20261126L);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(8);
    /** What may differ where the same news is told again. */
    private static final List<String> TELLING =
            List.of("seq", "origin", "observedAt", "notBefore", "notAfter", "proof", "from", "to");

    @TempDir
    private Path directory;

    private final Random random = new Random(SEED);
    /** What counts of all runs: a line takes the place of those with its number or a higher one. */
    private final TreeMap<Long, EventLine> union = new TreeMap<>();

    private final Map<String, String> news = new HashMap<>();
    private int resumed;
    private int silent;
    private int torn;
    private int told;
    private int takenBack;
    private int again;

    @Test
    @Tag("long")
    void five_kills_lose_nothing_and_tell_nothing_false() throws Exception {
        killed(5);
    }

    @Test
    @Tag("simulation")
    void a_hundred_kills_lose_nothing_and_tell_nothing_false() throws Exception {
        killed(100);
        Files.write(Path.of("..", "..", "docs", "restarts.md"), report(100));
    }

    private List<String> report(int times) {
        return List.of(
                "# Killed a hundred times",
                "",
                "`watch --json --checkpoint FILE` in a JVM of its own against the simulated exchange over real HTTP, killed with `kill -9` "
                        + "at random moments,",
                "most within three seconds of its first word, and started again; 60 orders, 6 changes a second. What all runs wrote is "
                        + "read as the program's",
                "README says (a line takes the place of every earlier one with its number or a higher), and held against the exchange's "
                        + "own log. Made by",
                "`mvn -Psimulation -pl examples/watch -am verify -Dtest=KillIT -Dsurefire.failIfNoSpecifiedTests=false`, ten minutes.",
                "",
                "| | |",
                "|---|---|",
                row("kills", times),
                row("runs that went on from a checkpoint, the last included", resumed),
                row("runs that were killed before they had told anything", silent),
                row("runs whose last line was cut", torn),
                row("events told", told),
                row("of them void, since the checkpoint was older", takenBack),
                row("of those told again, under the same id", again),
                row("events that count", union.size()),
                row("false, lost, out of the grammar, or of an id with another content", 0));
    }

    private static String row(String what, int count) {
        return String.format(Locale.ROOT, "| %s | %,d |", what, count);
    }

    private void killed(int times) throws Exception {
        try (SimulatedExchange exchange = SimulatedExchange.builder()
                .orders(60)
                .rates(1.5, 1.5, 3)
                .roundTrip(Duration.ofMillis(40), Duration.ofMillis(20))
                .start()) {
            for (int run = 0; run < times; run++) {
                take(runUntilKilled(exchange, run));
            }
            take(runUntilQuiet(exchange));
            long to = TruthIT.nanos(exchange.now());
            List<EventLine> events = List.copyOf(union.values());
            assertThat(events).extracting(EventLine::seq).startsWith(1L);
            assertThat(union.lastKey()).isEqualTo(events.size());
            TruthIT.keepsTheGrammar(events);
            TruthIT.tellsNothingThatDidNotHappen(events, exchange.truth());
            TruthIT.leadsToWhatIsOpen(events, exchange.truth(), to);
            assertThat(resumed)
                    .as("runs that went on, -Dtrackflux.seed=" + SEED)
                    .isGreaterThan(times / 3);
        }
    }

    private Path out(String run) {
        return directory.resolve("run-" + run + ".jsonl");
    }

    private Process start(SimulatedExchange exchange, String run) throws IOException {
        String file = directory.resolve("orders.checkpoint").toString();
        return Program.builder(exchange, Run.keys(exchange), "--json", "--hold-down", "1s", "--checkpoint", file)
                .redirectOutput(out(run).toFile())
                .redirectError(directory.resolve("run-" + run + ".err").toFile())
                .start();
    }

    /** Kills it a while after its first word; now and then before it has said anything. */
    private Path runUntilKilled(SimulatedExchange exchange, int run) throws IOException, InterruptedException {
        Process process = start(exchange, "" + run);
        if (random.nextInt(5) > 0) {
            waitFor(process, out("" + run), "\n");
        }
        process.waitFor(random.nextInt(3000), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return out("" + run);
    }

    private Path runUntilQuiet(SimulatedExchange exchange) throws IOException, InterruptedException {
        Process process = start(exchange, "last");
        waitFor(process, out("last"), "\"synced\"");
        process.waitFor(QUIET.toMillis(), TimeUnit.MILLISECONDS);
        process.destroy();
        assertThat(process.waitFor()).isZero();
        return out("last");
    }

    private static void waitFor(Process process, Path out, String word) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.readString(out).contains(word)) {
            assertThat(process.waitFor(20, TimeUnit.MILLISECONDS)).as("ended").isFalse();
            assertThat(System.nanoTime()).as("no " + word + " in time").isLessThan(until);
        }
    }

    private void take(Path out) throws IOException {
        String text = Files.readString(out);
        // The last line may have been cut short.
        torn += text.isEmpty() || text.endsWith("\n") ? 0 : 1;
        List<EventLine> lines = EventLine.all(text.substring(0, text.lastIndexOf('\n') + 1));
        silent += lines.isEmpty() ? 1 : 0;
        told += lines.size();
        if (!lines.isEmpty()) {
            EventLine first = lines.get(0);
            boolean goesOn = first.kind().equals("gap");
            resumed += goesOn ? 1 : 0;
            assertThat(first.seq())
                    .isEqualTo(goesOn ? first.seq() : 1)
                    .isLessThanOrEqualTo(union.isEmpty() ? 1 : union.lastKey() + 1);
        }
        for (EventLine line : lines) {
            NavigableMap<Long, EventLine> after = union.tailMap(line.seq(), true);
            takenBack += after.size();
            after.clear();
            union.put(line.seq(), line);
            String known = news.putIfAbsent(id(line), content(line));
            again += known == null ? 0 : 1;
            assertThat(content(line)).isEqualTo(known == null ? content(line) : known);
        }
    }

    private static String id(EventLine line) {
        return line.json().path("id").asString();
    }

    private static String content(EventLine line) {
        ObjectNode content = (ObjectNode) line.json().deepCopy();
        TELLING.forEach(content::remove);
        return content.toString();
    }
}
