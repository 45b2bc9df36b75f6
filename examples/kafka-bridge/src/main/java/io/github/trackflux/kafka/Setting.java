package io.github.trackflux.kafka;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be set, by what name, and what it is by default. */
enum Setting {
    BOOTSTRAP_SERVERS(
            "bootstrap.servers",
            "",
            "host:port,host:port; none, and no file of settings, to start a broker and a simulated exchange"),
    GROUP("group.id", "trackflux-bridge", "1 to 100 of A-Z a-z 0-9 . _ -; workers with the same share the accounts"),
    TOPIC_ACCOUNTS("topic.accounts", "tracking-orders.accounts", "a topic's name"),
    TOPIC_EVENTS("topic.events", "tracking-orders.events", "a topic's name"),
    TOPIC_STATE("topic.state", "tracking-orders.state", "a topic's name"),
    TOPIC_PARTITIONS("topic.partitions", "24", "1 to 1000, where topics are created; the most workers that can share"),
    TOPIC_REPLICATION("topic.replication", "3", "1 to 10, where topics are created"),
    EXCHANGE_URL("exchange.url", "https://api.bitget.com", "https://host, or http on loopback"),
    EXCHANGE_ADDRESSES(
            "exchange.local.addresses", "", "this machine's addresses to call from, accounts spread over them"),
    POLL_EVERY("poll.every", "PT1S", "PT0S to PT1H; what accounts that say nothing else are looked at"),
    CALLS_PER_SECOND("exchange.calls.per.second", "10", "1 to 10, for each account"),
    CREDENTIALS_DIRECTORY("credentials.directory", "", "a directory, which file: references are looked up in"),
    LINGER("commit.linger", "PT0.02S", "PT0S to PT5S; what changes within it is one transaction"),
    IDLE_CHECKPOINT("checkpoint.every", "PT30S", "PT1S to PT1H; of an account over which nothing happens"),
    SESSION(
            "session.timeout",
            "PT10S",
            "PT1S to PT5M, and what the brokers allow; after which a worker's accounts go to others"),
    HTTP("http.address", "127.0.0.1:9464", "host:port for health and metrics");

    /** What begins with this goes to Kafka's clients as it is, without it. */
    static final String CLIENT = "kafka.";

    private static final String ENVIRONMENT = "TRACKFLUX_";

    final String key;
    final String usual;
    final String allowed;

    Setting(String key, String usual, String allowed) {
        this.key = key;
        this.usual = usual;
        this.allowed = allowed;
    }

    static Optional<Setting> of(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(setting -> setting.key).toList();
    }

    /** The key that a variable of the environment sets; empty if it is none of ours. */
    static Optional<String> keyOf(String variable) {
        return variable.startsWith(ENVIRONMENT)
                ? Optional.of(variable.substring(ENVIRONMENT.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.'))
                : Optional.empty();
    }

    static String variable(String key) {
        return ENVIRONMENT + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}
