package io.github.trackflux.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the programs that share the accounts. All of them are one consumer group over the accounts topic: Kafka says
 * which partitions are whose, and an {@link OwnedPartition} does what there is to do for each.
 *
 * <p>Whoever gets a partition reads its accounts from the beginning. An offset is committed, always 0, only to ask the group
 * whether a partition is still this worker's: it refuses whoever has a successor.
 */
final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration POLL = Duration.ofMillis(200);
    /** For writing what has been told, when a partition is taken away or the worker ends. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final BridgeConfig config;
    private final Feeds feeds;
    private final int partitionCount;
    private final Consumer<byte[], byte[]> consumer;
    private final Map<Integer, OwnedPartition> owned = new ConcurrentHashMap<>();
    /** Up to where an owned partition was written when it was assigned, and has still to be read. */
    private final Map<TopicPartition, Optional<Long>> unread = new HashMap<>();

    private boolean asking;
    private final Thread thread = new Thread(this::run, "worker");
    private volatile boolean closing;
    private volatile boolean joined;
    private volatile long turned = System.nanoTime();
    private volatile @Nullable Throwable failure;

    Worker(BridgeConfig config, Feeds feeds, int partitionCount) {
        this.config = config;
        this.feeds = feeds;
        this.partitionCount = partitionCount;
        this.consumer =
                new KafkaConsumer<>(properties(config), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        feeds.metrics().watch(this);
    }

    private static Map<String, Object> properties(BridgeConfig config) {
        Map<String, Object> properties = config.readerProperties();
        properties.put("group.id", config.group());
        properties.put("session.timeout.ms", (int) config.session().toMillis());
        properties.put(
                "heartbeat.interval.ms", (int) config.session().dividedBy(4).toMillis());
        // Only what changes hands stops; the rest is polled on while others come and go.
        properties.put("partition.assignment.strategy", List.of(CooperativeStickyAssignor.class));
        return properties;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(Set.of(config.topics().accounts()), new Ownership());
            while (!closing) {
                turn();
                turned = System.nanoTime();
            }
        } catch (WakeupException e) {
            LOG.info("The worker ends");
        } catch (RuntimeException | Error e) {
            failure = e;
            LOG.error("The worker failed", e);
        } finally {
            stop(List.copyOf(owned.keySet()), OwnedPartition::stop);
        }
    }

    private void turn() {
        requireAlive();
        try {
            consumer.poll(POLL).forEach(this::take);
            markListed();
            askWhose();
        } catch (RetriableException e) {
            // Kafka is away. The partitions notice for themselves, and what was not read is asked for again.
            LOG.debug("Kafka does not answer", e);
        }
    }

    /** A partition whose thread is gone goes to another worker when this one ends, and not before. */
    private void requireAlive() {
        for (OwnedPartition partition : owned.values()) {
            partition.death().ifPresent(cause -> {
                throw new IllegalStateException("partition " + partition.number() + " has died", cause);
            });
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        OwnedPartition partition = owned.get(record.partition());
        if (partition == null || record.key() == null) {
            return;
        }
        AccountName name;
        try {
            name = new AccountName(new String(record.key(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            LOG.warn(
                    "A record of {}-{} at {} is passed over: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            return;
        }
        if (record.value() == null) {
            partition.remove(name);
            return;
        }
        int right = Utils.toPositive(Utils.murmur2(record.key())) % partitionCount;
        if (right != record.partition()) {
            // On two partitions it could have two owners, and each event would come twice.
            partition.refuse(
                    name,
                    "its record is on partition " + record.partition() + ", and must be on " + right
                            + ": write it with Kafka's default partitioner (murmur2), and take this one away");
            return;
        }
        try {
            partition.put(name, AccountSpec.ofJson(record.value()));
        } catch (IllegalArgumentException e) {
            partition.refuse(name, "its record cannot be used: " + e.getMessage());
        }
    }

    /** A partition's accounts may begin when all of its records have been read: the last one of each counts. */
    private void markListed() {
        if (unread.isEmpty()) {
            return;
        }
        if (unread.containsValue(Optional.<Long>empty())) {
            consumer.endOffsets(unread.keySet()).forEach((partition, end) -> unread.put(partition, Optional.of(end)));
        }
        unread.entrySet().removeIf(entry -> {
            boolean read = consumer.position(entry.getKey()) >= entry.getValue().orElse(Long.MAX_VALUE);
            OwnedPartition partition = owned.get(entry.getKey().partition());
            if (read && partition != null) {
                partition.listed();
            }
            return read;
        });
    }

    /** The answer comes with a later poll. None, or a refusal, leaves the partition waiting: then it is about to be taken away. */
    private void askWhose() {
        Map<TopicPartition, OffsetAndMetadata> asked = new HashMap<>();
        owned.values().stream()
                .filter(OwnedPartition::isDoubtful)
                .forEach(partition -> asked.put(
                        new TopicPartition(config.topics().accounts(), partition.number()), new OffsetAndMetadata(0)));
        if (!asked.isEmpty() && !asking) {
            asking = true;
            consumer.commitAsync(asked, (offsets, refusal) -> {
                asking = false;
                if (refusal == null) {
                    offsets.keySet().forEach(partition -> confirm(partition.partition()));
                }
            });
        }
    }

    private void confirm(int partition) {
        OwnedPartition mine = owned.get(partition);
        if (mine != null) {
            mine.confirm();
        }
    }

    private void stop(Collection<Integer> partitions, java.util.function.Consumer<OwnedPartition> how) {
        List<OwnedPartition> ending =
                partitions.stream().map(owned::remove).filter(Objects::nonNull).toList();
        ending.forEach(how);
        long until = System.nanoTime() + GRACE.toNanos();
        ending.forEach(partition -> partition.await(Duration.ofNanos(until - System.nanoTime())));
    }

    /** Called by the consumer, on the worker's thread. */
    private final class Ownership implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            joined = true;
            if (partitions.isEmpty()) {
                // To seek in none would be to seek in all.
                return;
            }
            // Wherever the group's offsets are: others can move them, and a list that is not read whole loses accounts.
            consumer.seekToBeginning(partitions);
            for (TopicPartition partition : partitions) {
                OwnedPartition mine = new OwnedPartition(partition.partition(), config, feeds);
                owned.put(partition.partition(), mine);
                unread.put(partition, Optional.empty());
                mine.start();
            }
            LOG.atInfo().addKeyValue("partitions", numbers(partitions)).log("Partitions came");
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            gone(partitions, OwnedPartition::stop);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            gone(partitions, OwnedPartition::abandon);
        }

        private void gone(Collection<TopicPartition> partitions, java.util.function.Consumer<OwnedPartition> how) {
            unread.keySet().removeAll(partitions);
            stop(numbers(partitions), how);
            if (!partitions.isEmpty()) {
                LOG.atInfo().addKeyValue("partitions", numbers(partitions)).log("Partitions went");
            }
        }

        private List<Integer> numbers(Collection<TopicPartition> partitions) {
            return partitions.stream().map(TopicPartition::partition).sorted().toList();
        }
    }

    /** How many partitions are this worker's. */
    int partitions() {
        return owned.size();
    }

    Collection<OwnedPartition> owned() {
        return owned.values();
    }

    /** All accounts that are this worker's. */
    List<AccountStatus> accounts() {
        return owned.values().stream()
                .flatMap(partition -> partition.statuses().stream())
                .toList();
    }

    /** Whether the group has ever given it its part, be that nothing. */
    boolean hasJoined() {
        return joined;
    }

    /** How long ago it last asked Kafka for anything. */
    Duration sinceTurn() {
        return Duration.ofNanos(System.nanoTime() - turned);
    }

    /** What ended it, other than {@link #close}. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    /** Leaves the group, with all written that has been told. Waits for that. */
    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            thread.join(GRACE.multipliedBy(3).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
