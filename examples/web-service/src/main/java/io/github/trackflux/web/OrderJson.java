package io.github.trackflux.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.trackflux.model.TrackingOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An order as JSON: what is set, numbers as text so that no reader rounds them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderJson(
        String trackingNo,
        @Nullable String traderId,
        @Nullable String traderName,
        String symbol,
        String side,
        @Nullable String leverage,
        @Nullable String openPrice,
        @Nullable String openSize,
        @Nullable String margin,
        @Nullable String openFee,
        @Nullable String openTime,
        @Nullable String closePrice,
        @Nullable String closeSize,
        @Nullable String closeTime) {

    static OrderJson of(TrackingOrder order) {
        return new OrderJson(
                order.trackingNo(),
                order.traderId().orElse(null),
                order.traderName().orElse(null),
                order.symbol(),
                order.side().text(),
                number(order.leverage()),
                number(order.openPrice()),
                number(order.openSize()),
                number(order.margin()),
                number(order.openFee()),
                order.openTime().map(Instant::toString).orElse(null),
                number(order.closePrice()),
                number(order.closeSize()),
                order.closeTime().map(Instant::toString).orElse(null));
    }

    private static @Nullable String number(Optional<BigDecimal> number) {
        return number.map(BigDecimal::toPlainString).orElse(null);
    }
}
