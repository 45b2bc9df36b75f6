package io.github.trackflux.view;

import io.github.trackflux.model.TrackingOrder;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Orders that are closed, so that a late answer does not open them again. Bounded in number, not in time. */
final class Tombstones {
    /** The revision of an order of which nothing was ever told: its row said that it is closed when it was first seen. */
    static final int UNTOLD = -1;

    static final int MOST = 10_000;
    private static final int MOST_FRESH = 256;

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

    private final Map<String, Buried> stones = new LinkedHashMap<>();
    /** The list of some time ago, of which the oldest so many have been forgotten since. */
    private List<Tombstone> settled = List.of();

    private int forgotten;
    /** Those since then; {@code null} if they are many, or if the difference is another than at the two ends. */
    private @Nullable List<Tombstone> fresh = new ArrayList<>();

    private List<Tombstone> listed = List.of();
    private boolean changed;

    void add(Tombstone stone, long provedAt) {
        boolean isNew = stones.put(stone.number(), new Buried(stone, provedAt)) == null;
        changed = true;
        if (isNew && fresh != null && fresh.size() < MOST_FRESH) {
            fresh.add(stone);
        } else {
            fresh = null;
        }
        if (stones.size() > MOST) {
            stones.remove(stones.keySet().iterator().next());
            forgotten++;
        }
    }

    Optional<Buried> get(String number) {
        return Optional.ofNullable(stones.get(number));
    }

    void remove(String number) {
        if (stones.remove(number) != null) {
            changed = true;
            fresh = null;
        }
    }

    /** All of them, oldest first; the same list as long as nothing changes. It costs what has changed, most times. */
    List<Tombstone> list() {
        if (changed) {
            if (fresh == null || forgotten > settled.size()) {
                settled = stones.values().stream().map(Buried::stone).toList();
                forgotten = 0;
                fresh = new ArrayList<>();
            }
            listed = new Joined(settled.subList(forgotten, settled.size()), List.copyOf(fresh));
            changed = false;
        }
        return listed;
    }

    /** Two unmodifiable lists as one. */
    private static final class Joined extends AbstractList<Tombstone> {
        private final List<Tombstone> first;
        private final List<Tombstone> second;

        Joined(List<Tombstone> first, List<Tombstone> second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public Tombstone get(int index) {
            return index < first.size() ? first.get(index) : second.get(index - first.size());
        }

        @Override
        public int size() {
            return first.size() + second.size();
        }
    }
}
