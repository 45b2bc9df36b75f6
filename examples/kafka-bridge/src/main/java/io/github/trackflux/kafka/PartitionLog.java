package io.github.trackflux.kafka;

import io.github.trackflux.view.Checkpoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One partition of the events and of the state, and the right to write to it. Whoever opens it fences whoever had it open
 * before: from then on nothing of theirs is committed any more, so what is read after that is the whole truth.
 *
 * <p>Every method may throw a {@link org.apache.kafka.common.KafkaException}. Then it is unknown what was written; close
 * it and open another.
 */
final class PartitionLog implements AutoCloseable {
    /** After which the broker gives up what a dead worker began; until then readers wait behind it. */
    private static final Duration TRANSACTION = Duration.ofSeconds(30);

    private final BridgeConfig config;
    private final int partition;
    private final EventRecords events;
    private final Producer<byte[], byte[]> producer;
    private final Map<AccountName, StoredAccount> stored;

    private PartitionLog(BridgeConfig config, int partition, Producer<byte[], byte[]> producer) {
        this.config = config;
        this.partition = partition;
        this.events = new EventRecords(config.topics().events(), partition);
        this.producer = producer;
        producer.initTransactions();
        this.stored = restored();
    }

    /** Fences, then restores. */
    static PartitionLog open(BridgeConfig config, int partition) {
        return open(
                config,
                partition,
                new KafkaProducer<>(writing(config, partition), new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** The same with a producer of these settings, which this closes. */
    static PartitionLog open(BridgeConfig config, int partition, Producer<byte[], byte[]> producer) {
        try {
            return new PartitionLog(config, partition, producer);
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    static Map<String, Object> writing(BridgeConfig config, int partition) {
        Map<String, Object> properties = config.clientProperties();
        properties.putIfAbsent("compression.type", "lz4");
        // A transaction that follows close on another is refused for a moment.
        properties.putIfAbsent("retry.backoff.ms", 20L);
        properties.put("transactional.id", config.transactionalId(partition));
        properties.put("transaction.timeout.ms", (int) TRANSACTION.toMillis());
        properties.put("max.block.ms", BridgeConfig.PATIENCE.toMillis());
        properties.put("delivery.timeout.ms", (int)
                BridgeConfig.PATIENCE.multipliedBy(2).toMillis());
        return properties;
    }

    /** The predecessor's last transaction has been committed or aborted by now: to the end is all there is. */
    private Map<AccountName, StoredAccount> restored() {
        StateRecords.Reading reading = new StateRecords.Reading();
        TopicPartition state = new TopicPartition(config.topics().state(), partition);
        ToTheEnd.read(config, Set.of(state), reading::take);
        return new HashMap<>(reading.accounts());
    }

    Set<AccountName> accounts() {
        return Set.copyOf(stored.keySet());
    }

    Optional<byte[]> head(AccountName account) {
        return Optional.ofNullable(stored.get(account)).flatMap(StoredAccount::head);
    }

    /** Where an account's feed goes on. */
    Optional<Checkpoint> checkpoint(AccountName account) {
        return Optional.ofNullable(stored.get(account)).flatMap(StoredAccount::checkpoint);
    }

    /** Writes all of these, or nothing. */
    void commit(Map<AccountName, Batch> batches) {
        producer.beginTransaction();
        batches.forEach((account, batch) -> {
            batch.events().forEach(event -> send(events.of(account, event)));
            StateParts next = StateParts.of(batch.checkpoint().toJson());
            write(stored.computeIfAbsent(account, StoredAccount::new).become(next));
        });
        producer.commitTransaction();
    }

    /** Takes away all that is stored of an account. */
    void forget(AccountName account) {
        StoredAccount gone = stored.remove(account);
        if (gone != null) {
            producer.beginTransaction();
            write(gone.forget());
            producer.commitTransaction();
        }
    }

    private void write(List<StoredAccount.Write> writes) {
        String topic = config.topics().state();
        writes.forEach(write -> send(StateRecords.of(topic, partition, write)));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        // What becomes of it, the commit tells.
        var unused = producer.send(record);
    }

    /** Gives up what is not committed. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
