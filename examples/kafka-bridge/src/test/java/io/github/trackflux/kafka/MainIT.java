package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the command line says of accounts. */
@Timeout(300)
final class MainIT {
    private final SimulatedAccounts exchange = new SimulatedAccounts(1, Churn.still(1, 1), Duration.ZERO, 0);
    private final Map<String, String> settings = TestBroker.settings(TestBroker.shared(), exchange);
    private final BridgeConfig config = TestBroker.config(settings);

    @AfterEach
    void end() {
        exchange.close();
    }

    private int run(String... args) {
        Map<String, String> environment = new HashMap<>();
        settings.forEach((key, value) -> environment.put(Setting.variable(key), value));
        return Main.run(args, environment);
    }

    @Test
    void an_account_is_added_unless_there_is_one_of_its_name() {
        AccountSpec changed = AccountSpec.ofJson(
                "{\"credentials\":\"env:MINE\",\"every\":\"PT5S\"}".getBytes(StandardCharsets.US_ASCII));
        try (Admin admin = Admin.create(config.clientProperties());
                AccountsTopic topic = new AccountsTopic(config)) {
            assertThat(new TopicSetup(admin, config).ensure()).isEqualTo(4);
            topic.put(new AccountName("acc-0"), changed);
            assertThat(run("--account", "acc-0=env:FIRST", "--account", "acc-1=env:OTHER", "--for", "PT0S"))
                    .isZero();
            SortedMap<String, String> list = topic.list();
            assertThat(list).containsOnlyKeys("acc-0", "acc-1");
            assertThat(list.get("acc-0")).isEqualTo(new String(changed.toJson(), StandardCharsets.UTF_8));
            assertThat(list.get("acc-1")).contains("env:OTHER");
        }
    }

    @Test
    void a_wrong_account_is_said_before_anything_is_begun() throws Exception {
        assertThat(run("--account", "acc-0=env:FIRST", "--account", "no name=env:B", "--for", "PT0S"))
                .isEqualTo(2);
        assertThat(run("--account", "acc-0=FIRST", "--for", "PT0S")).isEqualTo(2);
        try (Admin admin = Admin.create(config.clientProperties())) {
            assertThat(admin.listTopics().names().get())
                    .doesNotContain(config.topics().accounts());
        }
    }
}
