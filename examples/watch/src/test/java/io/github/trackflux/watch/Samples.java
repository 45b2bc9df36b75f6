package io.github.trackflux.watch;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.event.EventHeader;
import io.github.trackflux.event.Origin;
import io.github.trackflux.model.OrderField;
import io.github.trackflux.model.Orders;
import io.github.trackflux.model.PositionSide;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.view.Anomaly;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.Freshness;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Orders and headers to make events of. */
final class Samples {
    static final Instant OPENED = Instant.parse("2026-11-23T05:59:00Z");
    static final Instant EARLIEST = Instant.parse("2026-11-23T06:00:00.020Z");
    static final Instant SEEN = Instant.parse("2026-11-23T06:00:00.123Z");
    /** Clears the screen, rings, writes from right to left, sets the window's title, and begins a new line. */
    static final String HOSTILE = "\u001b[2JEvil\u0007\u202e\u009b31m\u001b]0;pwned\u0007\r\n{\"v\":2}\u007f\u0085";

    static final FeedHealth WELL = health(true, 1, 0, 0);

    /** The health of a feed that looked just now. */
    static FeedHealth health(boolean synced, int open, int suspects, int failedSweeps, Anomaly... noticed) {
        return new FeedHealth(
                synced,
                open,
                suspects,
                Duration.ZERO,
                failedSweeps,
                Duration.ofSeconds(2),
                Set.of(noticed),
                Freshness.NEW,
                Optional.empty(),
                9.2);
    }

    private Samples() {}

    static EventHeader header(long sequence) {
        return header(sequence, Origin.LIVE);
    }

    static EventHeader header(long sequence, Origin origin) {
        return new EventHeader("0a1b", new AccountId("c18ed9aca288"), sequence, origin, SEEN, EARLIEST, SEEN);
    }

    static TrackingOrder order(String number) {
        return order(number, "x-123");
    }

    static TrackingOrder order(String number, String traderName) {
        return new TrackingOrder(
                number,
                Optional.of("b1"),
                Optional.of(traderName),
                Optional.of("77"),
                Optional.empty(),
                "BTCUSDT",
                PositionSide.LONG,
                Optional.of(new BigDecimal("47")),
                Optional.of(new BigDecimal("39827.1")),
                Optional.of(OPENED),
                Optional.of(new BigDecimal("0.001")),
                Optional.empty(),
                Optional.of(new BigDecimal("-0.02")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    static TrackingOrder partlyClosed(TrackingOrder order, String closeSize) {
        return Orders.like(order).with(OrderField.CLOSE_SIZE, closeSize).build();
    }

    static TrackingOrder withExtra(TrackingOrder order, Map<String, String> extra) {
        return Orders.like(order).withExtra(extra).build();
    }
}
