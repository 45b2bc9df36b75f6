package io.github.trackflux.view;

import io.github.trackflux.model.TrackingOrder;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Orders by number, oldest sight first; unmodifiable. A view is made after each sweep that brought news, and many are never
 * looked at: an array is quickly made, and the index waits until somebody looks an order up. Thread-safe.
 */
final class OrderMap extends AbstractMap<String, TrackingOrder> {
    private final TrackingOrder[] orders;
    private volatile @Nullable Map<String, TrackingOrder> index;

    OrderMap(Collection<Known> open) {
        orders = new TrackingOrder[open.size()];
        int i = 0;
        for (Known known : open) {
            orders[i++] = known.order;
        }
    }

    private Map<String, TrackingOrder> index() {
        Map<String, TrackingOrder> made = index;
        if (made == null) {
            made = new HashMap<>(2 * orders.length);
            for (TrackingOrder order : orders) {
                made.put(order.trackingNo(), order);
            }
            index = made;
        }
        return made;
    }

    @Override
    public int size() {
        return orders.length;
    }

    @Override
    public @Nullable TrackingOrder get(@Nullable Object number) {
        return index().get(number);
    }

    @Override
    public boolean containsKey(@Nullable Object number) {
        return index().containsKey(number);
    }

    @Override
    public Set<Entry<String, TrackingOrder>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, TrackingOrder>> iterator() {
                return Arrays.stream(orders)
                        .map(order -> Map.entry(order.trackingNo(), order))
                        .iterator();
            }

            @Override
            public int size() {
                return orders.length;
            }
        };
    }
}
