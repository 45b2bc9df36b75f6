package io.github.trackflux.model;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The fields in which a change is an update. {@code traderName} and {@code extra} are not among them. */
public enum OrderField {
    TRADER_ID("traderId", TrackingOrder::traderId),
    OPEN_ORDER_ID("openOrderId", TrackingOrder::openOrderId),
    CLOSE_ORDER_ID("closeOrderId", TrackingOrder::closeOrderId),
    SYMBOL("symbol", TrackingOrder::symbol),
    SIDE("side", TrackingOrder::side),
    LEVERAGE("leverage", TrackingOrder::leverage),
    OPEN_PRICE("openPrice", TrackingOrder::openPrice),
    OPEN_TIME("openTime", TrackingOrder::openTime),
    OPEN_SIZE("openSize", TrackingOrder::openSize),
    MARGIN("margin", TrackingOrder::margin),
    OPEN_FEE("openFee", TrackingOrder::openFee),
    CLOSE_PRICE("closePrice", TrackingOrder::closePrice),
    CLOSE_SIZE("closeSize", TrackingOrder::closeSize),
    CLOSE_TIME("closeTime", TrackingOrder::closeTime);

    private static final OrderField[] ALL = values();

    private final String label;
    // Stateless accessors, each: a Function cannot say that of itself.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<TrackingOrder, Object> value;

    OrderField(String label, Function<TrackingOrder, Object> value) {
        this.label = label;
        this.value = value;
    }

    /** The name of the record's component, as in JSON output. */
    public String label() {
        return label;
    }

    /** This field of an order. */
    public Object of(TrackingOrder order) {
        return value.apply(order);
    }

    /** This field of an order as text: times as milliseconds since 1970, nothing if it is not set. */
    public String text(TrackingOrder order) {
        Object held = of(order);
        Object set = held instanceof Optional<?> optional ? optional.orElse(null) : held;
        return set == null ? "" : set instanceof Instant time ? Long.toString(time.toEpochMilli()) : set.toString();
    }

    /** The fields in which two states differ; empty if they are the same state. Unmodifiable. */
    public static Set<OrderField> differences(TrackingOrder before, TrackingOrder after) {
        EnumSet<OrderField> changed = EnumSet.noneOf(OrderField.class);
        for (OrderField field : ALL) {
            if (!field.of(before).equals(field.of(after))) {
                changed.add(field);
            }
        }
        return Collections.unmodifiableSet(changed);
    }

    @Override
    public String toString() {
        return label;
    }
}
