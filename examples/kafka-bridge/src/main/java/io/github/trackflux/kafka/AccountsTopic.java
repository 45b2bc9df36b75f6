package io.github.trackflux.kafka;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

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
        List<TopicPartition> partitions = producer.partitionsFor(config.topics().accounts()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        SortedMap<String, String> list = new TreeMap<>();
        ToTheEnd.read(config, partitions, record -> take(record, list));
        return list;
    }

    private static void take(ConsumerRecord<byte[], byte[]> record, Map<String, String> list) {
        if (record.key() == null) {
            return;
        }
        String name = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            list.remove(name);
        } else {
            list.put(name, new String(record.value(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
