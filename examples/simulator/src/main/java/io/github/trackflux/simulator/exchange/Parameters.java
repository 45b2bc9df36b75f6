package io.github.trackflux.simulator.exchange;

import io.github.trackflux.simulator.listing.Filter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a query string. An empty value counts as not given; of two of a name the first counts. */
final class Parameters {

    private static final Set<String> PRODUCT_TYPES = Set.of("USDT-FUTURES", "COIN-FUTURES", "USDC-FUTURES");

    private final Map<String, String> values = new HashMap<>();

    private Parameters() {}

    static Parameters of(String query) {
        Parameters parameters = new Parameters();
        int start = 0;
        while (start < query.length()) {
            int end = query.indexOf('&', start);
            end = end < 0 ? query.length() : end;
            parameters.add(query.substring(start, end));
            start = end + 1;
        }
        return parameters;
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        if (equals > 0 && equals < pair.length() - 1) {
            values.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
    }

    /** Throws a refusal if the encoding is broken. */
    static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new Refused(Refusal.BAD_QUERY);
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Filter filter() {
        String productType = values.get("productType");
        if (productType == null) {
            throw new Refused(Refusal.missing("productType"));
        }
        String known = productType.toUpperCase(Locale.ROOT);
        if (!PRODUCT_TYPES.contains(known)) {
            throw new Refused(Refusal.unknown("productType"));
        }
        return new Filter(known, text("symbol"), text("traderId"));
    }

    /** A number of 1 or more. */
    int number(String name, int otherwise) {
        long number = id(name, otherwise);
        if (number < 1) {
            throw new Refused(Refusal.wrong(name));
        }
        return (int) Math.min(number, Integer.MAX_VALUE);
    }

    /** A number of at most 18 digits and a bit, 0 or more. */
    long id(String name, long otherwise) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            long id = Long.parseLong(value.strip());
            if (id >= 0 && id < Long.MAX_VALUE) {
                return id;
            }
        } catch (NumberFormatException notANumber) {
            throw new Refused(Refusal.wrong(name));
        }
        throw new Refused(Refusal.wrong(name));
    }

    private @Nullable String text(String name) {
        return values.get(name);
    }
}
