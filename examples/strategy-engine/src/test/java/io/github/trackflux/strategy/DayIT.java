package io.github.trackflux.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** The program from its command line to its files. */
@Tag("long")
@Timeout(120)
class DayIT {
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void a_day_is_played_over_a_restart_and_its_recording_gives_the_same_bytes() throws Exception {
        Path day = directory.resolve("day");
        Path again = directory.resolve("again");

        String lived = run("--seconds", "10", "--seed", "3", "--dir", day.toString());
        String replayed = run("--replay", day.resolve("events.jsonl").toString(), "--dir", again.toString());

        assertThat(lived).startsWith("STRATEGY").contains("mirror all", "guard all", " 1 gap;");
        assertThat(replayed).isEqualTo(lived);
        List<Path> decisions = files(day).stream()
                .filter(file -> file.toString().endsWith(".jsonl") && !file.endsWith("events.jsonl"))
                .toList();
        assertThat(decisions).hasSize(6);
        for (Path file : decisions) {
            assertThat(again.resolve(file.getFileName())).hasSameBinaryContentAs(file);
        }
        assertThat(again.resolve("equity.svg")).hasSameBinaryContentAs(day.resolve("equity.svg"));
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(day.resolve("equity.svg").toFile());
        assertThat(err.toString()).contains("stopped at 15:00", "going on after event");
        assertThat(Files.readString(day.resolve("decisions-mirror-all.jsonl"))).contains("\"why\":\"opened\"");

        String smaller =
                run("--replay", day.resolve("events.jsonl").toString(), "--dir", again.toString(), "--limit", "40");
        assertThat(smaller).isNotEqualTo(lived);
    }

    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        Shell shell = new Shell(Map.of(), new PrintWriter(out), new PrintWriter(err), Mono.never());
        assertThat(Main.run(arguments, shell)).as(err.toString()).isZero();
        return out.toString();
    }

    private static List<Path> files(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
