package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is written is what the committed schemas say. */
@Tag("long")
@Timeout(300)
final class SchemaIT {
    private static final Map<String, String> SCHEMAS = Map.of(
            "urn:trackflux:order-event:v1", text("order-event"),
            "urn:trackflux:open-order:v1", text("open-order"),
            "urn:trackflux:account:v1", text("account"));
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(SCHEMAS));

    private final SimulatedAccounts exchange = new SimulatedAccounts(2, Churn.still(4, 11), Duration.ofMillis(2), 0);
    private final BridgeConfig config = TestBroker.config(TestBroker.settings(TestBroker.shared(), exchange));

    private static String text(String name) {
        try (InputStream in = SchemaIT.class.getResourceAsStream("/schema/" + name + ".v1.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema schema(String name) {
        return REGISTRY.getSchema(SchemaLocation.of("urn:trackflux:" + name + ":v1"));
    }

    private static void holds(Schema schema, byte[] json) {
        String text = new String(json, StandardCharsets.UTF_8);
        assertThat(schema.validate(text, InputFormat.JSON)).as(text).isEmpty();
    }

    @AfterEach
    void end() {
        exchange.close();
    }

    @Test
    void events_and_open_orders_of_a_lively_account_with_a_restart() throws Exception {
        Set<String> kinds = new HashSet<>();
        try (TopicReader events = readerOf(config.topics().events());
                TopicReader state = new TopicReader(
                        config.bootstrapServers(), config.topics().state())) {
            for (int run = 0; run < 2; run++) {
                Bridge bridge = start();
                Churn churn = new Churn(exchange, 4, 40, run);
                int before = events.toTheEnd().size();
                events.until(() -> events.toTheEnd().size() > before + 60);
                churn.end();
                bridge.close();
            }
            for (ConsumerRecord<String, byte[]> record : events.toTheEnd()) {
                holds(schema("order-event"), record.value());
                kinds.add(Told.of(record).kind());
            }
            int orders = 0;
            for (ConsumerRecord<String, byte[]> record : state.toTheEnd()) {
                if (record.key().contains("/") && record.value() != null) {
                    holds(schema("open-order"), record.value());
                    orders++;
                }
            }
            assertThat(orders).isGreaterThan(20);
        }
        assertThat(kinds).contains("existing", "synced", "opened", "updated", "closed", "gap");
    }

    private TopicReader readerOf(String topic) {
        start().close();
        try (AccountsTopic accounts = new AccountsTopic(config)) {
            accounts.put(new AccountName("acc-0"), AccountSpec.of("simulated:0"));
            accounts.put(new AccountName("acc-1"), AccountSpec.of("simulated:1"));
        }
        return new TopicReader(config.bootstrapServers(), topic);
    }

    private Bridge start() {
        return Bridge.start(
                config, CredentialSources.of(Map.of(), Optional.empty()).with(exchange));
    }

    @Test
    void records_of_accounts() {
        holds(schema("account"), AccountSpec.of("env:FUND7").toJson());
        holds(
                schema("account"),
                new AccountSpec(
                                "file:a",
                                OrderQuery.of(
                                                ProductType.USDT_FUTURES,
                                                ProductType.COIN_FUTURES,
                                                ProductType.USDC_FUTURES)
                                        .withSymbol("BTCUSDT")
                                        .withTrader("b1"),
                                Optional.of(Duration.ofSeconds(5)),
                                true)
                        .toJson());
        assertThat(schema("account").validate("{\"credentials\":\"env:A\",\"secret\":\"x\"}", InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void a_schema_that_allowed_everything_would_be_none() {
        assertThat(schema("order-event").validate("{\"v\":1}", InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema("open-order").validate("{\"order\":{}}", InputFormat.JSON))
                .isNotEmpty();
    }
}
