package io.github.trackflux.view;

import io.github.trackflux.model.PositionSide;
import io.github.trackflux.model.TrackingOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A row as a test writes it: an order of trader {@code T1} in {@code BTCUSDT}, changed only where the test cares. Empty
 * text is "not set".
 */
record Row(
        String number,
        String trader,
        String name,
        String symbol,
        Optional<Instant> openTime,
        String openSize,
        String margin,
        String closeSize,
        Optional<Instant> closeTime,
        Map<String, String> extra) {

    /** Where a script's clock begins, in server time. */
    static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    static Row row(long number) {
        Optional<Instant> unset = Optional.empty();
        return new Row("" + number, "T1", "Ann", "BTCUSDT", unset, "1", "10", "", unset, Map.of());
    }

    /** Rows of all these numbers, the largest first. */
    static List<Row> rows(int from, int to) {
        return IntStream.iterate(Math.max(from, to), n -> n >= Math.min(from, to), n -> n - 1)
                .mapToObj(Row::row)
                .toList();
    }

    /** The same list without the rows of these numbers. */
    static List<Row> without(List<Row> rows, int... numbers) {
        List<Row> rest = new ArrayList<>(rows);
        for (int number : numbers) {
            rest.removeIf(row -> row.number().equals("" + number));
        }
        return rest;
    }

    static List<TrackingOrder> orders(Row... rows) {
        return orders(Arrays.asList(rows));
    }

    static List<TrackingOrder> orders(List<Row> rows) {
        return rows.stream().map(Row::order).toList();
    }

    static Instant time(double seconds) {
        return EPOCH.plus(span(seconds));
    }

    static Duration span(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    Row trader(String trader) {
        return new Row(number, trader, name, symbol, openTime, openSize, margin, closeSize, closeTime, extra);
    }

    Row name(String name) {
        return new Row(number, trader, name, symbol, openTime, openSize, margin, closeSize, closeTime, extra);
    }

    Row symbol(String symbol) {
        return new Row(number, trader, name, symbol, openTime, openSize, margin, closeSize, closeTime, extra);
    }

    Row opened(double seconds) {
        Optional<Instant> at = Optional.of(time(seconds));
        return new Row(number, trader, name, symbol, at, openSize, margin, closeSize, closeTime, extra);
    }

    Row margin(String margin) {
        return new Row(number, trader, name, symbol, openTime, openSize, margin, closeSize, closeTime, extra);
    }

    Row closeSize(String closeSize) {
        return new Row(number, trader, name, symbol, openTime, openSize, margin, closeSize, closeTime, extra);
    }

    /** As a row that says that it is closed. */
    Row closedAt(double seconds) {
        Optional<Instant> at = Optional.of(time(seconds));
        return new Row(number, trader, name, symbol, openTime, openSize, margin, openSize, at, extra);
    }

    Row extra(String field, String json) {
        return new Row(
                number, trader, name, symbol, openTime, openSize, margin, closeSize, closeTime, Map.of(field, json));
    }

    TrackingOrder order() {
        return new TrackingOrder(
                number,
                text(trader),
                text(name),
                Optional.of("o" + number),
                Optional.empty(),
                symbol,
                PositionSide.LONG,
                Optional.of(BigDecimal.TEN),
                Optional.of(new BigDecimal("65000")),
                openTime,
                text(openSize).map(BigDecimal::new),
                text(margin).map(BigDecimal::new),
                Optional.empty(),
                closeTime.map(at -> new BigDecimal("66000")),
                text(closeSize).map(BigDecimal::new),
                closeTime,
                extra);
    }

    private static Optional<String> text(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
