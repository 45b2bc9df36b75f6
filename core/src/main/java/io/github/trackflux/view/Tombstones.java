package io.github.trackflux.view;

import io.github.trackflux.model.TrackingOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders that are closed, so that a late answer does not open them again. Bounded in number, not in time. */
final class Tombstones {
    /** The revision of an order of which nothing was ever told: its row said that it is closed when it was first seen. */
    static final int UNTOLD = -1;

    static final int MOST = 10_000;

    /**
     * What is left of an order.
     *
     * @param traderId empty if it was masked
     */
    record Tombstone(String number, String symbol, Optional<String> traderId, int revision) {
        static Tombstone of(TrackingOrder last, int revision) {
            return new Tombstone(last.trackingNo(), last.symbol(), last.usableTrader(), revision);
        }
    }

    /**
     * @param provedAt when the proof had arrived, in monotonic nanoseconds
     */
    record Buried(Tombstone stone, long provedAt) {}

    private final Map<String, Buried> stones = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Buried> eldest) {
            return size() > MOST;
        }
    };
    private List<Tombstone> listed = List.of();
    private boolean changed;

    void add(Tombstone stone, long provedAt) {
        stones.put(stone.number(), new Buried(stone, provedAt));
        changed = true;
    }

    Optional<Buried> get(String number) {
        return Optional.ofNullable(stones.get(number));
    }

    void remove(String number) {
        changed |= stones.remove(number) != null;
    }

    /** All of them, oldest first; the same list as long as nothing changes. */
    List<Tombstone> list() {
        if (changed) {
            listed = stones.values().stream().map(Buried::stone).toList();
            changed = false;
        }
        return listed;
    }
}
