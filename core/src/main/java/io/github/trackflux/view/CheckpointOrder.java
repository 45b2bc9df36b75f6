package io.github.trackflux.view;

import io.github.trackflux.model.PositionSide;
import io.github.trackflux.model.TrackingOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** An order as an object of a checkpoint: what is set, numbers and times as text. */
final class CheckpointOrder {
    private static final int LONGEST_NUMBER = 200;
    private static final String EXTRA = "extra";

    private CheckpointOrder() {}

    static void write(JsonGenerator json, TrackingOrder order) {
        json.writeStartObject();
        json.writeStringProperty("trackingNo", order.trackingNo());
        text(json, "traderId", order.traderId());
        text(json, "traderName", order.traderName());
        text(json, "openOrderId", order.openOrderId());
        text(json, "closeOrderId", order.closeOrderId());
        json.writeStringProperty("symbol", order.symbol());
        json.writeStringProperty("side", order.side().text());
        number(json, "leverage", order.leverage());
        number(json, "openPrice", order.openPrice());
        text(json, "openTime", order.openTime().map(Instant::toString));
        number(json, "openSize", order.openSize());
        number(json, "margin", order.margin());
        number(json, "openFee", order.openFee());
        number(json, "closePrice", order.closePrice());
        number(json, "closeSize", order.closeSize());
        text(json, "closeTime", order.closeTime().map(Instant::toString));
        if (!order.extra().isEmpty()) {
            json.writeObjectPropertyStart(EXTRA);
            // Sorted: the order of a Map.copyOf changes from one run of a program to the next.
            new TreeMap<>(order.extra()).forEach(json::writeStringProperty);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, Optional<String> value) {
        value.ifPresent(text -> json.writeStringProperty(name, text));
    }

    private static void number(JsonGenerator json, String name, Optional<BigDecimal> value) {
        text(json, name, value.map(BigDecimal::toPlainString));
    }

    static TrackingOrder read(CheckpointParser json) {
        Map<String, String> fields = new HashMap<>();
        Map<String, String> extra = new HashMap<>();
        json.start();
        for (String name = json.name(); !name.isEmpty(); name = json.name()) {
            if (name.equals(EXTRA)) {
                json.start();
                for (String other = json.name(); !other.isEmpty(); other = json.name()) {
                    extra.put(other, json.text());
                }
            } else {
                fields.put(name, json.text());
            }
        }
        TrackingOrder order = new TrackingOrder(
                required(fields, "trackingNo"),
                text(fields, "traderId"),
                text(fields, "traderName"),
                text(fields, "openOrderId"),
                text(fields, "closeOrderId"),
                required(fields, "symbol"),
                PositionSide.of(required(fields, "side")),
                number(fields, "leverage"),
                number(fields, "openPrice"),
                text(fields, "openTime").map(CheckpointParser::instant),
                number(fields, "openSize"),
                number(fields, "margin"),
                number(fields, "openFee"),
                number(fields, "closePrice"),
                number(fields, "closeSize"),
                text(fields, "closeTime").map(CheckpointParser::instant),
                extra);
        if (!fields.isEmpty()) {
            throw new CheckpointException.Damaged("an order has fields that this version does not know");
        }
        return order;
    }

    private static String required(Map<String, String> fields, String name) {
        return text(fields, name)
                .orElseThrow(() -> new CheckpointException.Damaged("an order has no \"" + name + "\""));
    }

    private static Optional<String> text(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.remove(name));
    }

    private static Optional<BigDecimal> number(Map<String, String> fields, String name) {
        Optional<String> text = text(fields, name);
        if (text.isPresent() && text.get().length() > LONGEST_NUMBER) {
            throw new CheckpointException.Damaged(
                    "\"" + name + "\" has " + text.get().length() + " characters");
        }
        return text.map(BigDecimal::new);
    }
}
