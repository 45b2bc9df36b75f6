package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.auth.Credentials;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a worker does when somebody has touched its group, and when a part of it dies. */
@Timeout(300)
final class WorkerIT {
    private static final AccountName NAME = new AccountName("acc-0");
    private static final int MANY = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SimulatedAccounts exchange = new SimulatedAccounts(1, Churn.still(3, 1), Duration.ofMillis(2), 0);
    private final BridgeConfig config = TestBroker.config(TestBroker.settings(TestBroker.shared(), exchange));

    @AfterEach
    void end() {
        exchange.close();
    }

    private Bridge start(CredentialSource source) {
        return Bridge.start(
                config, CredentialSources.of(Map.of(), Optional.empty()).with(source));
    }

    private static void until(BooleanSupplier done) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            var unused = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        }
    }

    private static boolean isLive(Bridge bridge) {
        return bridge.worker().accounts().stream()
                .map(AccountStatus::state)
                .toList()
                .equals(List.of(AccountState.LIVE));
    }

    private void put(String reference) {
        try (AccountsTopic topic = new AccountsTopic(config)) {
            topic.put(NAME, AccountSpec.of(reference));
        }
    }

    /** The simulated exchange's, and how often they were read. */
    private final class Counted implements CredentialSource {
        private final AtomicInteger read = new AtomicInteger();

        @Override
        public String scheme() {
            return "counted";
        }

        @Override
        public Credentials read(String name) {
            read.incrementAndGet();
            return exchange.read("0");
        }
    }

    @Test
    void what_stays_when_another_worker_comes_is_not_read_again() throws Exception {
        Counted source = new Counted();
        try (Bridge first = start(source)) {
            try (AccountsTopic topic = new AccountsTopic(config)) {
                for (int number = 0; number < MANY; number++) {
                    topic.put(new AccountName("acc-" + number), AccountSpec.of("counted:a"));
                }
            }
            until(() -> first.worker().accounts().size() == MANY);
            try (Bridge second = start(source)) {
                until(() -> second.worker().partitions() == 2 && new Http(second.httpPort()).status("/ready") == 200);
                int moved = second.worker().accounts().size();
                assertThat(source.read).hasValue(MANY + moved);
                assertThat(first.worker().accounts()).hasSize(MANY - moved);
            }
        }
    }

    @Test
    void accounts_are_read_from_the_beginning_wherever_somebody_has_put_the_groups_offsets() throws Exception {
        try (Bridge first = start(exchange)) {
            put("simulated:0");
            until(() -> isLive(first));
        }
        toTheEnd();
        try (Bridge second = start(exchange);
                TopicReader state = new TopicReader(
                        config.bootstrapServers(), config.topics().state())) {
            until(() -> new Http(second.httpPort()).status("/ready") == 200);
            assertThat(state.toTheEnd()).as("taken away").noneMatch(record -> record.value() == null);
            until(() -> isLive(second));
        }
    }

    /** {@code kafka-consumer-groups --reset-offsets --to-latest}. */
    private void toTheEnd() throws Exception {
        try (Admin admin = Admin.create(config.clientProperties())) {
            Map<TopicPartition, OffsetSpec> asked = IntStream.range(0, 4)
                    .mapToObj(number -> new TopicPartition(config.topics().accounts(), number))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            Map<TopicPartition, OffsetAndMetadata> ends = admin.listOffsets(asked).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            end -> new OffsetAndMetadata(end.getValue().offset())));
            admin.alterConsumerGroupOffsets(config.group(), ends).all().get();
        }
    }

    /** Finds an error instead of credentials, such as of memory that is full. */
    private static final class Broken implements CredentialSource {
        @Override
        public String scheme() {
            return "broken";
        }

        @Override
        public Credentials read(String name) {
            throw new InternalError("an error on purpose");
        }
    }

    @Test
    void a_worker_ends_when_the_thread_of_a_partition_dies() throws Exception {
        try (Bridge bridge = start(new Broken())) {
            Http http = new Http(bridge.httpPort());
            until(() -> http.status("/ready") == 200);
            put("broken:a");
            until(() -> !bridge.worker().isRunning());
            assertThat(bridge.worker().failure())
                    .get()
                    .satisfies(failure -> assertThat(failure).hasRootCauseMessage("an error on purpose"));
            assertThat(http.status("/health")).isEqualTo(503);
            assertThat(http.status("/ready")).isEqualTo(503);
        }
    }
}
