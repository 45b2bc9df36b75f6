package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.simulator.exchange.Account;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever there is to say to a running worker is said by writing to the accounts topic. */
@Tag("long")
@Timeout(300)
final class RotationIT {
    private static final AccountName NAME = new AccountName("acc-0");

    private final SimulatedAccounts exchange = new SimulatedAccounts(1, Churn.still(3, 1), Duration.ofMillis(2), 0);
    private final BridgeConfig config = TestBroker.config(TestBroker.settings(TestBroker.shared(), exchange));
    private final AtomicReference<Credentials> vault = new AtomicReference<>(exchange.read("0"));
    private final Bridge bridge = Bridge.start(
            config, CredentialSources.of(Map.of(), Optional.empty()).with(new Vault()));
    private final AccountsTopic topic = new AccountsTopic(config);
    private final TopicReader events =
            new TopicReader(config.bootstrapServers(), config.topics().events());

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

    @AfterEach
    void end() {
        events.close();
        topic.close();
        bridge.close();
        exchange.close();
    }

    private void awaitState(AccountState state) {
        events.until(() -> bridge.worker().accounts().stream()
                .map(AccountStatus::state)
                .toList()
                .equals(List.of(state)));
    }

    private void awaitOpened(String number) {
        events.until(record -> Told.of(record).number().equals(number));
    }

    private String open() {
        return exchange.move(0, market -> market.open("BTCUSDT", "somebody")).trackingNo();
    }

    @Test
    void a_key_is_rotated_while_the_feed_runs_on() {
        topic.put(NAME, AccountSpec.of("vault:a"));
        awaitState(AccountState.LIVE);
        Account fresh = new Account("simulated-key-b", "simulated-secret-b", "simulated-passphrase-b");
        vault.set(Credentials.of(fresh.key(), fresh.secret(), fresh.passphrase()));
        topic.put(NAME, AccountSpec.of("vault:a"));
        events.until(() -> bridge.worker().accounts().size() == 1);
        exchange.rekey(0, fresh);
        awaitOpened(open());
        assertThat(events.toTheEnd()).map(Told::of).extracting(Told::kind).doesNotContain("gap");
    }

    @Test
    void a_refused_key_stops_its_account_until_its_record_is_written_again() {
        Account wrong = new Account("simulated-key-wrong", "simulated-secret-wrong", "simulated-passphrase-wrong");
        vault.set(Credentials.of(wrong.key(), wrong.secret(), wrong.passphrase()));
        topic.put(NAME, AccountSpec.of("vault:a"));
        awaitState(AccountState.REFUSED);
        vault.set(exchange.read("0"));
        topic.put(NAME, AccountSpec.of("vault:a"));
        awaitState(AccountState.LIVE);
    }

    @Test
    void another_wish_is_watched_anew_and_what_it_does_not_cover_is_open_no_more() {
        topic.put(NAME, AccountSpec.of("vault:a"));
        awaitState(AccountState.LIVE);
        String wanted =
                exchange.move(0, market -> market.open("XRPUSDT", "somebody")).trackingNo();
        awaitOpened(wanted);
        topic.put(
                NAME,
                AccountSpec.ofJson(
                        "{\"credentials\":\"vault:a\",\"symbol\":\"XRPUSDT\"}".getBytes(StandardCharsets.US_ASCII)));
        try (TopicReader state =
                new TopicReader(config.bootstrapServers(), config.topics().state())) {
            state.until(() -> {
                OpenOrders open = new OpenOrders();
                state.toTheEnd().forEach(open::state);
                return open.orders().keySet().equals(java.util.Set.of("acc-0/" + wanted));
            });
        }
    }

    @Test
    void a_record_that_cannot_be_used_is_said_and_harms_nobody_else() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            int right = producer.send(record(null, "acc-0", "{\"credentials\":\"vault:a\"}"))
                    .get()
                    .partition();
            producer.send(record(null, "acc-1", "{\"credentials\":\"vault:a\",\"every\":\"often\"}"))
                    .get();
            producer.send(record(null, "no name", "{}")).get();
            producer.send(record((right + 1) % 4, "acc-0", "{\"credentials\":\"vault:a\"}"))
                    .get();
        }
        events.until(() -> bridge.worker().accounts().size() == 3
                && bridge.worker().accounts().stream().anyMatch(account -> account.state() == AccountState.LIVE));
        assertThat(bridge.worker().accounts())
                .filteredOn(account -> account.state() == AccountState.REFUSED)
                .extracting(AccountStatus::trouble)
                .anySatisfy(why -> assertThat(why).contains("every must be PT0S to PT1H, was often"))
                .anySatisfy(why -> assertThat(why).contains("write it with Kafka's default partitioner"));
    }

    private ProducerRecord<byte[], byte[]> record(
            @org.jspecify.annotations.Nullable Integer partition, String key, String value) {
        return new ProducerRecord<>(
                config.topics().accounts(),
                partition,
                key.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8));
    }
}
