package io.github.trackflux.model;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The fields in which a change is an update. {@code traderName} and {@code extra} are not among them. */
public enum OrderField {
    TRADER_ID("traderId"),
    OPEN_ORDER_ID("openOrderId"),
    CLOSE_ORDER_ID("closeOrderId"),
    SYMBOL("symbol"),
    SIDE("side"),
    LEVERAGE("leverage"),
    OPEN_PRICE("openPrice"),
    OPEN_TIME("openTime"),
    OPEN_SIZE("openSize"),
    MARGIN("margin"),
    OPEN_FEE("openFee"),
    CLOSE_PRICE("closePrice"),
    CLOSE_SIZE("closeSize"),
    CLOSE_TIME("closeTime");

    private static final OrderField[] ALL = values();

    private final String label;

    OrderField(String label) {
        this.label = label;
    }

    /** The name of the record's component, as in JSON output. */
    public String label() {
        return label;
    }

    /** This field of an order. */
    public Object of(TrackingOrder order) {
        return switch (this) {
            case TRADER_ID -> order.traderId();
            case OPEN_ORDER_ID -> order.openOrderId();
            case CLOSE_ORDER_ID -> order.closeOrderId();
            case SYMBOL -> order.symbol();
            case SIDE -> order.side();
            case LEVERAGE -> order.leverage();
            case OPEN_PRICE -> order.openPrice();
            case OPEN_TIME -> order.openTime();
            case OPEN_SIZE -> order.openSize();
            case MARGIN -> order.margin();
            case OPEN_FEE -> order.openFee();
            case CLOSE_PRICE -> order.closePrice();
            case CLOSE_SIZE -> order.closeSize();
            case CLOSE_TIME -> order.closeTime();
        };
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
