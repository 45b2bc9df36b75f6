package io.github.trackflux.view;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How a feed stands, as of the step that carries it. A value: it does not age by itself; {@link #after} tells what has
 * become of it when nothing was heard since.
 *
 * @param synced whether the list has been read to its proven end once
 * @param open how many orders are open
 * @param suspects how many of them were missed by an answer and are not yet proven open or closed
 * @param oldestSuspect since when the longest-suspected of them is; zero if there is none
 * @param failedSweeps how many sweeps in a row could not be completed
 * @param holdDown the hold-down in force; more than was set while the server is seen to lag more
 * @param anomalies what was noticed so far, each once
 * @param freshness how old the news are
 * @param trouble what is in the way now
 * @param callsPerSecond how many calls a second the feed can send now, as budget and round trip allow
 */
public record FeedHealth(
        boolean synced,
        int open,
        int suspects,
        Duration oldestSuspect,
        int failedSweeps,
        Duration holdDown,
        Set<Anomaly> anomalies,
        Freshness freshness,
        Optional<Trouble> trouble,
        double callsPerSecond) {
    /** Of a feed that has seen nothing yet. */
    public static final FeedHealth NEW =
            new FeedHealth(false, 0, 0, Duration.ZERO, 0, Duration.ZERO, Set.of(), Freshness.NEW, Optional.empty(), 0);

    public FeedHealth {
        anomalies = Set.copyOf(anomalies);
    }

    /** How far the feed can be believed, a pure function of the other parts. */
    public FeedState state() {
        if (trouble.filter(FeedHealth::isHalting).isPresent()) {
            return FeedState.HALTED;
        }
        if (!synced) {
            return freshness.isSilent() ? FeedState.STALE : FeedState.SYNCING;
        }
        if (freshness.isStale()) {
            return FeedState.STALE;
        }
        return freshness.isLive() && trouble.isEmpty() ? FeedState.LIVE : FeedState.DEGRADED;
    }

    /**
     * The same, when nothing was heard for so long.
     *
     * @param silence the larger of what a monotonic clock and what the date say: the first stands still while a machine
     *     is suspended
     */
    public FeedHealth after(Duration silence) {
        if (silence.isZero() || silence.isNegative()) {
            return this;
        }
        Duration suspected = suspects == 0 ? oldestSuspect : oldestSuspect.plus(silence);
        return new FeedHealth(
                synced,
                open,
                suspects,
                suspected,
                failedSweeps,
                holdDown,
                anomalies,
                freshness.after(silence),
                trouble.map(known -> known.after(silence)),
                callsPerSecond);
    }

    /** The same, with this in the way. */
    public FeedHealth withTrouble(Optional<Trouble> trouble) {
        return new FeedHealth(
                synced,
                open,
                suspects,
                oldestSuspect,
                failedSweeps,
                holdDown,
                anomalies,
                freshness,
                trouble,
                callsPerSecond);
    }

    private static boolean isHalting(Trouble trouble) {
        return trouble.kind() == Trouble.Kind.BANNED || trouble.kind() == Trouble.Kind.ENDED;
    }
}
