package io.github.trackflux.kafka;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All settings of a worker, checked; see {@link Setting} for what they are by default and what is allowed.
 *
 * @param group also the beginning of the workers' transactional ids
 * @param partitions of topics that are created
 * @param replication the same
 * @param every how often an account is looked at whose record does not say
 * @param addresses of this machine to call from; empty for whichever the system takes
 * @param http where health and metrics are
 * @param client what goes to Kafka's clients as it is: TLS, SASL; may hold passwords
 */
record BridgeConfig(
        String bootstrapServers,
        String group,
        Topics topics,
        int partitions,
        short replication,
        URI exchange,
        List<InetAddress> addresses,
        Duration every,
        int callsPerSecond,
        Optional<Path> credentialsDirectory,
        Duration linger,
        Duration checkpointEvery,
        Duration session,
        InetSocketAddress http,
        Map<String, String> client) {

    /** Of waiting for a broker, in one request; whoever waits longer begins anew, so that it can also stop. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What every client of Kafka is told. */
    Map<String, Object> clientProperties() {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("request.timeout.ms", (int) PATIENCE.toMillis());
        properties.put("default.api.timeout.ms", (int) PATIENCE.multipliedBy(2).toMillis());
        return properties;
    }

    /** What every reader of a topic is told: all that is committed, from the beginning, and nothing remembered of it. */
    Map<String, Object> readerProperties() {
        Map<String, Object> properties = clientProperties();
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", false);
        return properties;
    }

    /** Names one writer for a partition's accounts: whoever begins to use it fences whoever did before. */
    String transactionalId(int partition) {
        return group + "-" + partition;
    }

    /** Without the properties of the clients, which may hold passwords. */
    @Override
    public String toString() {
        return "BridgeConfig[bootstrapServers=" + bootstrapServers + ", group=" + group + ", topics=" + topics
                + ", exchange=" + exchange + ", every=" + every + ", http=" + http + "]";
    }
}
