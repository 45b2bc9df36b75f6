package io.github.trackflux.call;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One GET of the exchange's REST interface, described and not sent: a path and its parameters.
 *
 * <p>The exchange signs the query, and clients of it disagree on whether the raw or the decoded text is meant. So the
 * query has one form only: sorted by name, and with every character that a query may carry as it is left alone; raw and
 * decoded text are then the same for every symbol and trader id in ASCII ({@code $MYROUSDT} too).
 *
 * @param path the absolute path, such as {@code /api/v2/copy/mix-follower/query-current-orders}
 * @param parameters names and values, not encoded; kept sorted by name
 */
public record ApiCall(String path, Map<String, String> parameters) {
    /** What a query may carry as it is. */
    private static final BitSet SAFE = new BitSet();

    static {
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + "-._~$!*'(),:@")
                .chars()
                .forEach(SAFE::set);
    }

    public ApiCall {
        if (!path.startsWith("/") || path.indexOf('?') >= 0) {
            throw new IllegalArgumentException("path must begin with '/' and have no query, was " + path);
        }
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** The query as it is signed and as it is sent, without the question mark; empty if there are no parameters. */
    public String query() {
        return append(new StringBuilder(128)).toString();
    }

    /** Path and query, as on the request line. */
    public String target() {
        return parameters.isEmpty()
                ? path
                : append(new StringBuilder(128).append(path).append('?')).toString();
    }

    /** Plain loops: each poll comes here twice, to sign and to send. */
    private StringBuilder append(StringBuilder out) {
        String between = "";
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            encode(parameter.getKey(), out.append(between));
            encode(parameter.getValue(), out.append('='));
            between = "&";
        }
        return out;
    }

    private static void encode(String text, StringBuilder out) {
        if (isSafe(text)) {
            out.append(text);
            return;
        }
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (SAFE.get(c)) {
                out.append(c);
            } else {
                out.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
                out.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
    }

    private static boolean isSafe(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!SAFE.get(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
