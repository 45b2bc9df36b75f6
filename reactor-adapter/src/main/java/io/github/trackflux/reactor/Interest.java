package io.github.trackflux.reactor;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.reactor.LiveState.Held;
import io.github.trackflux.reactor.LiveState.News;
import io.github.trackflux.reactor.LiveState.Snapshot;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of a loop one subscriber wants to hear. News of the loop itself, {@code Synced} and {@code Gap}, concerns everybody.
 *
 * @param symbol only orders of this trading pair
 * @param trader only orders copied from this trader
 * @param kind only events of this kind
 */
record Interest(Optional<String> symbol, Optional<String> trader, Class<? extends OrderEvent> kind) {
    static final Interest ALL = new Interest(Optional.empty(), Optional.empty(), OrderEvent.class);

    Interest withSymbol(String symbol) {
        return new Interest(Optional.of(symbol), trader, kind);
    }

    Interest withTrader(String trader) {
        return new Interest(symbol, Optional.of(trader), kind);
    }

    Interest only(Class<? extends OrderEvent> kind) {
        return new Interest(symbol, trader, kind);
    }

    /** An event as it concerns this subscriber, if it does. */
    Optional<OrderEvent> in(News news) {
        Optional<TrackingOrder> order = news.event().subject();
        if (order.isPresent() && !covers(order.get(), news.trader())) {
            return Optional.empty();
        }
        OrderEvent event = trader.isPresent() ? news.asNew() : news.event();
        return Optional.of(event).filter(kind::isInstance);
    }

    /** What is told first to whoever comes at this moment. */
    Stream<OrderEvent> in(Snapshot now) {
        Stream<OrderEvent> existing = now.open().held().filter(this::covers).map(Held::existing);
        return Stream.concat(existing, now.synced().stream()).filter(kind::isInstance);
    }

    /** The orders that are open at this moment, oldest sight first; unmodifiable. */
    Map<String, TrackingOrder> orders(Snapshot now) {
        Map<String, TrackingOrder> orders = new LinkedHashMap<>();
        now.open()
                .held()
                .filter(this::covers)
                .map(held -> held.existing().order())
                .forEach(order -> orders.put(order.trackingNo(), order));
        return Collections.unmodifiableMap(orders);
    }

    private boolean covers(Held held) {
        return covers(held.existing().order(), held.trader());
    }

    private boolean covers(TrackingOrder order, String traderId) {
        return (symbol.isEmpty() || symbol.get().equals(order.symbol()))
                && (trader.isEmpty() || trader.get().equals(traderId));
    }
}
