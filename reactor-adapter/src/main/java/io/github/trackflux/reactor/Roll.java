package io.github.trackflux.reactor;

import io.github.trackflux.reactor.LiveState.Held;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The orders that are open, oldest sight first, of which every moment can be kept. Serial; moments are immutable.
 *
 * <p>Why not a map and copies of it: each step that tells something needs one, and of 20,000 orders a copy takes a
 * millisecond and a megabyte. Here orders stand in chunks that moments share, and a chunk is copied when an order in it
 * changes: what a moment costs is a list of chunks.
 */
final class Roll {
    private static final int CHUNK = 64;
    private static final int MOSTLY_EMPTY = 4;

    private final Map<String, Integer> places = new HashMap<>();
    private final List<Held[]> chunks = new ArrayList<>();
    private int end;

    /** The orders of a moment. */
    record Moment(List<Held[]> chunks, int size) {
        static final Moment NOTHING = new Moment(List.of(), 0);

        /** All of them, oldest sight first. */
        Stream<Held> held() {
            return chunks.stream().flatMap(Arrays::stream).filter(Objects::nonNull);
        }
    }

    @Nullable
    Held get(String number) {
        Integer place = places.get(number);
        return place == null ? null : chunks.get(place / CHUNK)[place % CHUNK];
    }

    /** An order that is there already keeps its place. */
    void put(String number, Held held) {
        Integer known = places.get(number);
        int place = known == null ? end++ : known;
        if (place / CHUNK == chunks.size()) {
            chunks.add(new Held[CHUNK]);
        }
        places.put(number, place);
        set(place, held);
    }

    void remove(String number) {
        Integer place = places.remove(number);
        if (place != null) {
            set(place, null);
        }
        if (end > CHUNK && end > MOSTLY_EMPTY * places.size()) {
            closeUp();
        }
    }

    private void set(int place, @Nullable Held held) {
        Held[] chunk = chunks.get(place / CHUNK).clone();
        chunk[place % CHUNK] = held;
        chunks.set(place / CHUNK, chunk);
    }

    /** Places are not used again, or an order could come before older ones: now and then the gaps are closed. */
    private void closeUp() {
        List<Held> all = moment().held().toList();
        chunks.clear();
        places.clear();
        end = 0;
        all.forEach(held -> put(held.existing().order().trackingNo(), held));
    }

    /** What is open now. */
    Moment moment() {
        return new Moment(List.copyOf(chunks), places.size());
    }
}
