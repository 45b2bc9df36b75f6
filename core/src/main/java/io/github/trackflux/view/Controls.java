package io.github.trackflux.view;

import io.github.trackflux.page.Filter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which filters the server is known to obey. A filter that the server does not understand may well answer with nothing,
 * which looks like proof; so a kind of filter counts only after it has returned a row, and a value with unusual
 * characters only after that very value has.
 */
final class Controls {
    private static final long AGAIN = Duration.ofSeconds(5).toNanos();

    private final Set<Filter.Kind> seen = EnumSet.of(Filter.Kind.NONE);
    private final Set<Filter.Kind> refuted = EnumSet.noneOf(Filter.Kind.class);
    private final Set<Filter> delicate = new LinkedHashSet<>();
    private final Map<Filter.Kind, Long> silentUntil = new EnumMap<>(Filter.Kind.class);

    boolean trusts(Filter filter) {
        return !refuted.contains(filter.kind())
                && seen.contains(filter.kind())
                && (!filter.isDelicate() || delicate.contains(filter));
    }

    /** Whether a filter may work: its kind was never answered with rows that it excludes, nor lately with none at all. */
    boolean isWorthTrying(Filter filter, long now) {
        boolean silent = !seen.contains(filter.kind()) && now < silentUntil.getOrDefault(filter.kind(), now);
        return !silent && !refuted.contains(filter.kind());
    }

    void returnedRow(Filter filter) {
        seen.add(filter.kind());
        if (filter.isDelicate()) {
            delicate.add(filter);
        }
    }

    void returnedNothing(Filter filter, long now) {
        silentUntil.put(filter.kind(), now + AGAIN);
    }

    void disobeyed(Filter filter) {
        refuted.add(filter.kind());
    }
}
