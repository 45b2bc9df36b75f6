package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/faults.md} names tests of every module: each is there, and each of the 66 faults has its row. */
class FaultsPageTest {
    private static final Path ROOT = Path.of("..");
    private static final int FAULTS = 66;
    private static final Pattern NAME = Pattern.compile("`(\\w+)(?:([#.])(\\w+))?`");
    private static final List<String> OF_TESTS = List.of("Test", "IT", "Laws", "Report", "Tck");

    private static final Map<String, String> SOURCES = new HashMap<>();
    private static List<String[]> rows = List.of();

    @BeforeAll
    static void read() throws IOException {
        for (String module :
                List.of("core", "reactor-adapter", "examples/simulator", "examples/watch", "examples/kafka-bridge")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(FaultsPageTest::keep);
            }
        }
        rows = Files.readAllLines(ROOT.resolve("docs/faults.md")).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .map(line -> line.split(" *\\| *", -1))
                .toList();
    }

    private static void keep(Path file) {
        try {
            String name = file.getFileName().toString().replace(".java", "");
            SOURCES.merge(name, Files.readString(file), String::concat);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_fault_has_its_row() {
        assertThat(rows.stream().map(row -> Integer.parseInt(row[1])))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, FAULTS).boxed().toList());
    }

    @Test
    void every_row_names_a_test_or_says_why_not() {
        assertThat(rows).allSatisfy(row -> {
            boolean left = row[3].startsWith("left out: ") || row[3].startsWith("left to ");
            assertThat(left || !named(row[3]).isEmpty()).as("row %s", row[1]).isTrue();
            assertThat(left || !row[4].isBlank())
                    .as("outcome of row %s", row[1])
                    .isTrue();
        });
    }

    @Test
    void every_test_that_is_named_is_there() {
        List<String> missing = new ArrayList<>();
        for (String[] row : rows) {
            for (String[] name : named(row[3])) {
                String source = SOURCES.getOrDefault(name[0], "");
                if (!isThere(source, name)) {
                    missing.add("row " + row[1] + ": " + String.join("#", name));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean isThere(String source, String[] name) {
        if (name[0].equals("Fault")) {
            return Pattern.compile("\n    " + name[1] + " \\{").matcher(source).find();
        }
        boolean isTest = OF_TESTS.stream().anyMatch(name[0]::endsWith);
        return isTest && (name.length == 1 ? !source.isEmpty() : source.contains(" void " + name[1] + "("));
    }

    /** Class alone, or class and method, or fault and constant. */
    private static List<String[]> named(String cell) {
        List<String[]> names = new ArrayList<>();
        for (Matcher name = NAME.matcher(cell); name.find(); ) {
            names.add(
                    name.group(3) == null ? new String[] {name.group(1)} : new String[] {name.group(1), name.group(3)});
        }
        return names;
    }
}
