package io.github.trackflux.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which tracking orders to look at. Immutable.
 *
 * @param productTypes one or more; each has a list of its own at the exchange, and so costs calls of its own
 * @param symbol only this trading pair, such as {@code BTCUSDT}; upper case
 * @param traderId only orders copied from this trader
 */
public record OrderQuery(Set<ProductType> productTypes, Optional<String> symbol, Optional<String> traderId) {
    private static final int LONGEST = 64;

    public OrderQuery {
        if (productTypes.isEmpty()) {
            throw new IllegalArgumentException("a query needs at least one product type");
        }
        productTypes = Collections.unmodifiableSet(EnumSet.copyOf(productTypes));
        symbol = symbol.map(text -> checked("symbol", text).toUpperCase(Locale.ROOT));
        traderId = traderId.map(text -> checked("trader id", text));
    }

    /** All orders of these product types. */
    public static OrderQuery of(ProductType first, ProductType... more) {
        return new OrderQuery(EnumSet.copyOf(concat(first, more)), Optional.empty(), Optional.empty());
    }

    /**
     * The same, for one trading pair.
     *
     * @param symbol the exchange's name of it, 1 to 64 characters without spaces
     */
    public OrderQuery withSymbol(String symbol) {
        return new OrderQuery(productTypes, Optional.of(symbol), traderId);
    }

    /**
     * The same, for one trader.
     *
     * @param traderId as {@link TrackingOrder#traderId()} shows it, 1 to 64 characters without spaces; not masked
     */
    public OrderQuery withTrader(String traderId) {
        return new OrderQuery(productTypes, symbol, Optional.of(traderId));
    }

    private static List<ProductType> concat(ProductType first, ProductType... more) {
        List<ProductType> all = new ArrayList<>(List.of(more));
        all.add(first);
        return all;
    }

    private static String checked(String what, String text) {
        boolean plain = text.codePoints().noneMatch(c -> Character.isSpaceChar(c) || Character.isISOControl(c));
        if (text.isBlank() || text.length() > LONGEST || !plain) {
            throw new IllegalArgumentException(
                    what + " must be 1 to " + LONGEST + " characters without spaces, was \"" + shown(text) + "\"");
        }
        if (text.indexOf('*') >= 0) {
            throw new IllegalArgumentException(what + " is masked and filters nothing, was " + shown(text));
        }
        return text;
    }

    /** Fit for a message: short, and nothing that moves a terminal's cursor. */
    private static String shown(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return cut.replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{S} ]", "?");
    }
}
