package io.github.trackflux.simulator.market;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The orders that are open, by number, and any one of them at random in constant time. */
final class OpenOrders {

    private final List<OrderState> orders = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    int size() {
        return orders.size();
    }

    @Nullable
    OrderState find(String trackingNo) {
        Integer place = places.get(trackingNo);
        return place == null ? null : orders.get(place);
    }

    OrderState any(RandomGenerator random) {
        return orders.get(random.nextInt(orders.size()));
    }

    List<OrderState> all() {
        return List.copyOf(orders);
    }

    void put(OrderState order) {
        Integer place = places.putIfAbsent(order.trackingNo(), orders.size());
        if (place == null) {
            orders.add(order);
        } else {
            orders.set(place, order);
        }
    }

    void remove(OrderState order) {
        Integer place = places.remove(order.trackingNo());
        if (place == null) {
            return;
        }
        OrderState last = orders.remove(orders.size() - 1);
        if (place < orders.size()) {
            orders.set(place, last);
            places.put(last.trackingNo(), place);
        }
    }
}
