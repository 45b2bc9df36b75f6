package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** When each account was last committed: the head of its state is written again and again, also over silence. */
final class Heartbeats implements AutoCloseable {
    private final Consumer<String, byte[]> consumer;
    private final int accounts;
    private final Map<String, Long> committed = new HashMap<>();

    Heartbeats(BridgeConfig config, int accounts) {
        Map<String, Object> properties = config.clientProperties();
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", false);
        consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(config.topics().state()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        this.accounts = accounts;
    }

    /** Waits until every account was committed after a moment; by then whoever had it has a successor. */
    Duration allSince(long wallMillis, Duration patience) {
        long begun = System.currentTimeMillis();
        long until = System.nanoTime() + patience.toNanos();
        while (committed.size() < accounts || committed.values().stream().anyMatch(last -> last <= wallMillis)) {
            assertThat(System.nanoTime())
                    .as("%d accounts of %d are not watched %s later", accounts - fresh(wallMillis), accounts, patience)
                    .isLessThan(until);
            consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                if (record.key().indexOf('/') < 0 && record.key().indexOf('#') < 0) {
                    committed.put(record.key(), record.timestamp());
                }
            });
        }
        long last = committed.values().stream().mapToLong(Long::longValue).max().orElse(begun);
        return Duration.ofMillis(Math.max(System.currentTimeMillis(), last) - wallMillis);
    }

    private long fresh(long wallMillis) {
        return committed.values().stream().filter(last -> last > wallMillis).count();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
