package io.github.trackflux.watch;

import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.watch.Columns.Align;
import io.github.trackflux.watch.Columns.Column;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Open orders as aligned lines under headings. All text in them is {@link Printable}. */
final class OrderRows {
    private static final Columns COLUMNS = new Columns(List.of(
            new Column("NUMBER", Align.TAIL, 8, 19),
            new Column("TRADER", Align.START, 6, 14),
            new Column("SYMBOL", Align.START, 8, 10),
            new Column("SIDE", Align.START, 4, 5),
            new Column("LEV", Align.END, 4, 4),
            new Column("SIZE", Align.END, 7, 9),
            new Column("CLOSED", Align.END, 6, 9),
            new Column("PRICE", Align.END, 7, 10),
            new Column("AGE", Align.END, 4, 4)));

    private OrderRows() {}

    static List<String> lines(List<TrackingOrder> orders, Instant now, int width) {
        return COLUMNS.lines(orders.stream().map(order -> cells(order, now)).toList(), width);
    }

    private static List<String> cells(TrackingOrder order, Instant now) {
        return List.of(
                Printable.of(order.trackingNo()),
                order.traderName().or(order::traderId).map(Printable::of).orElse(""),
                Printable.of(order.symbol()),
                Printable.of(order.side().text()),
                order.leverage().map(times -> times.toPlainString() + "x").orElse(""),
                number(order.openSize()),
                number(order.closeSize()),
                number(order.openPrice()),
                order.openTime().map(at -> age(Duration.between(at, now))).orElse(""));
    }

    private static String number(Optional<BigDecimal> value) {
        return value.map(BigDecimal::toPlainString).orElse("");
    }

    private static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return seconds / 60 + "m";
        }
        return seconds < 86_400 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
    }
}
