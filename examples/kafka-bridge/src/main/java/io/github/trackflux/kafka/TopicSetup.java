package io.github.trackflux.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing, and refuses to work on ones that would lose something. */
final class TopicSetup {
    private static final String POLICY = "cleanup.policy";
    private static final String COMPACT = "compact";
    private static final String DELETE = "delete";
    private static final Duration SPREAD = Duration.ofSeconds(30);

    private final Admin admin;
    private final BridgeConfig config;

    TopicSetup(Admin admin, BridgeConfig config) {
        this.admin = admin;
        this.config = config;
    }

    /**
     * Makes sure that the topics are there and fit.
     *
     * @return how many partitions they have
     * @throws InvalidConfigException if one that is there does not fit
     */
    int ensure() {
        Topics topics = config.topics();
        Map<String, TopicDescription> found = found();
        if (found.containsKey(topics.state()) && !found.containsKey(topics.accounts())) {
            throw new InvalidConfigException(List.of(Setting.TOPIC_ACCOUNTS.key + ": there is no topic "
                    + topics.accounts() + ", and a worker with an empty one would take away all that " + topics.state()
                    + " holds; name the right one, or create it"));
        }
        // A topic that is missing gets as many partitions as those that are there.
        int partitions = found.values().stream()
                .findFirst()
                .map(topic -> topic.partitions().size())
                .orElse(config.partitions());
        create(topics.accounts(), partitions, found, Map.of(POLICY, COMPACT));
        create(topics.events(), partitions, found, Map.of(POLICY, DELETE, "retention.ms", days(7)));
        create(topics.state(), partitions, found, stateSettings());
        check();
        return partitions;
    }

    /** A worker reads its partition of this before it begins, so it is kept short. */
    private static Map<String, String> stateSettings() {
        return Map.of(
                POLICY,
                COMPACT,
                "segment.bytes",
                Integer.toString(32 * 1024 * 1024),
                "segment.ms",
                hours(1),
                "max.compaction.lag.ms",
                hours(1),
                "min.cleanable.dirty.ratio",
                "0.2",
                // A reader that takes longer than this from beginning to end may miss a close.
                "delete.retention.ms",
                days(1));
    }

    private static String hours(int hours) {
        return Long.toString(hours * 3_600_000L);
    }

    private static String days(int days) {
        return hours(24 * days);
    }

    private void create(
            String name, int partitions, Map<String, TopicDescription> found, Map<String, String> settings) {
        if (found.containsKey(name)) {
            return;
        }
        Map<String, String> all = new HashMap<>(settings);
        all.put("min.insync.replicas", config.replication() > 2 ? "2" : "1");
        NewTopic topic = new NewTopic(name, partitions, config.replication()).configs(all);
        try {
            admin.createTopics(Set.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw failed("cannot create the topic " + name + " with topic.replication=" + config.replication(), e);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Map<String, TopicDescription> found() {
        Map<String, TopicDescription> found = new HashMap<>();
        try {
            Set<String> there = admin.listTopics().names().get();
            List<String> ours = names().stream().filter(there::contains).toList();
            found.putAll(admin.describeTopics(ours).allTopicNames().get());
        } catch (ExecutionException e) {
            throw failed("cannot read the topics", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        return found;
    }

    /** What was created just now is not known to every broker at once. */
    private void check() {
        long until = System.nanoTime() + SPREAD.toNanos();
        while (true) {
            try {
                List<String> problems = problems();
                if (!problems.isEmpty()) {
                    throw new InvalidConfigException(problems);
                }
                return;
            } catch (ExecutionException e) {
                boolean unknown = e.getCause() instanceof UnknownTopicOrPartitionException;
                if (!unknown || System.nanoTime() - until > 0) {
                    throw failed("cannot read the topics' settings", e);
                }
                pause();
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private List<String> problems() throws ExecutionException, InterruptedException {
        List<String> problems = new ArrayList<>();
        Map<Integer, List<String>> counts = new TreeMap<>();
        admin.describeTopics(names())
                .allTopicNames()
                .get()
                .values()
                .forEach(topic -> counts.computeIfAbsent(topic.partitions().size(), count -> new ArrayList<>())
                        .add(topic.name()));
        if (counts.size() > 1) {
            problems.add("the topics must have the same number of partitions, and have " + counts);
        }
        requirePolicy(config.topics().accounts(), COMPACT, problems);
        requirePolicy(config.topics().events(), DELETE, problems);
        requirePolicy(config.topics().state(), COMPACT, problems);
        return problems;
    }

    private void requirePolicy(String topic, String wanted, List<String> problems)
            throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        KafkaFuture<Config> asked = Objects.requireNonNull(
                admin.describeConfigs(Set.of(resource)).values().get(resource));
        String policy = asked.get().get(POLICY).value();
        if (!wanted.equals(policy)) {
            problems.add("the topic " + topic + " must have " + POLICY + "=" + wanted + ", was " + policy);
        }
    }

    private List<String> names() {
        return List.of(
                config.topics().accounts(),
                config.topics().events(),
                config.topics().state());
    }

    /**
     * Makes sure that there is a topic to write accounts to. Creates none: a producer that did would leave the settings to the
     * broker.
     *
     * @throws InvalidConfigException if there is none
     */
    void requireAccounts() {
        String name = config.topics().accounts();
        try {
            admin.describeTopics(Set.of(name)).allTopicNames().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new InvalidConfigException(List.of(
                        Setting.TOPIC_ACCOUNTS.key + ": there is no topic " + name + " yet; a worker creates it"));
            }
            throw failed("cannot read the topics", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private KafkaException failed(String what, ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String where = cause instanceof TimeoutException
                ? "Kafka does not answer at " + config.bootstrapServers()
                        + " (or speaks another kafka.security.protocol): "
                : "";
        return new KafkaException(where + what + ": " + cause.getMessage(), cause);
    }

    private static KafkaException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new KafkaException("interrupted", e);
    }
}
