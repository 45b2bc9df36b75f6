package io.github.trackflux.reactor;

import java.net.URI;
import java.util.Set;

/** Where credentials may be sent: https anywhere, plain http to this machine only, nothing beside host and port. */
final class BaseUrl {
    static final URI BITGET = URI.create("https://api.bitget.com");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private BaseUrl() {}

    static URI check(URI url) {
        String host = url.getHost() == null ? "" : url.getHost();
        boolean plain = "http".equalsIgnoreCase(url.getScheme());
        boolean bare = url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && (url.getRawPath() == null
                        || url.getRawPath().isEmpty()
                        || url.getRawPath().equals("/"));
        if (host.isEmpty() || !bare || !(plain || "https".equalsIgnoreCase(url.getScheme()))) {
            throw new IllegalArgumentException(
                    "base URL must be https://host or https://host:port, was " + hidden(url));
        }
        if (plain && !LOOPBACK.contains(host)) {
            throw new IllegalArgumentException("base URL must be https unless it is on this machine, was " + hidden(url)
                    + "; credentials are never sent in the clear");
        }
        return URI.create(url.getScheme() + "://" + host + (url.getPort() < 0 ? "" : ":" + url.getPort()));
    }

    private static String hidden(URI url) {
        return url.getRawUserInfo() == null ? url.toString() : url.getScheme() + "://…@" + url.getHost();
    }
}
