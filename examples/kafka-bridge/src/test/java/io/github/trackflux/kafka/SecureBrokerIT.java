package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.github.trackflux.simulator.tls.Certificate;
import io.github.trackflux.simulator.tls.Identity;
import io.github.trackflux.suite.TestSecrets;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker over a broker that asks who it is, over TLS, with the certificate of a private authority. */
@Tag("long")
@Timeout(300)
final class SecureBrokerIT {
    private static final String STORE = TestSecrets.secret("store-");
    private static final String PASSWORD = TestSecrets.secret("bridge-");

    @TempDir
    private static Path directory;

    private static Path trusted;
    private static Path kept;
    private static EmbeddedBroker broker;

    private final SimulatedAccounts exchange = new SimulatedAccounts(1, Churn.still(5, 7), Duration.ZERO, 0);
    private final Map<String, String> settings = TestBroker.settings(broker.bootstrapServers(), exchange);

    @BeforeAll
    static void startBroker() throws Exception {
        Identity identity = Identity.of(Certificate.GOOD);
        Path keys = directory.resolve("keys.p12");
        trusted = directory.resolve("trusted.p12");
        X509Certificate[] chain = {identity.certificate()};
        store(keys, with -> with.setKeyEntry("broker", identity.key(), STORE.toCharArray(), chain));
        store(trusted, with -> with.setCertificateEntry("authority", identity.authority()));
        int port = EmbeddedBroker.freePort();
        int inside = EmbeddedBroker.freePort();
        int controller = EmbeddedBroker.freePort();
        Map<String, String> settings = new HashMap<>();
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        String listeners = "SECURE://127.0.0.1:" + port + ",INSIDE://127.0.0.1:" + inside;
        settings.put("listeners", listeners + ",CONTROLLER://127.0.0.1:" + controller);
        settings.put("advertised.listeners", listeners);
        settings.put("inter.broker.listener.name", "INSIDE");
        settings.put("listener.security.protocol.map", "SECURE:SASL_SSL,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("listener.name.secure.sasl.enabled.mechanisms", "PLAIN");
        settings.put("listener.name.secure.plain.sasl.jaas.config", login("user_bridge=\"" + PASSWORD + "\""));
        settings.put("listener.name.secure.ssl.keystore.type", "PKCS12");
        settings.put("listener.name.secure.ssl.keystore.location", keys.toString());
        settings.put("listener.name.secure.ssl.keystore.password", STORE);
        kept = TestBroker.directory();
        broker = EmbeddedBroker.start(kept, port, settings);
    }

    private interface Entry {
        void into(KeyStore store) throws KeyStoreException;
    }

    private static void store(Path file, Entry entry) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        entry.into(store);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, STORE.toCharArray());
        }
    }

    @AfterAll
    static void endBroker() {
        broker.close();
        EmbeddedBroker.delete(kept);
    }

    @BeforeEach
    void isKnownAndTrusts() {
        settings.put("kafka.security.protocol", "SASL_SSL");
        settings.put("kafka.sasl.mechanism", "PLAIN");
        settings.put("kafka.sasl.jaas.config", login("username=\"bridge\" password=\"" + PASSWORD + "\""));
        settings.put("kafka.ssl.truststore.type", "PKCS12");
        settings.put("kafka.ssl.truststore.location", trusted.toString());
        settings.put("kafka.ssl.truststore.password", STORE);
    }

    @AfterEach
    void end() {
        exchange.close();
    }

    private static String login(String options) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required " + options + ";";
    }

    @Test
    void a_worker_speaks_tls_and_says_who_it_is() {
        BridgeConfig config = TestBroker.config(settings);
        try (Bridge bridge = start(config);
                AccountsTopic topic = new AccountsTopic(config);
                TopicReader events = reader(config, config.topics().events());
                TopicReader state = reader(config, config.topics().state())) {
            topic.put(new AccountName("acc-0"), AccountSpec.of("simulated:0"));
            events.until(() -> Verdict.isTrue(exchange, events.toTheEnd(), state.toTheEnd()));
            assertThat(bridge.worker().failure()).isEmpty();
        }
    }

    private static TopicReader reader(BridgeConfig config, String topic) {
        return new TopicReader(config.readerProperties(), topic);
    }

    @Test
    void a_wrong_password_ends_the_start_and_is_not_told() {
        settings.put("kafka.sasl.jaas.config", login("username=\"bridge\" password=\"" + STORE + "\""));
        assertThat(whyNot())
                .startsWith("cannot read the topics")
                .contains("Authentication failed: Invalid username or password")
                .doesNotContain(TestSecrets.MARKER);
    }

    @Test
    void a_broker_that_is_not_trusted_is_told_nothing() {
        settings.keySet().removeIf(key -> key.startsWith("kafka.ssl.truststore."));
        assertThat(whyNot()).startsWith("cannot read the topics").contains("unable to find valid certification path");
    }

    private String whyNot() {
        Exception failure =
                catchException(() -> start(TestBroker.config(settings)).close());
        assertThat(failure).isNotNull();
        return Main.said(failure);
    }

    private Bridge start(BridgeConfig config) {
        return Bridge.start(
                config, CredentialSources.of(Map.of(), Optional.empty()).with(exchange));
    }
}
