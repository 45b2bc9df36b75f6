package io.github.trackflux.strategy;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Copies of small maps with one entry more or less, sorted: what walks over them does so in the same order in every run. */
final class Copies {
    private Copies() {}

    static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
        TreeMap<String, V> copy = new TreeMap<>(map);
        copy.put(key, value);
        return Collections.unmodifiableMap(copy);
    }

    static <V> Map<String, V> without(Map<String, V> map, String key) {
        TreeMap<String, V> copy = new TreeMap<>(map);
        copy.remove(key);
        return Collections.unmodifiableMap(copy);
    }
}
