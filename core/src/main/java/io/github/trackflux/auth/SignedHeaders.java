package io.github.trackflux.auth;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/** Headers that hold secrets, as a map that prints their names only. */
final class SignedHeaders extends AbstractMap<String, String> {
    private final Map<String, String> headers;

    SignedHeaders(Map<String, String> headers) {
        this.headers = Collections.unmodifiableMap(headers);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return headers.entrySet();
    }

    @Override
    public String toString() {
        return "SignedHeaders" + headers.keySet();
    }
}
