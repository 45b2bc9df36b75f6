package io.github.trackflux.simulator.listing;

import io.github.trackflux.simulator.market.OrderState;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which orders a call asks for. Symbol and trader must match exactly.
 *
 * @param productType upper case
 * @param symbol {@code null} for all
 * @param traderId {@code null} for all
 */
public record Filter(
        String productType,
        @Nullable String symbol,
        @Nullable String traderId) {

    /** Returns the filter that shows all orders of a product type, which may be written in any case. */
    public static Filter all(String productType) {
        return new Filter(productType.toUpperCase(Locale.ROOT), null, null);
    }

    /** Returns this filter narrowed to a symbol. */
    public Filter withSymbol(String newSymbol) {
        return new Filter(productType, newSymbol, traderId);
    }

    /** Returns this filter narrowed to a trader. */
    public Filter withTrader(String newTraderId) {
        return new Filter(productType, symbol, newTraderId);
    }

    /** Whether it shows less than all orders of its product type. */
    public boolean narrows() {
        return symbol != null || traderId != null;
    }

    /** The four filters that show an order. */
    static Filter[] showing(OrderState order) {
        Filter all = new Filter(order.productType(), null, null);
        Filter symbol = all.withSymbol(order.row().symbol());
        String trader = order.row().traderId();
        return new Filter[] {all, symbol, all.withTrader(trader), symbol.withTrader(trader)};
    }
}
