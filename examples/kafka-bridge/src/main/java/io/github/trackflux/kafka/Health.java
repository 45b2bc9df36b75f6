package io.github.trackflux.kafka;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a worker stands. Alive: its loop turns. Ready: it has its part of the accounts, and Kafka takes what it has to say. An
 * account in trouble makes neither untrue, since another worker would have the same trouble with it; it is named.
 */
final class Health {
    private static final Duration STUCK = Duration.ofMinutes(2);
    private static final int MOST_NAMED = 50;

    private final Worker worker;
    private final Reachability kafka;

    Health(Worker worker, Reachability kafka) {
        this.worker = worker;
        this.kafka = kafka;
    }

    boolean isAlive() {
        return worker.isRunning() && worker.sinceTurn().compareTo(STUCK) < 0;
    }

    boolean isReady() {
        return isAlive()
                && worker.hasJoined()
                && kafka.isReached()
                && worker.owned().stream().allMatch(partition -> partition.phase() == PartitionPhase.RUNNING);
    }

    /** All of it, as JSON. */
    String json() {
        List<AccountStatus> accounts = worker.accounts();
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("alive", isAlive())
                .put("ready", isReady())
                .put("joined", worker.hasJoined());
        json.putObject("kafka")
                .put("reached", kafka.isReached())
                .put("forSeconds", kafka.since().toSeconds());
        ObjectNode partitions = json.putObject("partitions");
        worker.owned().stream()
                .sorted(Comparator.comparingInt(OwnedPartition::number))
                .forEach(partition -> partitions.put(
                        Integer.toString(partition.number()),
                        partition.phase().word() + (partition.trouble().isEmpty() ? "" : ", " + partition.trouble())));
        Map<AccountState, Long> counts =
                accounts.stream().collect(Collectors.groupingBy(AccountStatus::state, Collectors.counting()));
        ObjectNode states = json.putObject("accounts");
        for (AccountState state : AccountState.values()) {
            states.put(state.word(), counts.getOrDefault(state, 0L));
        }
        ObjectNode troubled = json.putObject("troubled");
        accounts.stream()
                .filter(account -> account.state() != AccountState.LIVE && account.state() != AccountState.SYNCING)
                .sorted(Comparator.comparing(AccountStatus::state).reversed())
                .limit(MOST_NAMED)
                .forEach(account -> troubled.put(
                        account.name().text(),
                        account.state().word() + (account.trouble().isEmpty() ? "" : ", " + account.trouble())));
        return json.toString();
    }
}
