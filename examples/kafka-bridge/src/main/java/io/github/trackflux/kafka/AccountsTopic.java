package io.github.trackflux.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The list of accounts, for whoever keeps it: adds, removes, and shows what is there. Workers only read it. */
final class AccountsTopic implements AutoCloseable {
    private final BridgeConfig config;
    private final Producer<byte[], byte[]> producer;

    AccountsTopic(BridgeConfig config) {
        this.config = config;
        Map<String, Object> properties = config.clientProperties();
        properties.put("acks", "all");
        properties.put("max.block.ms", BridgeConfig.PATIENCE.toMillis());
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Adds an account, or says otherwise of one; the same again makes its worker read the credentials anew. */
    void put(AccountName name, AccountSpec spec) {
        send(name, Optional.of(spec.toJson()));
    }

    /** Takes an account away, and with it all that is stored of it. */
    void remove(AccountName name) {
        send(name, Optional.empty());
    }

    private void send(AccountName name, Optional<byte[]> value) {
        byte[] key = name.text().getBytes(StandardCharsets.UTF_8);
        try {
            producer.send(new ProducerRecord<>(config.topics().accounts(), key, value.orElse(null)))
                    .get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new KafkaException(
                    "cannot write to " + config.topics().accounts() + ": " + cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    /** All accounts with what their records say. */
    SortedMap<String, String> list() {
        Map<String, Object> properties = config.clientProperties();
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", false);
        properties.put("auto.offset.reset", "earliest");
        SortedMap<String, String> list = new TreeMap<>();
        try (Consumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer
                    .partitionsFor(config.topics().accounts())
                    .stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> left = new HashMap<>(consumer.endOffsets(partitions));
            while (!left.isEmpty()) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.value() == null) {
                        list.remove(record.key());
                    } else {
                        list.put(record.key(), record.value());
                    }
                });
                left.entrySet().removeIf(entry -> consumer.position(entry.getKey()) >= entry.getValue());
            }
        }
        return list;
    }

    @Override
    public void close() {
        producer.close();
    }
}
