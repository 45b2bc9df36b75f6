package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchException;

import io.github.trackflux.suite.TestSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {
    @Test
    void why_a_client_of_kafka_cannot_be_made_is_said_without_its_password() {
        BridgeConfig config = ConfigReader.read(
                Optional.empty(),
                Map.of(
                        "TRACKFLUX_KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT",
                        "TRACKFLUX_KAFKA_SASL_MECHANISM", "PLAIN",
                        "TRACKFLUX_KAFKA_SASL_JAAS_CONFIG", "module " + TestSecrets.SECRET + ";"),
                Map.of("bootstrap.servers", "127.0.0.1:1"));
        Exception failure = catchException(() -> Admin.create(config.clientProperties()));
        assertThat(Main.said(failure))
                .contains("Failed to create new KafkaAdminClient: ")
                .contains("JAAS config")
                .doesNotContain(TestSecrets.MARKER);
    }

    @Test
    void a_file_of_settings_that_names_no_cluster_is_wrong_and_no_wish_for_a_demonstration(@TempDir Path directory)
            throws IOException {
        Main program = new Main(Map.of());
        program.file = Files.writeString(directory.resolve("bridge.properties"), "poll.every=PT5S");
        program.length = Duration.ZERO;
        assertThatThrownBy(program::call)
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith("bootstrap.servers is missing: the file ");
    }

    @Test
    void a_reason_that_is_said_already_is_not_repeated() {
        assertThat(Main.said(new KafkaException("no topic: away", new IllegalStateException("away"))))
                .isEqualTo("no topic: away");
        assertThat(Main.said(new IllegalArgumentException("wrong"))).isEqualTo("wrong");
    }
}
