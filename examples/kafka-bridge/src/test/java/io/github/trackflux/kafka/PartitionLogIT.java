package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may write to a partition, and what the next one finds. */
@Timeout(300)
final class PartitionLogIT {
    private static final AccountName NAME = new AccountName("acc-0");
    private static final Instant THEN = Instant.parse("2026-11-26T06:00:00Z");

    private final SimulatedAccounts exchange = new SimulatedAccounts(1, Churn.still(1, 1), Duration.ZERO, 0);
    private final BridgeConfig config = TestBroker.config(TestBroker.settings(TestBroker.shared(), exchange));

    @BeforeEach
    void topics() {
        try (Admin admin = Admin.create(config.clientProperties())) {
            assertThat(new TopicSetup(admin, config).ensure()).isEqualTo(4);
        }
    }

    @AfterEach
    void end() {
        exchange.close();
    }

    private static Map<AccountName, Batch> batch(long sequence, String... open) {
        return Map.of(NAME, new Batch(List.of(), Checkpoints.of(NAME, sequence, THEN, List.of(open), List.of()), 0));
    }

    @Test
    void whoever_opens_a_partition_fences_whoever_had_it_and_finds_all_that_was_committed() {
        try (PartitionLog first = PartitionLog.open(config, 1)) {
            first.commit(batch(3, "1", "2"));
            try (PartitionLog second = PartitionLog.open(config, 1)) {
                assertThat(second.checkpoint(NAME))
                        .contains(batch(3, "1", "2").get(NAME).checkpoint());
                assertThatThrownBy(() -> first.commit(batch(4, "1"))).isInstanceOf(KafkaException.class);
                second.commit(batch(5, "2", "3"));
            }
            assertThatThrownBy(() -> first.commit(batch(6, "1"))).isInstanceOf(RuntimeException.class);
        }
        try (PartitionLog third = PartitionLog.open(config, 1)) {
            assertThat(third.checkpoint(NAME))
                    .contains(batch(5, "2", "3").get(NAME).checkpoint());
        }
    }

    @Test
    void partitions_do_not_fence_each_other() {
        try (PartitionLog one = PartitionLog.open(config, 0);
                PartitionLog other = PartitionLog.open(config, 2)) {
            one.commit(batch(3, "1"));
            other.commit(batch(4, "2"));
            one.commit(batch(5, "1"));
            assertThat(other.accounts()).containsExactly(NAME);
        }
    }

    @Test
    void what_is_forgotten_is_not_found() {
        try (PartitionLog log = PartitionLog.open(config, 3)) {
            log.commit(batch(3, "1"));
            log.forget(NAME);
            assertThat(log.accounts()).isEmpty();
        }
        try (PartitionLog log = PartitionLog.open(config, 3)) {
            assertThat(log.accounts()).isEmpty();
        }
    }
}
