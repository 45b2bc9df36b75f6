package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker over a real broker. */
@Timeout(300)
final class BridgeIT {
    private static final int ACCOUNTS = 3;

    private final SimulatedAccounts exchange =
            new SimulatedAccounts(ACCOUNTS, Churn.still(5, 7), Duration.ofMillis(5), 0);
    private final Map<String, String> settings = TestBroker.settings(TestBroker.shared(), exchange);
    private final BridgeConfig config = TestBroker.config(settings);

    @AfterEach
    void end() {
        exchange.close();
    }

    private Bridge start() {
        return Bridge.start(
                config, CredentialSources.of(Map.of(), Optional.empty()).with(exchange));
    }

    private void addAll() {
        try (AccountsTopic topic = new AccountsTopic(config)) {
            for (int number = 0; number < ACCOUNTS; number++) {
                topic.put(name(number), AccountSpec.of("simulated:" + number));
            }
        }
    }

    private static AccountName name(int number) {
        return new AccountName("acc-" + number);
    }

    private TopicReader events() {
        return new TopicReader(config.bootstrapServers(), config.topics().events());
    }

    private TopicReader state() {
        return new TopicReader(config.bootstrapServers(), config.topics().state());
    }

    /** Waits until both topics lead to what is open. */
    private void settled(TopicReader events, TopicReader state) {
        events.until(() -> Verdict.isTrue(exchange, events.toTheEnd(), state.toTheEnd()));
    }

    @Test
    void events_and_state_of_many_accounts_are_what_happened() throws Exception {
        try (Bridge bridge = start();
                TopicReader events = events();
                TopicReader state = state()) {
            addAll();
            Churn churn = new Churn(exchange, 5, 40, 1);
            events.until(() -> Told.byAccount(events.toTheEnd()).values().stream()
                            .filter(told -> told.size() > 40)
                            .count()
                    == ACCOUNTS);
            churn.end();
            settled(events, state);
            Verdict verdict = new Verdict(exchange, events.toTheEnd());
            verdict.isRight();
            assertThat(verdict.gaps).isZero();
            assertThat(bridge.worker().accounts())
                    .extracting(AccountStatus::state)
                    .containsOnly(AccountState.LIVE);
        }
    }

    @Test
    void a_worker_that_begins_again_goes_on_where_the_last_one_ended() throws Exception {
        addAllAfterTopics();
        try (TopicReader events = events();
                TopicReader state = state()) {
            Bridge first = start();
            settled(events, state);
            first.close();
            exchange.move(1, market -> market.close(market.openOrders().get(0).trackingNo()));
            String opened = exchange.move(2, market -> market.open("ETHUSDT", "somebody"))
                    .trackingNo();
            Bridge second = start();
            settled(events, state);
            second.close();
            Verdict verdict = new Verdict(exchange, events.toTheEnd());
            verdict.isRight();
            assertThat(verdict.gaps).isEqualTo(ACCOUNTS);
            Map<String, List<Told>> told = Told.byAccount(events.toTheEnd());
            assertThat(told.get("acc-0"))
                    .filteredOn(event -> event.kind().equals("existing"))
                    .hasSize(5);
            assertThat(told.get("acc-1"))
                    .filteredOn(event -> event.kind().equals("closed"))
                    .hasSize(1);
            assertThat(told.get("acc-2"))
                    .filteredOn(event -> event.kind().equals("opened"))
                    .singleElement()
                    .satisfies(event -> assertThat(event.number()).isEqualTo(opened))
                    .satisfies(event ->
                            assertThat(event.json().get("origin").asString()).isEqualTo("recovered"));
        }
    }

    /** The topics are there before any worker is. */
    private void addAllAfterTopics() {
        start().close();
        addAll();
    }

    @Test
    void an_account_that_is_taken_away_leaves_nothing_behind_and_may_come_again() {
        try (Bridge bridge = start();
                TopicReader events = events();
                TopicReader state = state();
                AccountsTopic topic = new AccountsTopic(config)) {
            topic.put(name(0), AccountSpec.of("simulated:0"));
            state.until(record -> record.key().equals("acc-0"));
            topic.remove(name(0));
            state.until(record -> record.key().equals("acc-0") && record.value() == null);
            OpenOrders open = new OpenOrders();
            state.toTheEnd().forEach(open::state);
            assertThat(open.orders()).isEmpty();
            assertThat(bridge.worker().accounts()).isEmpty();
            topic.put(name(0), AccountSpec.of("simulated:0"));
            events.until(() -> events.toTheEnd().stream()
                            .map(Told::of)
                            .filter(event -> event.kind().equals("synced"))
                            .count()
                    == 2);
        }
    }

    @Test
    void all_records_are_cloud_events_in_binary_mode_on_the_partition_of_their_account() {
        try (Bridge bridge = start();
                TopicReader events = events()) {
            addAll();
            events.until(() -> Told.byAccount(events.toTheEnd()).size() == ACCOUNTS);
            assertThat(bridge.worker().hasJoined()).isTrue();
            for (ConsumerRecord<String, byte[]> record : events.toTheEnd()) {
                Told told = Told.of(record);
                assertThat(told.header("ce_specversion")).contains("1.0");
                assertThat(told.header("ce_id")).contains(told.json().get("id").asString());
                assertThat(told.header("ce_source")).contains("/trackflux/" + told.account());
                assertThat(told.header("ce_type")).contains("io.github.trackflux.order." + told.kind() + ".v1");
                assertThat(told.header("content-type")).contains("application/json");
                assertThat(told.header("ce_dataschema")).contains(EventRecords.SCHEMA.toString());
                assertThat(told.header("ce_subject"))
                        .isEqualTo(told.number().isEmpty() ? Optional.empty() : Optional.of(told.number()));
                assertThat(record.key())
                        .isEqualTo(told.number().isEmpty() ? told.account() : told.account() + "/" + told.number());
            }
        }
    }

    @Test
    void a_port_that_is_taken_is_named() {
        try (Bridge first = start()) {
            Map<String, String> again = new HashMap<>(settings);
            again.put("http.address", "127.0.0.1:" + first.httpPort());
            BridgeConfig taken = TestBroker.config(again);
            CredentialSources none = CredentialSources.of(Map.of(), Optional.empty());
            assertThatThrownBy(() -> Bridge.start(taken, none)).hasMessageStartingWith("http.address: ");
        }
    }
}
