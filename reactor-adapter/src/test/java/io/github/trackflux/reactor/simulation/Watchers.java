package io.github.trackflux.reactor.simulation;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.Tracker;
import java.time.Duration;
import java.util.Optional;

/** Who watches. */
final class Watchers {
    private static final AccountId ACCOUNT = new AccountId("0123456789ab");

    private Watchers() {}

    /** The production tracker, as a scenario sets it. */
    static Watcher ours(Scenario scenario) {
        return ours(scenario, Optional.empty(), Duration.ZERO);
    }

    /** The same, going on from a checkpoint that was written and read back. */
    private static Watcher ours(Scenario scenario, Optional<Checkpoint> saved, Duration now) {
        Tracker tracker = saved.map(Checkpoint::toJson)
                .map(Checkpoint::ofJson)
                .map(read -> Tracker.resumed(ACCOUNT, scenario.query(), scenario.tracker(), read, now))
                .orElseGet(() -> new Tracker(ACCOUNT, scenario.query(), scenario.tracker()));
        return Watcher.of(tracker, (next, then) -> ours(scenario, next, then));
    }
}
