package io.github.trackflux.simulator.exchange;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * How a row is spelled.
 *
 * @param priceName which name the opening price has
 * @param numbers whether numbers stand in quotes
 * @param omitted fields that are left out
 * @param extra further fields, their values already JSON
 */
public record RowStyle(PriceName priceName, Quoting numbers, Set<String> omitted, Map<String, String> extra) {

    /** The document's example calls the opening price otherwise than its table. */
    public enum PriceName {
        /** As in the example. */
        OPEN_AVG_PRICE,
        /** As in the table. */
        OPEN_PRICE_AVG,
        /** Both. */
        BOTH
    }

    private static final RowStyle DOCUMENTED =
            new RowStyle(PriceName.OPEN_AVG_PRICE, Quoting.QUOTED, Set.of(), Map.of());

    /** Copies what is left out and what is added. */
    public RowStyle {
        omitted = Collections.unmodifiableSet(new LinkedHashSet<>(omitted));
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    /** Returns the spelling of the document's example, with {@code openFee}, which its table has. */
    public static RowStyle documented() {
        return DOCUMENTED;
    }

    /** Returns this spelling with another name for the opening price. */
    public RowStyle withPriceName(PriceName name) {
        return new RowStyle(name, numbers, omitted, extra);
    }

    /** Returns this spelling with numbers in quotes or bare. */
    public RowStyle withNumbers(Quoting quoting) {
        return new RowStyle(priceName, quoting, omitted, extra);
    }

    /** Returns this spelling without a field. */
    public RowStyle without(String field) {
        Set<String> more = new LinkedHashSet<>(omitted);
        more.add(field);
        return new RowStyle(priceName, numbers, more, extra);
    }

    /** Returns this spelling with one more field, its value already JSON. */
    public RowStyle with(String field, String json) {
        Map<String, String> more = new LinkedHashMap<>(extra);
        more.put(field, json);
        return new RowStyle(priceName, numbers, omitted, more);
    }
}
