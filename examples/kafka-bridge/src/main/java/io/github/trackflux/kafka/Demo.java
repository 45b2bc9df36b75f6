package io.github.trackflux.kafka;

import io.github.trackflux.simulator.market.MarketSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The whole in one program, for a first look: a broker, a simulated exchange, a worker, and a consumer that prints. */
final class Demo implements AutoCloseable {
    private static final int ACCOUNTS = 5;
    private static final Duration ROUND_TRIP = Duration.ofMillis(80);

    private final Path directory;
    private final EmbeddedBroker broker;
    private final SimulatedAccounts exchange;
    private final BridgeConfig config;
    private final Bridge bridge;

    /** Starts it; the settings are those of the worker, except what leads elsewhere. */
    Demo(Map<String, String> environment) {
        try {
            directory = Files.createTempDirectory("trackflux-kafka");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory for the broker", e);
        }
        broker = EmbeddedBroker.start(directory);
        MarketSettings market = MarketSettings.defaults().withOrders(12).withRates(0.1, 0.1, 0.2);
        exchange = new SimulatedAccounts(ACCOUNTS, market, ROUND_TRIP, 0);
        Map<String, String> all = new HashMap<>();
        all.put(Setting.BOOTSTRAP_SERVERS.key, broker.bootstrapServers());
        all.put(Setting.EXCHANGE_URL.key, exchange.url().toString());
        all.put(Setting.TOPIC_REPLICATION.key, "1");
        all.put(Setting.TOPIC_PARTITIONS.key, "4");
        all.put(Setting.HTTP.key, "127.0.0.1:0");
        config = ConfigReader.read(Optional.empty(), environment, all);
        bridge = Bridge.start(
                config, CredentialSources.of(environment, Optional.empty()).with(exchange));
        try (AccountsTopic accounts = new AccountsTopic(config)) {
            for (int number = 0; number < ACCOUNTS; number++) {
                accounts.put(new AccountName("demo-" + number), AccountSpec.of("simulated:" + number));
            }
        }
    }

    String told() {
        String http = "http://127.0.0.1:" + bridge.httpPort();
        return "Kafka is " + broker.bootstrapServers() + ", the exchange " + exchange.url() + " with " + ACCOUNTS
                + " accounts; see " + http + "/health, /ready, /metrics";
    }

    /** Reads the events as any consumer would, and prints them, until it is to end or time is up. */
    void print(PrintStream out, Duration length, Ending ending) {
        Map<String, Object> properties = config.readerProperties();
        properties.put("group.id", "a-reader");
        long until = System.nanoTime() + length.toNanos();
        try (Consumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(Set.of(config.topics().events()));
            while (System.nanoTime() - until < 0 && !ending.isAskedWithin(Duration.ZERO)) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> out.println(line(record)));
                out.flush();
            }
        }
    }

    private static String line(ConsumerRecord<String, String> record) {
        String type = new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
        return record.partition() + "@" + record.offset() + " " + record.key() + " " + type + " " + record.value();
    }

    @Override
    public void close() {
        bridge.close();
        exchange.close();
        broker.close();
        EmbeddedBroker.delete(directory);
    }
}
