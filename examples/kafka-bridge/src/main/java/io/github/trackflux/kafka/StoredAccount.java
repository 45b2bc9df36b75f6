package io.github.trackflux.kafka;

import io.github.trackflux.kafka.StateKey.Part;
import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.CheckpointException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the state topic holds of one account. A compacted topic keeps no order among keys, and a checkpoint's lists have
 * one; so each record has a place, a number that it keeps for as long as it is there, and new ones have higher ones.
 */
final class StoredAccount {
    private final AccountName account;
    private final Map<StateKey, Placed> parts = new HashMap<>();
    private byte @Nullable [] head;
    private long nextPlace;

    @SuppressWarnings("ArrayRecordComponent") // bytes as they were written; compared where it matters
    private record Placed(long place, byte[] value) {}

    /**
     * A record to write.
     *
     * @param place of an order's record among others; empty for the head and for what is taken away
     * @param value {@code null} to take it away
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way to Kafka
    record Write(StateKey key, Optional<Long> place, byte @Nullable [] value) {}

    StoredAccount(AccountName account) {
        this.account = account;
    }

    /** Takes a record as it was written. */
    void restore(StateKey key, long place, byte @Nullable [] value) {
        if (key.part() == Part.HEAD) {
            head = value;
        } else if (value == null) {
            parts.remove(key);
        } else {
            parts.put(key, new Placed(place, value));
            nextPlace = Math.max(nextPlace, place + 1);
        }
    }

    boolean isEmpty() {
        return head == null && parts.isEmpty();
    }

    /** The checkpoint without its orders, which no two checkpoints have in common; empty if there is none. */
    Optional<byte[]> head() {
        return Optional.ofNullable(head);
    }

    /**
     * The checkpoint, whole; empty if there never was one.
     *
     * @throws CheckpointException if it cannot be used
     */
    Optional<Checkpoint> checkpoint() {
        return head().map(whole ->
                Checkpoint.ofJson(new StateParts(whole, inOrder(Part.OPEN), inOrder(Part.CLOSED)).whole()));
    }

    private Map<String, byte[]> inOrder(Part part) {
        Map<String, byte[]> list = new LinkedHashMap<>();
        parts.entrySet().stream()
                .filter(entry -> entry.getKey().part() == part)
                .sorted(Comparator.comparingLong(entry -> entry.getValue().place()))
                .forEach(entry ->
                        list.put(entry.getKey().number(), entry.getValue().value()));
        return list;
    }

    /** Takes the next checkpoint; what must be written so that the topic holds it. */
    List<Write> become(StateParts next) {
        List<Write> writes = new ArrayList<>();
        Set<StateKey> kept = new HashSet<>();
        place(Part.OPEN, next.open(), kept, writes);
        place(Part.CLOSED, next.closed(), kept, writes);
        remove(kept, writes);
        head = next.head();
        writes.add(new Write(StateKey.head(account), Optional.empty(), head));
        return writes;
    }

    private void place(Part part, Map<String, byte[]> list, Set<StateKey> kept, List<Write> writes) {
        long last = -1;
        for (Map.Entry<String, byte[]> element : list.entrySet()) {
            StateKey key = new StateKey(account, part, element.getKey());
            Placed before = parts.get(key);
            long place = before != null && before.place() > last ? before.place() : nextPlace++;
            last = place;
            kept.add(key);
            if (before == null || before.place() != place || !Arrays.equals(before.value(), element.getValue())) {
                parts.put(key, new Placed(place, element.getValue()));
                writes.add(new Write(key, Optional.of(place), element.getValue()));
            }
        }
    }

    private void remove(Set<StateKey> kept, List<Write> writes) {
        List<StateKey> gone =
                parts.keySet().stream().filter(key -> !kept.contains(key)).toList();
        for (StateKey key : gone) {
            parts.remove(key);
            writes.add(new Write(key, Optional.empty(), null));
        }
    }

    /** What must be written so that the topic holds nothing of it any more. */
    List<Write> forget() {
        List<Write> writes = new ArrayList<>();
        remove(Set.of(), writes);
        head = null;
        writes.add(new Write(StateKey.head(account), Optional.empty(), null));
        return writes;
    }
}
