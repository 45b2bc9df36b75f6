package io.github.trackflux.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads partitions from their beginning to where they end now, or gives up. */
final class ToTheEnd {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);

    private ToTheEnd() {}

    /**
     * Reads what is committed.
     *
     * @throws TimeoutException if nothing comes for a minute, though the end is not reached
     */
    static void read(
            BridgeConfig config,
            Collection<TopicPartition> partitions,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> take) {
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                config.readerProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            read(consumer, PATIENCE, partitions, take);
        }
    }

    static void read(
            Consumer<byte[], byte[]> consumer,
            Duration patience,
            Collection<TopicPartition> partitions,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> take) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> left = new HashMap<>(consumer.endOffsets(partitions));
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            if (left.isEmpty()) {
                return;
            }
            var records = consumer.poll(POLL);
            records.forEach(take);
            if (!records.isEmpty()) {
                until = System.nanoTime() + patience.toNanos();
            } else if (System.nanoTime() - until > 0) {
                throw new TimeoutException("nothing came of " + left.keySet() + " for " + patience);
            }
        }
    }
}
