package io.github.trackflux.view;

import io.github.trackflux.call.CallTiming;
import io.github.trackflux.page.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Measures how a feed stands: when its lists were last read whole, how many calls that takes, what fails. Ages are the
 * larger of what the monotonic clock and what the server's time say, since the first stands still while a machine sleeps.
 */
final class Pulse {
    private static final double WEIGHT = 0.3;

    private final List<Listing> listings;
    private final Duration every;
    // Small at first, as in all of a tracker: one process may have thousands.
    private final IdentityHashMap<Listing, CallTiming> swept = new IdentityHashMap<>(2);
    private @Nullable CallTiming first;
    private @Nullable CallTiming seen;
    private double rate = 10;
    private double callsASweep;
    private int calls;
    private int rounds;
    private int failedSweeps;

    Pulse(List<Listing> listings, Duration every) {
        this.listings = listings;
        this.every = every;
    }

    void rate(double callsPerSecond) {
        rate = callsPerSecond;
    }

    void answered(CallTiming timing) {
        seen = timing;
        calls++;
    }

    void swept(Listing listing, Sweep.State state, boolean blank, CallTiming timing) {
        boolean broken = state == Sweep.State.BROKEN;
        failedSweeps = broken ? failedSweeps + 1 : 0;
        if (broken || blank) {
            return;
        }
        swept.put(listing, timing);
        // All lists have been read when as many sweeps are through as there are lists: they take turns.
        if (++rounds % listings.size() == 0) {
            callsASweep += (callsASweep == 0 ? 1 : WEIGHT) * (calls - callsASweep);
            calls = 0;
        }
    }

    /** How the feed stands when this call has ended. */
    FeedHealth health(Ledger ledger, CallTiming now) {
        first = first == null ? now : first;
        Optional<Known> oldest = ledger.suspects().stream().findFirst();
        Duration suspected = oldest.map(known -> now.received().minusNanos(known.suspectSent))
                .orElse(Duration.ZERO);
        return new FeedHealth(
                ledger.isSynced(),
                ledger.size(),
                ledger.suspects().size(),
                suspected,
                failedSweeps,
                Duration.ofNanos(ledger.holdDown(0)),
                ledger.anomalies(),
                new Freshness(period(), sweptAgo(now, first), ago(seen == null ? first : seen, now)),
                Optional.empty(),
                rate);
    }

    private Duration period() {
        Duration sweep = Duration.ofNanos((long) (1e9 * callsASweep / rate));
        return longer(longer(sweep, every), Freshness.SHORTEST);
    }

    private Duration sweptAgo(CallTiming now, CallTiming first) {
        return listings.stream()
                .map(listing -> ago(swept.getOrDefault(listing, first), now))
                .reduce(Duration.ZERO, Pulse::longer);
    }

    private static Duration ago(CallTiming then, CallTiming now) {
        Instant from = then.receivedAt();
        Duration ago = longer(now.received().minus(then.received()), Duration.between(from, now.receivedAt()));
        // Answers come in any order; of one that was overtaken nothing is younger than it.
        return longer(ago, Duration.ZERO);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
