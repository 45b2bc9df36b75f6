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
        create(config.topics().accounts(), 2, "compact");
        create(config.topics().state(), 2, "delete");
        create(config.topics().events(), 3, "compact,delete");
        assertThatThrownBy(() -> new TopicSetup(admin, config).ensure())
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("the topics must have the same number of partitions, and have {")
                .hasMessageContaining(config.topics().state() + " must have cleanup.policy=compact, was delete")
                .hasMessageContaining(config.topics().events() + " must have cleanup.policy=delete, was compact,delete")
                .message()
                .doesNotContain(config.topics().accounts() + " must have");
    }

    private void create(String topic, int partitions, String policy) throws Exception {
        admin.createTopics(Set.of(new NewTopic(topic, partitions, (short) 1).configs(Map.of("cleanup.policy", policy))))
                .all()
                .get();
    }

    @Test
    void no_list_of_accounts_is_created_beside_what_is_stored_of_others() throws Exception {
        assertThat(new TopicSetup(admin, config).ensure()).isEqualTo(4);
        Map<String, String> settings = TestBroker.settings(TestBroker.shared(), exchange);
        settings.put("topic.events", config.topics().events());
        settings.put("topic.state", config.topics().state());
        BridgeConfig mistyped = TestBroker.config(settings);
        assertThatThrownBy(() -> new TopicSetup(admin, mistyped).ensure())
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(
                        "topic.accounts: there is no topic " + mistyped.topics().accounts());
        assertThat(admin.listTopics().names().get())
                .doesNotContain(mistyped.topics().accounts());
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
