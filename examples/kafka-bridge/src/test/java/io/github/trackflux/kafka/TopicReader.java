package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A topic as a reader at {@code read_committed} sees it, from its beginning on. */
final class TopicReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final Consumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

    TopicReader(String servers, String topic) {
        this(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false),
                topic);
    }

    TopicReader(Map<String, Object> properties, String topic) {
        consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** All that is there now. */
    List<ConsumerRecord<String, byte[]>> toTheEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        until(() -> ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue()));
        return records;
    }

    /** Reads on until a record of all so far is such a one. */
    List<ConsumerRecord<String, byte[]>> until(Predicate<ConsumerRecord<String, byte[]>> wanted) {
        until(() -> records.stream().anyMatch(wanted));
        return records;
    }

    void until(BooleanSupplier enough) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!enough.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("not in time; %d records so far", records.size())
                    .isLessThan(until);
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
