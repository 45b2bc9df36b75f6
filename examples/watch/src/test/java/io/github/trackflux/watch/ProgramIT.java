package io.github.trackflux.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.simulator.SimulatedExchange;
import io.github.trackflux.suite.TestSecrets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the program ends, in a JVM of its own: its exit code, what it says, and what it never says. */
final class ProgramIT {
    private static final String KEY = TestSecrets.secret("bg_4f1c7key");
    private static final String SECRET = TestSecrets.secret("51e9");
    private static final String PASSPHRASE = TestSecrets.secret("0pen");
    private static SimulatedExchange exchange;

    @BeforeAll
    static void start() {
        exchange = SimulatedExchange.builder()
                .account(KEY, SECRET, PASSPHRASE)
                .orders(40)
                .rates(5, 5, 10)
                .start();
    }

    @AfterAll
    static void stop() {
        exchange.close();
    }

    private static Map<String, String> keys() {
        return new HashMap<>(Run.keys(exchange));
    }

    private static void saysNoSecret(Run run, Map<String, String> keys) {
        for (String secret : keys.values()) {
            assertThat(run.out()).doesNotContain(secret);
            assertThat(run.err()).doesNotContain(secret);
        }
        assertThat(run.out() + run.err()).doesNotContain(KEY, SECRET, PASSPHRASE);
    }

    @ParameterizedTest
    @CsvSource({
        Keys.SECRET + ", code 40009, check the secret",
        Keys.PASSPHRASE + ", code 40012, check the passphrase",
        Keys.KEY + ", code 40037, check the key"
    })
    void a_wrong_key_ends_it_with_one_message_that_says_what_to_do(String which, String code, String advice)
            throws Exception {
        Map<String, String> keys = keys();
        keys.put(which, "wrong-9d3b");
        Run run = Program.start(exchange, keys, "--json").end();
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().filter(line -> !line.startsWith("trackflux-watch: watching ")))
                .singleElement()
                .asString()
                .startsWith("trackflux-watch: stopped, ")
                .contains(code, advice);
        saysNoSecret(run, keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void a_signal_ends_it_soon_and_all_is_well(String signal) throws Exception {
        Program program = Program.start(exchange, keys(), "--json");
        assertThat(program.readUntil("\n")).startsWith("{\"v\":1,\"event\":\"existing\"");
        long sent = System.nanoTime();
        program.signal(signal);
        Run run = program.end();
        assertThat(System.nanoTime() - sent).isLessThan(2_000_000_000L);
        assertThat(run.code()).isZero();
        assertThat(run.out()).endsWith("}\n");
        assertThat(run.err())
                .contains(" calls a second answered, 0 refused as too many")
                .hasLineCount(2);
        saysNoSecret(run, keys());
    }

    @Test
    void a_reader_that_has_read_enough_ends_it_quietly() throws Exception {
        Program program = Program.start(exchange, keys(), "--json");
        assertThat(program.readUntil("\n")).startsWith("{\"v\":1,\"event\":\"existing\"");
        program.readNoMore();
        Run run = program.end();
        assertThat(run.code()).isZero();
        assertThat(run.err()).startsWith("trackflux-watch: watching ").hasLineCount(1);
    }

    @Test
    void without_a_terminal_it_writes_plain_lines_and_no_secret() throws Exception {
        Program program = Program.start(exchange, keys(), "--product-type", "usdt-futures");
        String said = program.readUntil("  synced  ");
        program.signal("INT");
        Run run = program.end();
        assertThat(said).contains("  existing  ").doesNotContain("\u001b");
        assertThat(run.out()).doesNotContain("\u001b");
        assertThat(run.code()).isZero();
        saysNoSecret(run, keys());
    }
}
