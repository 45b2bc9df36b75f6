package io.github.trackflux.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scanner finds what it is there for. Its own secret, or it would find itself. */
class SecretScanTest {
    private static final String SECRET = "0pen5esame";
    private static final Pattern KNOWN = Pattern.compile("TestSecrets\\.secret\\(\"[^\"]*\"\\)");
    private static final Pattern CREDENTIALS = Pattern.compile("Credentials\\.(?:of|rsa)\\([^;]*?\"");

    private final SecretScan scan = new SecretScan(List.of(SECRET));

    @Test
    void a_secret_in_a_text_is_found_once_and_not_repeated() {
        scan.look("log", "ACCESS-SIGN: " + SECRET + ", and more");

        assertThat(scan.take())
                .singleElement()
                .asString()
                .startsWith("log: ")
                .contains("[SECRET]")
                .doesNotContain(SECRET);
        assertThat(scan.take()).isEmpty();
    }

    @Test
    void nothing_is_found_where_nothing_is() {
        scan.look("log", "0pen, 5esame");

        assertThat(scan.take()).isEmpty();
    }

    @Test
    void a_stream_is_passed_on_and_looked_at_whatever_pieces_it_comes_in() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = scan.through("standard output", new PrintStream(out, true, StandardCharsets.UTF_8));

        for (char letter : ("the key is " + SECRET).toCharArray()) {
            stream.print(letter);
        }
        stream.println();
        assertThat(scan.take()).isNotEmpty();
        stream.print(SECRET);
        stream.flush();
        assertThat(scan.take()).as("without a line end").isNotEmpty();
        stream.print("x".repeat(16 * 1024 - 5) + SECRET + "\n");
        assertThat(scan.take()).as("in a long line").isNotEmpty();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("the key is " + SECRET)
                .endsWith(SECRET + "\n");
    }

    @Test
    void files_are_looked_at_if_a_test_may_have_written_them(@TempDir Path directory) throws IOException {
        Files.createDirectories(directory.resolve("test-classes"));
        Files.createDirectories(directory.resolve("surefire-reports"));
        Files.writeString(directory.resolve("test-classes").resolve("Some.class"), SECRET);
        Files.writeString(directory.resolve("measured.exec"), SECRET);
        Path nested = Files.createDirectories(directory.resolve("work").resolve("classes"));
        Files.writeString(nested.resolve("some.txt"), SECRET);
        Path report = directory.resolve("surefire-reports").resolve("TEST-some.xml");
        Files.writeString(report, "<out>" + SECRET + "</out>");

        scan.lookAtFiles(directory, 0);
        assertThat(scan.take())
                .hasSize(2)
                .anyMatch(found -> found.startsWith(report.toString()))
                .anyMatch(found -> found.startsWith(nested.toString()));
        scan.lookAtFiles(directory, Long.MAX_VALUE);
        assertThat(scan.take()).isEmpty();
    }

    @Test
    void files_that_go_away_while_they_are_looked_at_are_no_failure(@TempDir Path directory) throws IOException {
        Path gone = directory.resolve("TEST-gone.xml");

        scan.lookAtFiles(gone, 0);
        scan.lookAtFile(gone);
        assertThat(scan.take()).isEmpty();
    }

    @Test
    void no_test_makes_credentials_that_the_scanner_does_not_know() throws IOException {
        List<String> unknown = new ArrayList<>();
        for (Path module : List.of(Path.of(".."), Path.of("..", "examples"))) {
            try (Stream<Path> folders = Files.list(module)) {
                for (Path tests :
                        folders.map(folder -> folder.resolve("src/test")).toList()) {
                    unknown.addAll(unknown(tests));
                }
            }
        }
        // These are tests of the door itself.
        assertThat(unknown).isSubsetOf("CredentialsTest.java", "RsaCredentialsTest.java", "RequestSignerTest.java");
    }

    private static List<String> unknown(Path tests) throws IOException {
        if (!Files.isDirectory(tests)) {
            return List.of();
        }
        List<String> unknown = new ArrayList<>();
        try (Stream<Path> files = Files.walk(tests)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                String source = KNOWN.matcher(Files.readString(file)).replaceAll("known");
                if (CREDENTIALS.matcher(source).find()) {
                    unknown.add(file.getFileName().toString());
                }
            }
        }
        return unknown;
    }
}
