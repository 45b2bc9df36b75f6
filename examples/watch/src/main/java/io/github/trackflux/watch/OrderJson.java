package io.github.trackflux.watch;

import io.github.trackflux.model.TrackingOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** Writes an order as a JSON object: what is set, numbers as plain text, times in ISO 8601, unknown fields in "extra". */
final class OrderJson {
    private final JsonGenerator json;

    OrderJson(JsonGenerator json) {
        this.json = json;
    }

    void write(String name, TrackingOrder order) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("trackingNo", order.trackingNo());
        text("traderId", order.traderId());
        text("traderName", order.traderName());
        text("openOrderId", order.openOrderId());
        text("closeOrderId", order.closeOrderId());
        json.writeStringProperty("symbol", order.symbol());
        json.writeStringProperty("side", order.side().text());
        number("leverage", order.leverage());
        number("openPrice", order.openPrice());
        time("openTime", order.openTime());
        number("openSize", order.openSize());
        number("margin", order.margin());
        number("openFee", order.openFee());
        number("closePrice", order.closePrice());
        number("closeSize", order.closeSize());
        time("closeTime", order.closeTime());
        extra(order.extra());
        json.writeEndObject();
    }

    private void text(String name, Optional<String> value) {
        value.ifPresent(text -> json.writeStringProperty(name, text));
    }

    private void number(String name, Optional<BigDecimal> value) {
        text(name, value.map(BigDecimal::toPlainString));
    }

    private void time(String name, Optional<Instant> value) {
        text(name, value.map(Instant::toString));
    }

    /** As strings: what the exchange sent may hold line ends between its tokens. */
    private void extra(Map<String, String> fields) {
        if (!fields.isEmpty()) {
            json.writeObjectPropertyStart("extra");
            new TreeMap<>(fields).forEach(json::writeStringProperty);
            json.writeEndObject();
        }
    }
}
