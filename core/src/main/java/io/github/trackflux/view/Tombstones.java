package io.github.trackflux.view;

import io.github.trackflux.model.TrackingOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Orders that are closed, so that a late answer does not open them again. Bounded in number, not in time. */
final class Tombstones {
    /** The revision of an order of which nothing was ever told: its row said that it is closed when it was first seen. */
    static final int UNTOLD = -1;

    private static final int MOST = 10_000;

    /**
     * @param provedAt when the proof had arrived, in monotonic nanoseconds
     */
    record Tombstone(TrackingOrder last, int revision, long provedAt) {}

    private final Map<String, Tombstone> stones = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tombstone> eldest) {
            return size() > MOST;
        }
    };

    void add(String number, Tombstone tombstone) {
        stones.put(number, tombstone);
    }

    Optional<Tombstone> get(String number) {
        return Optional.ofNullable(stones.get(number));
    }

    void remove(String number) {
        stones.remove(number);
    }
}
