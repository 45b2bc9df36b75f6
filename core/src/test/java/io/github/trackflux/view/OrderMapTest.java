package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.trackflux.model.TrackingOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A view's orders are a map like any other, in the order of first sight, and nobody can change them. */
class OrderMapTest {
    private final List<TrackingOrder> orders = Row.orders(row(3), row(1), row(2));
    private final Map<String, TrackingOrder> map =
            Script.knowing(row(3), row(1), row(2)).view().orders();

    @Test
    void it_is_equal_to_a_map_of_the_same_orders_both_ways() {
        Map<String, TrackingOrder> other = new LinkedHashMap<>();
        orders.forEach(order -> other.put(order.trackingNo(), order));

        assertThat(map).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(other).isEqualTo(map);
    }

    @Test
    void orders_stand_as_they_were_first_seen_and_are_found_by_number() {
        assertThat(map.keySet()).containsExactly("3", "1", "2");
        assertThat(map.entrySet().size()).isEqualTo(3);
        assertThat(map.values()).containsExactlyElementsOf(orders);
        assertThat(map.get("1")).isEqualTo(orders.get(1));
        assertThat(map.containsKey("4")).isFalse();
        assertThat(map.get("4")).isNull();
    }

    @Test
    void nobody_can_change_it() {
        assertThatThrownBy(() -> map.put("4", orders.get(0))).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.remove("3")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.entrySet().iterator().next().setValue(orders.get(1)))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
