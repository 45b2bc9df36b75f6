package io.github.trackflux.web;

import io.github.trackflux.model.TrackingOrder;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which orders somebody wants to see. News of no order concerns everybody.
 *
 * @param symbol only this trading pair
 * @param trader only this trader's
 */
record Selection(Optional<String> symbol, Optional<String> trader) {
    static Selection of(@Nullable String symbol, @Nullable String trader) {
        return new Selection(text(symbol).map(pair -> pair.toUpperCase(Locale.ROOT)), text(trader));
    }

    private static Optional<String> text(@Nullable String given) {
        return Optional.ofNullable(given).map(String::trim).filter(text -> !text.isEmpty());
    }

    /** @param of whose it is, if that was ever shown; a row may come to be masked */
    boolean covers(TrackingOrder order, Optional<String> of) {
        return (symbol.isEmpty() || symbol.get().equals(order.symbol())) && (trader.isEmpty() || trader.equals(of));
    }
}
