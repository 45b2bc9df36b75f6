package io.github.trackflux.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One broker for all tests of this JVM, and topics of its own for each. */
final class TestBroker {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private static String shared = "";

    private TestBroker() {}

    static synchronized String shared() {
        if (shared.isEmpty()) {
            Path directory = directory();
            EmbeddedBroker broker = EmbeddedBroker.start(directory);
            shared = broker.bootstrapServers();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                broker.close();
                EmbeddedBroker.delete(directory);
            }));
        }
        return shared;
    }

    /** Outside of the project: what a broker keeps is nothing to look through for secrets. Whoever asks deletes it. */
    static Path directory() {
        try {
            return Files.createTempDirectory("trackflux-broker");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Settings of a worker over topics of its own, four partitions, quick to notice and to write. */
    static Map<String, String> settings(String servers, SimulatedAccounts exchange) {
        String name = "t" + NAMES.incrementAndGet();
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", servers);
        settings.put("exchange.url", exchange.url().toString());
        settings.put("group.id", name);
        settings.put("topic.accounts", name + ".accounts");
        settings.put("topic.events", name + ".events");
        settings.put("topic.state", name + ".state");
        settings.put("topic.partitions", "4");
        settings.put("topic.replication", "1");
        settings.put("poll.every", "PT0.2S");
        settings.put("session.timeout", "PT10S");
        settings.put("checkpoint.every", "PT1S");
        settings.put("http.address", "127.0.0.1:0");
        return settings;
    }

    static BridgeConfig config(Map<String, String> settings) {
        return ConfigReader.read(Optional.empty(), Map.of(), settings);
    }
}
