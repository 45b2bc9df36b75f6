package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** Workers as processes of their own, as an operator starts them. */
final class Fleet implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final SimulatedAccounts exchange;
    private final Map<String, String> settings;
    private final Path directory;
    private final List<Process> workers = new ArrayList<>();
    private int started;

    Fleet(SimulatedAccounts exchange, Map<String, String> settings, Path directory) {
        this.exchange = exchange;
        this.settings = settings;
        this.directory = directory;
    }

    /** The settings of all accounts: {@code acc-n} has its credentials in the environment. */
    void addAccounts() {
        try (AccountsTopic topic = new AccountsTopic(TestBroker.config(settings))) {
            for (int number = 0; number < exchange.count(); number++) {
                topic.put(new AccountName("acc-" + number), AccountSpec.of("env:ACC_" + number));
            }
        }
    }

    /** One more worker. */
    void start() {
        workers.add(process());
    }

    private Process process() {
        try {
            Path file = directory.resolve("bridge.properties");
            if (!Files.exists(file)) {
                Properties properties = new Properties();
                properties.putAll(settings);
                try (var out = Files.newBufferedWriter(file)) {
                    properties.store(out, null);
                }
            }
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx192m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "--config",
                            file.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(
                            directory.resolve("worker-" + started++ + ".log").toFile());
            for (int number = 0; number < exchange.count(); number++) {
                builder.environment().put("ACC_" + number + "_API_KEY", "simulated-key-" + number);
                builder.environment().put("ACC_" + number + "_API_SECRET", "simulated-secret-" + number);
                builder.environment().put("ACC_" + number + "_API_PASSPHRASE", "simulated-passphrase-" + number);
            }
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int size() {
        return workers.size();
    }

    /** {@code kill -9}, and another one in its place; when it was dead, in milliseconds since the epoch. */
    long kill(int worker) throws InterruptedException {
        workers.get(worker).destroyForcibly().waitFor();
        long dead = System.currentTimeMillis();
        workers.set(worker, process());
        return dead;
    }

    /** Lets it stand still, as a machine that sleeps does. */
    void pause(int worker) throws IOException, InterruptedException {
        signal(worker, "STOP");
    }

    void resume(int worker) throws IOException, InterruptedException {
        signal(worker, "CONT");
    }

    private void signal(int worker, String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder(
                        "kill", "-" + name, Long.toString(workers.get(worker).pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
    }

    /** Asks all to end, in a friendly way; they must within the time that they are given by an operator. */
    Duration stop() throws InterruptedException {
        long begun = System.nanoTime();
        workers.forEach(Process::destroy);
        for (Process worker : workers) {
            assertThat(worker.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("ended; it said %s", said())
                    .isTrue();
        }
        workers.clear();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Processor time that all of them have used. */
    long cpuMillis() {
        return workers.stream()
                .mapToLong(worker ->
                        worker.info().totalCpuDuration().orElse(Duration.ZERO).toMillis())
                .sum();
    }

    /** Memory that all of them have in use, as the system sees it. */
    long memoryMegabytes() {
        long kilobytes = 0;
        for (Process worker : workers) {
            try (var lines = Files.lines(Path.of("/proc/" + worker.pid() + "/status"))) {
                kilobytes += lines.filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .sum();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return kilobytes / 1024;
    }

    /** The last words of all workers. */
    String said() {
        StringBuilder said = new StringBuilder();
        try (var logs = Files.list(directory)) {
            for (Path log : logs.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList()) {
                List<String> lines = Files.readAllLines(log);
                said.append(log.getFileName()).append('\n');
                lines.subList(Math.max(0, lines.size() - 10), lines.size())
                        .forEach(line -> said.append(line).append('\n'));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return said.toString();
    }

    @Override
    public void close() {
        workers.forEach(Process::destroyForcibly);
    }
}
