package io.github.trackflux.strategy;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.OrderField;
import io.github.trackflux.model.TrackingOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What each symbol last cost, as far as rows tell: the price at which an order was opened, and the average at which a part of
 * it was closed. The endpoint shows no market price, so a symbol that nobody trades keeps its last one. Immutable.
 */
record Quotes(Map<String, Quote> bySymbol) {
    static final Quotes NONE = new Quotes(Map.of());

    /**
     * One price.
     *
     * @param asOf when it was paid: a late find tells an old one, which takes the place of no newer one
     */
    record Quote(BigDecimal price, Instant asOf) {}

    Optional<BigDecimal> price(String symbol) {
        return Optional.ofNullable(bySymbol.get(symbol)).map(Quote::price);
    }

    /** These quotes, and what the event tells. */
    Quotes after(OrderEvent event) {
        return event.subject()
                .flatMap(order -> told(event, order).map(quote -> newer(order.symbol(), quote)))
                .orElse(this);
    }

    private static Optional<Quote> told(OrderEvent event, TrackingOrder order) {
        if (event instanceof OrderEvent.Updated update) {
            boolean traded = update.changed().contains(OrderField.CLOSE_SIZE)
                    || update.changed().contains(OrderField.CLOSE_PRICE);
            return order.closePrice()
                    .filter(price -> traded)
                    .map(price -> new Quote(price, event.header().observedAt()));
        }
        if (event instanceof OrderEvent.Closed) {
            Instant at = order.closeTime().orElse(event.header().observedAt());
            return order.closePrice().filter(price -> order.saysClosed()).map(price -> new Quote(price, at));
        }
        Instant at = order.openTime().orElse(event.header().notBefore());
        return order.openPrice().map(price -> new Quote(price, at));
    }

    private Quotes newer(String symbol, Quote quote) {
        Quote known = bySymbol.get(symbol);
        boolean news =
                quote.price().signum() > 0 && (known == null || !quote.asOf().isBefore(known.asOf()));
        return news ? new Quotes(Copies.with(bySymbol, symbol, quote)) : this;
    }
}
