package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.simulator.exchange.Account;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.cumulative.CumulativeCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one partition's owner does when Kafka has failed, or somebody else has fenced it. */
@Tag("long")
@Timeout(300)
final class OwnedPartitionIT {
    private static final AccountName NAME = new AccountName("acc-0");
    private static final Instant THEN = Instant.parse("2026-11-26T06:00:00Z");
    private static final Duration MUCH_OF_ITS_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGER_THAN_ITS_PAUSE = Duration.ofMillis(1500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SimulatedAccounts exchange = new SimulatedAccounts(1, Churn.still(3, 1), Duration.ofMillis(2), 0);
    private final BridgeConfig config = TestBroker.config(TestBroker.settings(TestBroker.shared(), exchange));
    private final AtomicReference<Credentials> vault = new AtomicReference<>(exchange.read("0"));
    private final Feeds feeds = feeds(new SimpleMeterRegistry());

    private final class Vault implements CredentialSource {
        @Override
        public String scheme() {
            return "vault";
        }

        @Override
        public Credentials read(String name) {
            return vault.get();
        }
    }

    /** Where an account's first events are counted, something breaks that is none of Kafka's. */
    private static final class Defect extends SimpleMeterRegistry {
        @Override
        protected Counter newCounter(Meter.Id id) {
            if (!id.getName().equals("trackflux.bridge.events")) {
                return super.newCounter(id);
            }
            return new CumulativeCounter(id) {
                @Override
                public void increment(double amount) {
                    throw new IllegalStateException("a defect on purpose");
                }
            };
        }
    }

    private Feeds feeds(MeterRegistry registry) {
        CredentialSources sources =
                CredentialSources.of(Map.of(), Optional.empty()).with(new Vault());
        return new Feeds(config, sources, new BridgeMetrics(registry));
    }

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

    private static Map<AccountName, Batch> batch(long sequence) {
        return Map.of(NAME, new Batch(List.of(), Checkpoints.of(NAME, sequence, THEN, List.of("1"), List.of()), 0));
    }

    private static void until(BooleanSupplier done) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            var unused = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void whoever_was_fenced_does_not_fence_its_successor_unless_the_group_says_that_it_is_the_owner() throws Exception {
        OwnedPartition late = new OwnedPartition(1, config, feeds);
        late.start();
        late.put(NAME, AccountSpec.of("vault:a"));
        late.listed();
        until(() -> late.phase() == PartitionPhase.RUNNING);
        try (PartitionLog successor = PartitionLog.open(config, 1)) {
            until(late::isDoubtful);
            long sequence = 1000;
            for (long until = System.nanoTime() + LONGER_THAN_ITS_PAUSE.toNanos(); System.nanoTime() < until; ) {
                successor.commit(batch(++sequence));
            }
            late.confirm();
            until(() -> late.phase() == PartitionPhase.RUNNING);
            long next = sequence + 1;
            assertThatThrownBy(() -> successor.commit(batch(next))).isInstanceOf(KafkaException.class);
        } finally {
            late.stop();
            late.await(PATIENCE);
        }
    }

    @Test
    void after_a_failure_that_is_none_of_kafkas_the_group_is_asked_as_well() throws Exception {
        OwnedPartition defective = new OwnedPartition(3, config, feeds(new Defect()));
        defective.start();
        try {
            defective.put(NAME, AccountSpec.of("vault:a"));
            defective.listed();
            until(() -> defective.phase() == PartitionPhase.RETRYING);
            long failed = System.nanoTime();
            until(defective::isDoubtful);
            assertThat(Duration.ofNanos(System.nanoTime() - failed))
                    .as("not before the pause is over: an old answer is worth little")
                    .isGreaterThan(MUCH_OF_ITS_PAUSE);
            assertThat(defective.phase()).isEqualTo(PartitionPhase.RETRYING);
            assertThat(defective.trouble()).contains("a defect on purpose");
        } finally {
            defective.stop();
            defective.await(PATIENCE);
        }
    }

    @Test
    void a_record_that_was_mended_before_all_records_are_read_is_watched() throws Exception {
        PartitionAccounts accounts = new PartitionAccounts(feeds, () -> {});
        try (PartitionLog log = PartitionLog.open(config, 0)) {
            accounts.refuse(NAME, "its record cannot be used");
            accounts.put(NAME, AccountSpec.of("vault:a"), log);
            accounts.listed(log);
            until(() -> accounts.statuses().stream()
                    .map(AccountStatus::state)
                    .toList()
                    .equals(List.of(AccountState.LIVE)));
        } finally {
            accounts.stop();
        }
    }

    @Test
    void what_was_in_doubt_when_its_account_was_refused_is_written_all_the_same() throws Exception {
        PartitionAccounts accounts = new PartitionAccounts(feeds, () -> {});
        AtomicReference<Map<AccountName, Batch>> inDoubt = new AtomicReference<>(Map.of());
        try (PartitionLog log = PartitionLog.open(config, 2)) {
            accounts.listed(log);
            accounts.put(NAME, AccountSpec.of("vault:a"), log);
            until(() -> {
                inDoubt.set(accounts.take());
                return !inDoubt.get().isEmpty();
            });
            Account wrong = new Account("simulated-key-0", "simulated-secret-wrong", "simulated-passphrase-0");
            vault.set(Credentials.of(wrong.key(), wrong.secret(), wrong.passphrase()));
            accounts.put(NAME, AccountSpec.of("vault:a"), log);
            until(() -> accounts.statuses().get(0).state() == AccountState.REFUSED);
        }
        try (PartitionLog again = PartitionLog.open(config, 2)) {
            accounts.reopened(again);
            Batch batch = accounts.take().get(NAME);
            assertThat(batch).isNotNull();
            assertThat(batch.events())
                    .startsWith(inDoubt.get().get(NAME).events().toArray(new io.github.trackflux.event.OrderEvent[0]));
        } finally {
            accounts.stop();
        }
    }
}
