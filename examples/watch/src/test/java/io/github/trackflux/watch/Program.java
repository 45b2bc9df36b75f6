package io.github.trackflux.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.simulator.SimulatedExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The program in a JVM of its own, as a user starts it. */
final class Program {
    private static final long PATIENCE_SECONDS = 60;
    private static final int SIGINT = 2;

    private final Process process;
    private final CompletableFuture<String> err;

    private Program(Process process) {
        this.process = process;
        this.err = read(process.getErrorStream());
    }

    /** Starts it against a simulated exchange with these keys. */
    static Program start(SimulatedExchange exchange, Map<String, String> keys, String... options) throws IOException {
        return new Program(builder(exchange, keys, options).start());
    }

    static ProcessBuilder builder(SimulatedExchange exchange, Map<String, String> keys, String... options)
            throws IOException {
        List<String> command = new ArrayList<>(heedingInterrupts());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--base-url",
                exchange.url()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(keys);
        return builder;
    }

    /** A build in the background ignores Ctrl-C, and so would the programs that it starts: they are to take it up again. */
    private static List<String> heedingInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return List.of();
        }
        boolean ignored = Files.readString(status)
                .lines()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> new BigInteger(line.substring("SigIgn:".length()).strip(), 16))
                .anyMatch(signals -> signals.testBit(SIGINT - 1));
        return ignored ? List.of("env", "--default-signal=INT") : List.of();
    }

    private static CompletableFuture<String> read(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> {
            try (stream) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return "cannot be read: " + e;
            }
        });
    }

    /** Reads standard output up to and with this word. */
    String readUntil(String word) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith(word)) {
            int next = process.getInputStream().read();
            assertThat(next).as(text).isNotNegative();
            read.write(next);
            text = next >= 0x80 ? text : read.toString(StandardCharsets.UTF_8);
        }
        return text;
    }

    /** Reads no more, as {@code head} does. */
    void readNoMore() throws IOException {
        process.getInputStream().close();
    }

    /** Sends it a signal, such as {@code INT}. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Waits for its end, and tells how that was. */
    Run end() throws InterruptedException {
        CompletableFuture<String> out = read(process.getInputStream());
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running after " + PATIENCE_SECONDS + " s; said " + err.join());
        }
        return new Run(process.exitValue(), out.join(), err.join());
    }
}
