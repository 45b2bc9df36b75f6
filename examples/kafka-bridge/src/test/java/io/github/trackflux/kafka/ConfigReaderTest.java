package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.trackflux.suite.TestSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ConfigReaderTest {
    @TempDir
    private Path directory;

    private static BridgeConfig read(Map<String, String> environment) {
        return ConfigReader.read(Optional.empty(), environment, Map.of());
    }

    private Optional<Path> file(String... lines) throws IOException {
        return Optional.of(Files.write(directory.resolve("bridge.properties"), java.util.List.of(lines)));
    }

    @Test
    void nothing_needs_to_be_set() {
        BridgeConfig config = read(Map.of("PATH", "/bin"));
        assertThat(config.bootstrapServers()).isEmpty();
        assertThat(config.topics().events()).isEqualTo("tracking-orders.events");
        assertThat(config.exchange()).hasToString("https://api.bitget.com");
        assertThat(config.every()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void the_command_line_wins_over_the_environment_and_that_over_the_file() throws IOException {
        BridgeConfig config = ConfigReader.read(
                file("bootstrap.servers=a:1", "group.id=file", "poll.every=PT5S", "kafka.security.protocol=SSL"),
                Map.of(
                        "TRACKFLUX_BOOTSTRAP_SERVERS",
                        "b:2",
                        "TRACKFLUX_GROUP_ID",
                        "env",
                        "TRACKFLUX_KAFKA_CLIENT_ID",
                        "me"),
                Map.of("bootstrap.servers", "c:3"));
        assertThat(config.bootstrapServers()).isEqualTo("c:3");
        assertThat(config.group()).isEqualTo("env");
        assertThat(config.every()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.client()).containsOnly(Map.entry("security.protocol", "SSL"), Map.entry("client.id", "me"));
    }

    @ParameterizedTest
    @CsvSource({
        "bootstrap.servers, kafka",
        "bootstrap.servers, 'a:1,b'",
        "group.id, a group",
        "topic.events, a/b",
        "topic.partitions, 0",
        "topic.partitions, many",
        "topic.replication, 11",
        "exchange.url, ftp://host",
        "exchange.url, http://host",
        "exchange.url, http://127.0.0.2",
        "exchange.url, https://host/path",
        "exchange.url, https://host?query",
        "exchange.url, https://host:0",
        "exchange.local.addresses, localhost",
        "poll.every, 1s",
        "poll.every, PT2H",
        "exchange.calls.per.second, 11",
        "credentials.directory, /no/such/directory",
        "commit.linger, PT-1S",
        "checkpoint.every, PT0S",
        "session.timeout, PT0.5S",
        "http.address, 8080",
        "http.address, host:70000",
    })
    void what_is_wrong_is_named_with_key_value_origin_and_what_is_allowed(String key, String value) {
        String variable = Setting.variable(key);
        assertThatThrownBy(() -> read(Map.of(variable, value)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(key + " must be " + Setting.of(key).orElseThrow().allowed)
                .hasMessageContaining("was \"" + value + "\"")
                .hasMessageContaining("environment " + variable);
    }

    @Test
    void all_that_is_wrong_is_said_at_once() throws IOException {
        Optional<Path> file = file("poll.every=often", "no.such.key=1", "kafka.acks=0");
        assertThatThrownBy(() -> ConfigReader.read(file, Map.of("TRACKFLUX_TYPO", "x"), Map.of()))
                .hasMessageContaining("poll.every must be PT0S to PT1H")
                .hasMessageContaining("unknown key no.such.key (file ")
                .hasMessageContaining("unknown key typo (environment TRACKFLUX_TYPO); allowed are [bootstrap.servers, ")
                .hasMessageContaining("kafka.acks cannot be set");
    }

    @Test
    void a_password_in_a_url_is_not_repeated() {
        assertThatThrownBy(() -> read(Map.of("TRACKFLUX_EXCHANGE_URL", "https://me:" + TestSecrets.SECRET + "@host")))
                .hasMessageContaining("exchange.url must be https://host, or http on loopback; was a value with @ (env")
                .message()
                .doesNotContain(TestSecrets.MARKER);
    }

    @Test
    void what_would_take_an_account_to_another_partition_is_not_for_setting() {
        assertThatThrownBy(() -> read(Map.of("TRACKFLUX_KAFKA_PARTITIONER_CLASS", "RoundRobinPartitioner")))
                .hasMessageContaining(
                        "kafka.partitioner.class cannot be set (environment TRACKFLUX_KAFKA_PARTITIONER_CLASS)");
    }

    @Test
    void a_file_that_cannot_be_read_is_said() {
        assertThatThrownBy(() -> ConfigReader.read(Optional.of(directory.resolve("none")), Map.of(), Map.of()))
                .hasMessageContaining("none cannot be read: NoSuchFileException");
    }

    @Test
    void passwords_of_the_clients_are_not_printed() {
        Map<String, String> environment = new HashMap<>();
        environment.put("TRACKFLUX_KAFKA_SASL_JAAS_CONFIG", TestSecrets.SECRET);
        assertThat(read(environment))
                .asString()
                .contains("group=trackflux-bridge")
                .doesNotContain(TestSecrets.MARKER);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void every_key_can_be_a_variable(Setting setting) {
        assertThat(Setting.keyOf(Setting.variable(setting.key))).contains(setting.key);
    }
}
