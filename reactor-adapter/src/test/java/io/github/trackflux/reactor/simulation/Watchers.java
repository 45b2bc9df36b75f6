package io.github.trackflux.reactor.simulation;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.view.Tracker;

/** Who watches. */
final class Watchers {
    private static final AccountId ACCOUNT = new AccountId("0123456789ab");

    private Watchers() {}

    /** The production tracker, as a scenario sets it. */
    static Watcher ours(Scenario scenario) {
        return Watcher.of(new Tracker(ACCOUNT, scenario.query(), scenario.tracker()));
    }
}
