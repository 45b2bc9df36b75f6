package io.github.trackflux.reactor.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a run, or many, came to: what was broken, how soon changes were told, how much was done. */
public final class Findings {
    private static final int DESCRIBED = 5;

    private final Map<Invariant, Long> broken = new EnumMap<>(Invariant.class);
    private final List<String> descriptions = new ArrayList<>();

    /** From the exchange's change to its event. */
    public final Latencies opens = new Latencies();

    /** From the exchange's change to its event. */
    public final Latencies closes = new Latencies();

    /** From the exchange's change to its event. */
    public final Latencies updates = new Latencies();

    long events;
    long calls;
    long opened;
    long neverSeen;
    long reinstated;
    long restarts;
    long shortLived;
    long shortLivedMissed;
    long virtualNanos;

    void broke(Invariant invariant, String description) {
        broken.merge(invariant, 1L, Long::sum);
        if (descriptions.size() < DESCRIBED) {
            descriptions.add(invariant + ": " + description);
        }
    }

    public void add(Findings other) {
        other.broken.forEach((invariant, count) -> broken.merge(invariant, count, Long::sum));
        other.descriptions.stream()
                .limit(DESCRIBED - Math.min(DESCRIBED, descriptions.size()))
                .forEach(descriptions::add);
        opens.add(other.opens);
        closes.add(other.closes);
        updates.add(other.updates);
        events += other.events;
        calls += other.calls;
        opened += other.opened;
        neverSeen += other.neverSeen;
        reinstated += other.reinstated;
        restarts += other.restarts;
        shortLived += other.shortLived;
        shortLivedMissed += other.shortLivedMissed;
        virtualNanos += other.virtualNanos;
    }

    /** How often an invariant was broken. */
    public long count(Invariant invariant) {
        return broken.getOrDefault(invariant, 0L);
    }

    /** How often each was broken. */
    Map<Invariant, Long> counts() {
        return Collections.unmodifiableMap(broken);
    }

    /** Whether nothing was broken. */
    public boolean areClean() {
        return broken.isEmpty();
    }

    /** The first few breaches in words, each with the last events of the order concerned. */
    public List<String> descriptions() {
        return Collections.unmodifiableList(descriptions);
    }

    /** Opens and closes together. */
    public Latencies both() {
        Latencies both = new Latencies();
        both.add(opens);
        both.add(closes);
        return both;
    }

    public long calls() {
        return calls;
    }

    /** Calls in a virtual second. */
    public double callsPerSecond() {
        return virtualNanos == 0 ? 0 : calls * 1e9 / virtualNanos;
    }

    public long events() {
        return events;
    }

    /** Orders that were opened and closed again without ever being seen. */
    public long neverSeen() {
        return neverSeen;
    }

    /** The share of orders living 0.1 to 1.6 s that were never seen. */
    public double shortLivedMissed() {
        return shortLived == 0 ? 0 : (double) shortLivedMissed / shortLived;
    }

    public long opened() {
        return opened;
    }

    public long reinstated() {
        return reinstated;
    }

    /** How often a feed was killed and went on. */
    public long restarts() {
        return restarts;
    }

    public double virtualHours() {
        return virtualNanos / 3.6e12;
    }

    @Override
    public String toString() {
        return broken + " " + descriptions;
    }
}
