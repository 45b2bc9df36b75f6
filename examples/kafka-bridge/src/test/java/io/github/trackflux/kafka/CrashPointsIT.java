package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.EventHeader;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.FeedStep;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A writer that fails at any call of its producer, before or after that has done its work; and a process that dies there. */
@Tag("long")
@Timeout(300)
final class CrashPointsIT {
    private static final long SEED = Long.getLong("trackflux.seed", 20261126L);
    private static final int FAILURES = Integer.getInteger("crash.points", 20);
    private static final AccountName NAME = new AccountName("acc-0");
    private static final Instant THEN = Instant.parse("2026-11-26T06:00:00Z");

    private final SimulatedAccounts exchange = new SimulatedAccounts(1, Churn.still(1, 1), Duration.ZERO, 0);
    private final BridgeConfig config = TestBroker.config(TestBroker.settings(TestBroker.shared(), exchange));
    private final Random random = new Random(SEED);
    private Outbox outbox = new Outbox(null, Duration.ofSeconds(30));
    private long told;
    private int second;
    /** Calls of the producer until it fails. */
    private int left;

    private boolean isDone;

    @AfterEach
    void end() {
        exchange.close();
    }

    @Test
    void each_event_is_there_once_wherever_a_writer_failed_or_died() {
        try (Admin admin = Admin.create(config.clientProperties())) {
            assertThat(new TopicSetup(admin, config).ensure()).isPositive();
        }
        int failures = 0;
        PartitionLog log = PartitionLog.open(config, 0, failing());
        while (failures < FAILURES) {
            tell();
            try {
                Optional<Batch> batch = outbox.take();
                if (batch.isPresent()) {
                    log.commit(Map.of(NAME, batch.get()));
                    outbox.committed();
                }
            } catch (KafkaException e) {
                failures++;
                log.close();
                left = Integer.MAX_VALUE;
                log = PartitionLog.open(config, 0, failing());
                goOn(log);
                left = 1 + random.nextInt(30);
                isDone = random.nextBoolean();
            }
        }
        log.close();
        try (TopicReader events =
                new TopicReader(config.bootstrapServers(), config.topics().events())) {
            List<Long> numbers =
                    events.toTheEnd().stream().map(Told::of).map(Told::seq).toList();
            assertThat(numbers).as("seed %d", SEED).hasSizeGreaterThan(FAILURES / 3);
            assertThat(numbers)
                    .isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
        }
    }

    /** The same process, which still knows what it told; or, half of the time, another, which knows what is stored. */
    private void goOn(PartitionLog log) {
        if (random.nextBoolean()) {
            assertThat(outbox.goesOnFrom(log.head(NAME))).isTrue();
        } else {
            Checkpoint stored = log.checkpoint(NAME).orElse(null);
            outbox = new Outbox(stored, Duration.ofSeconds(30));
            told = stored == null ? 0 : stored.sequence();
        }
    }

    /** A step with some events and usually a checkpoint. */
    private void tell() {
        long from = told + 1;
        told += random.nextInt(4);
        List<OrderEvent> events = LongStream.rangeClosed(from, told)
                .<OrderEvent>mapToObj(number -> new OrderEvent.Synced(
                        new EventHeader("0".repeat(32), NAME.id(), number, Origin.LIVE, THEN, THEN, THEN), 1))
                .toList();
        Optional<Checkpoint> checkpoint = random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of(Checkpoints.of(
                        NAME, told, THEN.plusSeconds(++second), List.of("1", "o" + told), List.of("x" + told / 2)));
        outbox.offer(new FeedStep(events, Optional.empty(), checkpoint, FeedHealth.NEW));
    }

    @SuppressWarnings("unchecked")
    private Producer<byte[], byte[]> failing() {
        Producer<byte[], byte[]> real = new KafkaProducer<>(
                PartitionLog.writing(config, 0), new ByteArraySerializer(), new ByteArraySerializer());
        left = left == 0 ? 1 + random.nextInt(30) : left;
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    boolean counts = List.of("beginTransaction", "send", "commitTransaction")
                            .contains(method.getName());
                    boolean fails = counts && --left == 0;
                    if (fails && !isDone) {
                        throw new KafkaException("before " + method.getName());
                    }
                    Object result = call(real, method, arguments);
                    if (fails) {
                        throw new KafkaException("after " + method.getName());
                    }
                    return result;
                });
    }

    private static Object call(Object of, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(of, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
