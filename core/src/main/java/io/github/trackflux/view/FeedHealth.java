package io.github.trackflux.view;

import java.time.Duration;
import java.util.Set;

/**
 * How a feed stands, as far as its answers tell.
 *
 * @param synced whether the list has been read to its proven end once
 * @param open how many orders are open
 * @param suspects how many of them were missed by an answer and are not yet proven open or closed
 * @param failedSweeps how many sweeps in a row could not be completed
 * @param holdDown the hold-down in force; more than was set while the server is seen to lag more
 * @param anomalies what was noticed so far, each once
 */
public record FeedHealth(
        boolean synced, int open, int suspects, int failedSweeps, Duration holdDown, Set<Anomaly> anomalies) {
    public FeedHealth {
        anomalies = Set.copyOf(anomalies);
    }
}
