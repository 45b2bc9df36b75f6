package io.github.trackflux.page;

import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.model.TrackingOrder;
import java.util.List;
import java.util.Optional;

/**
 * Which orders one call asks for. A query has one filter for each of its product types; a probe narrows one of them.
 *
 * @param productType the list that is asked
 * @param symbol only this trading pair
 * @param traderId only orders copied from this trader; never masked
 */
public record Filter(ProductType productType, Optional<String> symbol, Optional<String> traderId) {
    /** Which parameters a filter uses. The exchange is believed to obey a kind only after it has been seen to. */
    public enum Kind {
        NONE,
        SYMBOL,
        TRADER,
        BOTH
    }

    /** The filters that together ask for all that a query covers. */
    public static List<Filter> of(OrderQuery query) {
        return query.productTypes().stream()
                .map(type -> new Filter(type, query.symbol(), query.traderId()))
                .toList();
    }

    public Filter withSymbol(String symbol) {
        return new Filter(productType, Optional.of(symbol), traderId);
    }

    public Filter withTrader(String traderId) {
        return new Filter(productType, symbol, Optional.of(traderId));
    }

    /** Whether an order of this product type's list belongs into the answer; one whose trader is masked may. */
    public boolean matches(TrackingOrder order) {
        return (symbol.isEmpty() || symbol.get().equals(order.symbol()))
                && (traderId.isEmpty() || !order.hasUsableTrader() || traderId.equals(order.traderId()));
    }

    public Kind kind() {
        if (symbol.isPresent()) {
            return traderId.isPresent() ? Kind.BOTH : Kind.SYMBOL;
        }
        return traderId.isPresent() ? Kind.TRADER : Kind.NONE;
    }

    /** Whether a value has a character that servers are known to treat each in their own way. */
    public boolean isDelicate() {
        return symbol.filter(Filter::delicate).isPresent()
                || traderId.filter(Filter::delicate).isPresent();
    }

    private static boolean delicate(String text) {
        return !text.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
    }
}
