package io.github.trackflux.reactor.simulation;

import io.github.trackflux.model.PositionSide;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.simulator.market.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The simulator's rows as the decoder would read them off the wire, each made once: the decoder remembers, too. */
public final class Rows {
    private static final int REMEMBERED = 20_000;

    private final IdentityHashMap<Row, TrackingOrder> known = new IdentityHashMap<>();

    List<TrackingOrder> orders(List<Row> rows) {
        List<TrackingOrder> orders = new ArrayList<>(rows.size());
        for (Row row : rows) {
            orders.add(order(row));
        }
        return orders;
    }

    /** The order that a row shows. */
    public TrackingOrder order(Row row) {
        TrackingOrder order = known.get(row);
        if (order == null) {
            if (known.size() >= REMEMBERED) {
                known.clear();
            }
            order = read(row);
            known.put(row, order);
        }
        return order;
    }

    private static TrackingOrder read(Row row) {
        return new TrackingOrder(
                row.trackingNo(),
                text(row.traderId()),
                text(row.traderName()),
                text(row.openOrderId()),
                text(row.closeOrderId()),
                row.symbol(),
                PositionSide.of(row.posSide()),
                number(row.openLeverage()),
                number(row.openAvgPrice()),
                time(row.openTime()),
                number(row.openSize()),
                number(row.openMarginSz()),
                number(row.openFee()),
                number(row.closeAvgPrice()).filter(price -> price.signum() != 0),
                number(row.closeSize()).filter(size -> size.signum() != 0),
                time(row.closeTime()),
                Map.of());
    }

    private static Optional<String> text(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    private static Optional<BigDecimal> number(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        return Optional.of(number.scale() < 0 ? number.setScale(0) : number);
    }

    private static Optional<Instant> time(String text) {
        long millis = text.isBlank() ? 0 : Long.parseLong(text);
        return millis <= 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
