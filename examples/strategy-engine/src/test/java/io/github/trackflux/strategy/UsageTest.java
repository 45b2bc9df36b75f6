package io.github.trackflux.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.suite.TestSecrets;
import io.github.trackflux.watch.Keys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

class UsageTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void help_says_what_it_does_and_what_it_does_not() {
        assertThat(run(Map.of(), "--help")).isZero();
        assertThat(out.toString())
                .contains("No order is ever sent to an exchange.")
                .contains("--dir", "--replay", "--seed", "--seconds", "--trader-id", "--share", "--cap", "--limit")
                .contains("--base-url", "--help", "--version", "Exit codes");
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seconds=3|--seconds must be 8 to 55, was 3",
                "--limit=0|Invalid value for option '--limit': must be a number more than 0 such as 0.1 or 300, was 0",
                "--cap=-1|Invalid value for option '--cap': must be a number more than 0 such as 0.1 or 300, was -1",
                "--share=1E-50|Invalid value for option '--share': must be a number more than 0 such as 0.1 or 300, was 1E-50",
                "--seed=x|Invalid value for option '--seed': must be a whole number up to 999999999, was x",
                "--trader-id=1,2,3,4,5,6,7,8,9|at most 8 traders, were 9",
                "--base-url=http://127.0.0.1:1|--base-url needs BITGET_API_KEY, BITGET_API_SECRET and"
                        + " BITGET_API_PASSPHRASE in the environment",
                "--trader-id=anna,bert,anna|traders must differ from each other",
                "--replay=x --seed=3|--seed and --seconds are for the simulated day, and this is a replay",
                "--often|Unknown option: '--often'",
            })
    void what_is_wrong_is_named_with_what_is_allowed(String options, String message) {
        assertThat(run(Map.of(), options.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(message).contains("--help shows all options");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_password_in_a_url_is_not_repeated() {
        assertThat(run(Map.of(), "--base-url=https://me:hush hush@example.com")).isEqualTo(2);
        assertThat(err.toString()).contains("must be a URL").doesNotContain("hush");
    }

    @Test
    void a_recording_that_is_none_is_named() throws IOException {
        Path file = directory.resolve("broken.jsonl");
        Files.writeString(file, "hello\n");

        assertThat(run(Map.of(), "--replay", file.toString(), "--dir", directory.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("stopped, " + file + ", line 1 is no header of a recording");
    }

    @Test
    void a_simulated_day_does_not_write_over_the_run_of_an_account() throws IOException {
        Files.writeString(directory.resolve("checkpoint.json"), "{}");

        assertThat(run(Map.of(), "--dir", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("holds the run of an account; name another");
    }

    @Test
    void a_run_that_goes_on_has_the_strategies_that_it_had() throws IOException {
        Files.writeString(directory.resolve("checkpoint.json"), "{}");
        Map<String, String> keys = Map.of(
                Keys.KEY, TestSecrets.KEY, Keys.SECRET, TestSecrets.SECRET, Keys.PASSPHRASE, TestSecrets.PASSPHRASE);

        assertThat(run(keys, "--dir", directory.toString(), "--limit", "10")).isEqualTo(2);
        assertThat(err.toString()).contains("are those of the run that " + directory + " holds");
        assertThat(run(keys, "--seconds", "10")).isEqualTo(2);
        assertThat(err.toString()).contains("this is an account: the environment has keys");
    }

    private int run(Map<String, String> environment, String... arguments) {
        return Main.run(arguments, new Shell(environment, new PrintWriter(out), new PrintWriter(err), Mono.never()));
    }
}
