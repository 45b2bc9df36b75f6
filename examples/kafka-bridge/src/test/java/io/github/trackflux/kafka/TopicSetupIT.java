package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
final class TopicSetupIT {
    private final SimulatedAccounts exchange = new SimulatedAccounts(1, Churn.still(1, 1), Duration.ZERO, 0);
    private final BridgeConfig config = TestBroker.config(TestBroker.settings(TestBroker.shared(), exchange));
    private final Admin admin = Admin.create(config.clientProperties());

    @AfterEach
    void end() {
        admin.close();
        exchange.close();
    }

    private String setting(String topic, String key) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(Set.of(resource))
                .all()
                .get()
                .get(resource)
                .get(key)
                .value();
    }

    @Test
    void topics_are_created_as_their_readers_need_them() throws Exception {
        assertThat(new TopicSetup(admin, config).ensure()).isEqualTo(4);
        assertThat(setting(config.topics().accounts(), "cleanup.policy")).isEqualTo("compact");
        assertThat(setting(config.topics().state(), "cleanup.policy")).isEqualTo("compact");
        assertThat(setting(config.topics().state(), "delete.retention.ms")).isEqualTo("86400000");
        assertThat(setting(config.topics().events(), "cleanup.policy")).isEqualTo("delete");
        assertThat(setting(config.topics().events(), "retention.ms")).isEqualTo("604800000");
        assertThat(new TopicSetup(admin, config).ensure()).as("once more").isEqualTo(4);
    }

    @Test
    void topics_that_would_lose_something_are_refused() throws Exception {
        admin.createTopics(Set.of(
                        new NewTopic(config.topics().state(), 2, (short) 1).configs(Map.of("cleanup.policy", "delete")),
                        new NewTopic(config.topics().events(), 3, (short) 1)))
                .all()
                .get();
        assertThatThrownBy(() -> new TopicSetup(admin, config).ensure())
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("the topics must have the same number of partitions, and have {")
                .hasMessageContaining(config.topics().state() + " must have cleanup.policy=compact, was delete");
    }

    @Test
    void accounts_are_not_written_to_a_topic_that_somebody_else_would_have_to_create() {
        assertThatThrownBy(() -> new TopicSetup(admin, config).requireAccounts())
                .isInstanceOf(InvalidConfigException.class)
                .hasMessage("topic.accounts: there is no topic "
                        + config.topics().accounts() + " yet; a worker creates it");
        assertThat(new TopicSetup(admin, config).ensure()).isEqualTo(4);
        new TopicSetup(admin, config).requireAccounts();
    }

    @Test
    void more_copies_than_brokers_are_refused_by_name() {
        Map<String, String> settings = TestBroker.settings(TestBroker.shared(), exchange);
        settings.put("topic.replication", "3");
        assertThatThrownBy(() -> new TopicSetup(admin, TestBroker.config(settings)).ensure())
                .hasMessageContaining("with topic.replication=3: Unable to replicate the partition 3 time(s)");
    }
}
