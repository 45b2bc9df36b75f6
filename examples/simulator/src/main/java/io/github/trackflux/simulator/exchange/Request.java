package io.github.trackflux.simulator.exchange;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One call as it arrived.
 *
 * @param method upper case
 * @param path without the query
 * @param query as it was sent, still encoded, without the question mark; empty for none
 * @param headers by name in any case
 */
public record Request(String method, String path, String query, Map<String, String> headers) {

    /** Copies the headers so that they are found in any case. */
    public Request {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = Collections.unmodifiableMap(copy);
    }

    /** Returns a header's value, or nothing if it is missing or blank. */
    public Optional<String> header(String name) {
        String value = headers.get(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value);
    }

    /** Leaves the headers out: they carry the passphrase. */
    @Override
    public String toString() {
        return method + " " + path + (query.isEmpty() ? "" : "?" + query);
    }
}
