package io.github.trackflux.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.simulator.junit.SimulatorExtension;
import io.github.trackflux.suite.TestSecrets;
import io.github.trackflux.watch.Keys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Sinks;

/** The program on an account of one's own. */
@Timeout(120)
class AccountIT {
    @RegisterExtension
    static final SimulatorExtension exchange = SimulatorExtension.with(
            builder -> builder.still().orders(3).account(TestSecrets.KEY, TestSecrets.SECRET, TestSecrets.PASSPHRASE));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void a_run_goes_on_where_the_one_before_it_ended() throws Exception {
        runUntil("\"kind\":\"synced\"");
        assertThat(err.toString()).contains("beginning on paper", "no order is sent to the exchange");
        assertThat(out.toString()).contains("3 existing", "0 gap");

        exchange.close(
                exchange.server().market(market -> market.openOrders().get(0)).trackingNo());
        runUntil("\"kind\":\"closed\"");

        assertThat(err.toString()).contains("going on on paper");
        assertThat(out.toString()).contains("1 closed", "1 gap", "1 recovered");
    }

    @Test
    void a_refused_key_is_said_and_has_an_exit_code_of_its_own() {
        Map<String, String> wrong = new HashMap<>(keys());
        wrong.put(Keys.KEY, TestSecrets.secret("another-"));

        assertThat(run(wrong, Sinks.empty())).isEqualTo(3);
        assertThat(err.toString()).contains("stopped, ");
    }

    /** Runs it until its record and a checkpoint are there, and interrupts it. */
    private void runUntil(String recorded) throws IOException {
        Sinks.Empty<Void> interrupt = Sinks.empty();
        CompletableFuture<Integer> running = CompletableFuture.supplyAsync(() -> run(keys(), interrupt));
        Path record = Book.events(directory);
        Path checkpoint = directory.resolve("checkpoint.json");
        while (!Files.exists(checkpoint) || !Files.readString(record).contains(recorded)) {
            assertThat(running).as(err.toString()).isNotDone();
            exchange.awaitCalls(1);
        }
        interrupt.tryEmitEmpty();
        assertThat(running.orTimeout(30, TimeUnit.SECONDS).join())
                .as(err.toString())
                .isZero();
    }

    private static Map<String, String> keys() {
        return Map.of(
                Keys.KEY, TestSecrets.KEY, Keys.SECRET, TestSecrets.SECRET, Keys.PASSPHRASE, TestSecrets.PASSPHRASE);
    }

    private int run(Map<String, String> environment, Sinks.Empty<Void> interrupt) {
        String[] arguments = {
            "--dir", directory.toString(), "--base-url", exchange.uri().toString()
        };
        Shell shell = new Shell(environment, new PrintWriter(out), new PrintWriter(err), interrupt.asMono());
        return Main.run(arguments, shell);
    }
}
