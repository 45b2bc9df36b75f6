package io.github.trackflux.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** An order for tests: plain in every field, with single fields made to differ. */
public final class Orders {
    private final Map<OrderField, Object> fields = new EnumMap<>(OrderField.class);
    private final String trackingNo;
    private Optional<String> traderName = Optional.of("Ann");
    private Map<String, String> extra = Map.of();

    private Orders(String trackingNo) {
        this.trackingNo = trackingNo;
        with(OrderField.TRADER_ID, "a1b2c3")
                .with(OrderField.OPEN_ORDER_ID, "o" + trackingNo)
                .with(OrderField.SYMBOL, "BTCUSDT")
                .with(OrderField.SIDE, PositionSide.LONG)
                .with(OrderField.LEVERAGE, "20")
                .with(OrderField.OPEN_PRICE, "39827.5")
                .with(OrderField.OPEN_TIME, Instant.ofEpochMilli(1_627_567_376_984L))
                .with(OrderField.OPEN_SIZE, "0.01")
                .with(OrderField.MARGIN, "21")
                .with(OrderField.OPEN_FEE, "-2.5");
    }

    /** A long position in BTCUSDT of which nothing is closed. */
    public static TrackingOrder order(String trackingNo) {
        return numbered(trackingNo).build();
    }

    static Orders numbered(String trackingNo) {
        return new Orders(trackingNo);
    }

    /** The same order, to be made to differ. */
    public static Orders like(TrackingOrder order) {
        Orders like = new Orders(order.trackingNo());
        like.fields.clear();
        for (OrderField field : OrderField.values()) {
            Object value = field.of(order);
            Optional<?> set = value instanceof Optional<?> optional ? optional : Optional.of(value);
            set.ifPresent(it -> like.with(field, it instanceof BigDecimal number ? number.toPlainString() : it));
        }
        like.traderName = order.traderName();
        like.extra = order.extra();
        return like;
    }

    /** A text stands for a number where the field has numbers. */
    public Orders with(OrderField field, Object value) {
        fields.put(field, value);
        return this;
    }

    Orders without(OrderField field) {
        fields.remove(field);
        return this;
    }

    Orders withTraderName(String name) {
        traderName = Optional.of(name);
        return this;
    }

    public Orders withoutTraderName() {
        traderName = Optional.empty();
        return this;
    }

    public Orders withExtra(Map<String, String> extra) {
        this.extra = extra;
        return this;
    }

    public TrackingOrder build() {
        return new TrackingOrder(
                trackingNo,
                text(OrderField.TRADER_ID),
                traderName,
                text(OrderField.OPEN_ORDER_ID),
                text(OrderField.CLOSE_ORDER_ID),
                text(OrderField.SYMBOL).orElseThrow(),
                (PositionSide) fields.get(OrderField.SIDE),
                number(OrderField.LEVERAGE),
                number(OrderField.OPEN_PRICE),
                time(OrderField.OPEN_TIME),
                number(OrderField.OPEN_SIZE),
                number(OrderField.MARGIN),
                number(OrderField.OPEN_FEE),
                number(OrderField.CLOSE_PRICE),
                number(OrderField.CLOSE_SIZE),
                time(OrderField.CLOSE_TIME),
                extra);
    }

    private Optional<String> text(OrderField field) {
        return Optional.ofNullable((String) fields.get(field));
    }

    private Optional<BigDecimal> number(OrderField field) {
        return text(field).map(BigDecimal::new);
    }

    private Optional<Instant> time(OrderField field) {
        return Optional.ofNullable((Instant) fields.get(field));
    }
}
