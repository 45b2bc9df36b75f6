package io.github.trackflux.reactor;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where credentials may be sent: https anywhere, plain http to this machine only, nothing beside host and port. */
final class BaseUrl {
    static final URI BITGET = URI.create("https://api.bitget.com");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int HIGHEST_PORT = 65_535;

    private BaseUrl() {}

    /** The one spelling of it; its message repeats nothing but host and port, since the rest may be a secret. */
    static URI check(URI url) {
        String scheme = lower(url.getScheme());
        String host = lower(url.getHost());
        boolean plain = scheme.equals("http");
        boolean bare = url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && (url.getRawPath() == null
                        || url.getRawPath().isEmpty()
                        || url.getRawPath().equals("/"));
        boolean port = url.getPort() != 0 && url.getPort() <= HIGHEST_PORT;
        if (host.isEmpty() || !bare || !port || !(plain || scheme.equals("https"))) {
            throw new IllegalArgumentException(
                    "base URL must be https://host or https://host:port and nothing else, was " + shown(url));
        }
        if (plain && !LOOPBACK.contains(host)) {
            throw new IllegalArgumentException("base URL must be https unless it is on this machine, was " + shown(url)
                    + "; credentials are never sent in the clear");
        }
        boolean usual = url.getPort() < 0 || url.getPort() == (plain ? 80 : 443);
        return URI.create(scheme + "://" + host + (usual ? "" : ":" + url.getPort()));
    }

    static boolean isLoopback(URI checked) {
        return LOOPBACK.contains(checked.getHost());
    }

    private static String shown(URI url) {
        if (url.getHost() == null) {
            return "one without a readable host";
        }
        String shown = url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        return url.toString().equals(shown) ? shown : shown + " with more";
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
