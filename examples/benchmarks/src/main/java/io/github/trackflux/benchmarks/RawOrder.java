package io.github.trackflux.benchmarks;

import io.github.trackflux.model.PositionSide;
import io.github.trackflux.model.TrackingOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row as any JSON library binds it, with public fields because that is what all of them can, and the step from there to
 * the typed record.
 */
public final class RawOrder {
    public @Nullable String trackingNo;
    public @Nullable String traderId;
    public @Nullable String traderName;
    public @Nullable String openOrderId;
    public @Nullable String closeOrderId;
    public @Nullable String symbol;
    public @Nullable String posSide;
    public @Nullable String openLeverage;
    public @Nullable String openAvgPrice;
    public @Nullable String openTime;
    public @Nullable String openSize;
    public @Nullable String openMarginSz;
    public @Nullable String openFee;
    public @Nullable String closeAvgPrice;
    public @Nullable String closeSize;
    public @Nullable String closeTime;

    /** An answer as any JSON library binds it. */
    public static final class Answer {
        public @Nullable String code;
        public @Nullable String msg;
        public @Nullable String requestTime;
        public @Nullable List<RawOrder> data;

        List<TrackingOrder> orders() {
            return data == null ? List.of() : data.stream().map(RawOrder::order).toList();
        }
    }

    private TrackingOrder order() {
        return new TrackingOrder(
                text(trackingNo).orElseThrow(),
                text(traderId),
                text(traderName),
                text(openOrderId),
                text(closeOrderId),
                text(symbol).orElseThrow(),
                PositionSide.of(text(posSide).orElse("")),
                number(openLeverage),
                number(openAvgPrice),
                time(openTime),
                number(openSize),
                number(openMarginSz),
                number(openFee),
                set(closeAvgPrice),
                set(closeSize),
                time(closeTime),
                Map.of());
    }

    private static Optional<String> text(@Nullable String text) {
        return text == null || text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static Optional<BigDecimal> number(@Nullable String text) {
        return text == null || text.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(text));
    }

    private static Optional<BigDecimal> set(@Nullable String text) {
        return number(text).filter(number -> number.signum() != 0);
    }

    private static Optional<Instant> time(@Nullable String text) {
        long millis = text == null || text.isEmpty() ? 0 : Long.parseLong(text);
        return millis <= 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
