package io.github.trackflux.strategy;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.view.FeedState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What kind of a day it was: how many events of which kind, how the feed stood, and when what was odd happened. */
final class Chronicle {
    private static final int MOST = 500;

    /** A time in which the feed stood like this; it ends where the next begins. */
    record Span(FeedState state, Instant from) {}

    /** A moment worth a mark: {@code gap} or {@code reinstated}. */
    record Mark(String kind, Instant at) {}

    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<Span> spans = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private Optional<Instant> first = Optional.empty();
    private Instant last = Instant.EPOCH;

    void take(Signal signal) {
        if (first.isEmpty()) {
            first = Optional.of(signal.at());
        }
        last = signal.at().isAfter(last) ? signal.at() : last;
        if (signal instanceof Signal.Stood stood && spans.size() < MOST) {
            spans.add(new Span(stood.state(), stood.at()));
        }
        if (signal instanceof Signal.Told told) {
            count(told);
        }
    }

    private void count(Signal.Told told) {
        OrderEvent event = told.event();
        if (event instanceof OrderEvent.Existing && count("synced") > 0) {
            return; // told again after a restart
        }
        String kind = word(event.getClass().getSimpleName());
        counts.merge(kind, 1, Integer::sum);
        if (event.subject().isPresent() && event.header().origin() != Origin.LIVE) {
            counts.merge(word(event.header().origin().name()), 1, Integer::sum);
        }
        boolean odd = event instanceof OrderEvent.Gap || event instanceof OrderEvent.Reinstated;
        if (odd && marks.size() < MOST) {
            marks.add(new Mark(kind, told.at()));
        }
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** How many events there were of a kind, or of an origin, in lower case. */
    int count(String word) {
        return counts.getOrDefault(word, 0);
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    List<Mark> marks() {
        return List.copyOf(marks);
    }

    Optional<Instant> first() {
        return first;
    }

    Instant last() {
        return last;
    }
}
