package io.github.trackflux.strategy;

import io.github.trackflux.strategy.Mirror.Limits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which strategies run, and with how much. A recording begins with it, so that a replay runs the same ones.
 *
 * @param traders who are mirrored one by one, besides everybody together
 * @param limits of each mirror
 * @param cash that each begins with
 */
record Desk(List<String> traders, Limits limits, BigDecimal cash) {
    private static final int MOST_TRADERS = 8;
    private static final int SHOWN = 6;
    private static final String EVERYBODY = "all";

    Desk {
        traders = List.copyOf(traders);
        if (traders.size() > MOST_TRADERS) {
            throw new IllegalArgumentException("at most " + MOST_TRADERS + " traders, were " + traders.size());
        }
        Set<String> names = new HashSet<>(Set.of(EVERYBODY));
        for (String trader : traders) {
            if (!names.add(clean(trader))) {
                throw new IllegalArgumentException("traders must differ from each other in letters, digits, _ or -, and"
                        + " from \"" + EVERYBODY + "\"; was " + clean(trader) + " once more");
            }
        }
    }

    /** The strategies by name, in the order of the summary: each mirror, and the same one guarded. */
    Map<String, Strategy<?>> strategies() {
        Map<String, Strategy<?>> named = new LinkedHashMap<>();
        List<Optional<String>> followed = new ArrayList<>();
        followed.add(Optional.empty());
        traders.forEach(trader -> followed.add(Optional.of(trader)));
        for (Optional<String> trader : followed) {
            String name = trader.map(this::shown).orElse(EVERYBODY);
            Mirror mirror = new Mirror(trader, limits);
            named.put("mirror " + name, mirror);
            named.put("guard " + name, new Guard<>(mirror));
        }
        return named;
    }

    /** As much of an id as tells it from the others. */
    private String shown(String trader) {
        String start = start(trader);
        boolean tells =
                traders.stream().filter(other -> start(other).equals(start)).count() == 1;
        return tells ? start : clean(trader);
    }

    private static String start(String trader) {
        String clean = clean(trader);
        return clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN);
    }

    /** Fit for a terminal and a file's name on any system. */
    private static String clean(String trader) {
        return trader.replaceAll("[^A-Za-z0-9_-]", "_");
    }
}
