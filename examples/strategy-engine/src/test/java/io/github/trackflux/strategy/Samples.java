package io.github.trackflux.strategy;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.event.EventHeader;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.event.Proof;
import io.github.trackflux.model.OrderField;
import io.github.trackflux.model.Orders;
import io.github.trackflux.model.PositionSide;
import io.github.trackflux.model.TrackingOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders and events to make signals of; a second passes between two events. */
final class Samples {
    static final Instant BEGIN = Instant.parse("2026-11-26T06:00:00Z");
    static final Mirror.Limits LIMITS =
            new Mirror.Limits(new BigDecimal("0.1"), BigDecimal.valueOf(300), BigDecimal.valueOf(1000));
    static final Desk DESK = new Desk(List.of("anna"), LIMITS, BigDecimal.valueOf(10_000));

    private Samples() {}

    static TrackingOrder order(String number, String symbol, String size, String price) {
        return order(number, "anna", symbol, PositionSide.LONG, size, price, "0");
    }

    static TrackingOrder order(
            String number, String trader, String symbol, PositionSide side, String size, String price, String closed) {
        return new TrackingOrder(
                number,
                Optional.of(trader),
                Optional.of("x-" + trader),
                Optional.empty(),
                Optional.empty(),
                symbol,
                side,
                Optional.of(BigDecimal.TEN),
                Optional.of(new BigDecimal(price)),
                Optional.empty(),
                Optional.of(new BigDecimal(size)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new BigDecimal(closed)).filter(part -> part.signum() > 0),
                Optional.empty(),
                Map.of());
    }

    /** The same order with so much of it closed, at that average price. */
    static TrackingOrder closedPart(TrackingOrder order, String closed, String price) {
        return Orders.like(order)
                .with(OrderField.CLOSE_SIZE, closed)
                .with(OrderField.CLOSE_PRICE, price)
                .build();
    }

    static EventHeader header(long sequence, Origin origin) {
        Instant seen = BEGIN.plusSeconds(sequence);
        return new EventHeader(
                "id" + sequence, new AccountId("c18ed9aca288"), sequence, origin, seen, seen.minusMillis(100), seen);
    }

    static OrderEvent existing(long n, TrackingOrder order) {
        return new OrderEvent.Existing(header(n, Origin.LIVE), order);
    }

    static OrderEvent synced(long n) {
        return new OrderEvent.Synced(header(n, Origin.LIVE), 1);
    }

    static OrderEvent opened(long n, TrackingOrder order) {
        return opened(n, order, Origin.LIVE);
    }

    static OrderEvent opened(long n, TrackingOrder order, Origin origin) {
        return new OrderEvent.Opened(header(n, origin), order);
    }

    static OrderEvent updated(long n, TrackingOrder before, TrackingOrder after, Origin origin) {
        return new OrderEvent.Updated(header(n, origin), before, after, OrderField.differences(before, after));
    }

    static OrderEvent closed(long n, TrackingOrder order, Origin origin) {
        EventHeader header = header(n, origin);
        Proof proof = new Proof(Proof.Kind.ATOMIC, header.notBefore(), header.notAfter());
        return new OrderEvent.Closed(header, order, proof);
    }

    static OrderEvent reinstated(long n, TrackingOrder order) {
        return new OrderEvent.Reinstated(header(n, Origin.LIVE), order);
    }

    static OrderEvent gap(long n) {
        Instant to = BEGIN.plusSeconds(n);
        return new OrderEvent.Gap(header(n, Origin.LIVE), to.minus(Duration.ofHours(1)), to);
    }

    static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
