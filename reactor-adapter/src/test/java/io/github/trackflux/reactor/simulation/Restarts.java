package io.github.trackflux.reactor.simulation;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.Orders;
import io.github.trackflux.model.TrackingOrder;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What had been told when a checkpoint was saved last, and the news behind every id, across all restarts. */
final class Restarts {
    private final Map<String, String> news = new HashMap<>();
    private Map<String, Belief> beliefs = Map.of();
    private long sequence;

    private record Belief(Told.Phase phase, @Nullable TrackingOrder order) {}

    void saved(long told, Collection<Told> orders) {
        sequence = told;
        beliefs = new HashMap<>();
        orders.forEach(order -> beliefs.put(order.number, new Belief(order.phase, order.order)));
    }

    /** Takes back what was told since; the sequence number of what was told last. */
    long restored(Collection<Told> orders) {
        for (Told told : orders) {
            Belief belief = beliefs.getOrDefault(told.number, new Belief(Told.Phase.UNTOLD, null));
            told.phase = belief.phase();
            told.order = belief.order();
        }
        return sequence;
    }

    /** What is wrong with the id of an event, if it came before. */
    Optional<String> named(OrderEvent event) {
        Optional<TrackingOrder> before =
                event instanceof OrderEvent.Updated update ? Optional.of(update.before()) : Optional.empty();
        String content =
                event.getClass().getSimpleName() + event.subject().map(Restarts::state) + before.map(Restarts::state);
        String known = news.putIfAbsent(event.header().id(), content);
        return known == null || known.equals(content)
                ? Optional.empty()
                : Optional.of(content + " has the id of " + known);
    }

    /** A name or a field that nobody knows is no news. */
    private static TrackingOrder state(TrackingOrder order) {
        return Orders.like(order).withoutTraderName().withExtra(Map.of()).build();
    }
}
