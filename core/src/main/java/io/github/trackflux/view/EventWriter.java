package io.github.trackflux.view;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.event.EventHeader;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.model.OrderField;
import io.github.trackflux.model.TrackingOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Numbers and names events, and holds those of one step until they are taken. */
final class EventWriter {
    private final AccountId account;
    private final MessageDigest sha256;
    private List<OrderEvent> pending = new ArrayList<>();
    private long sequence;

    EventWriter(AccountId account) {
        this.account = account;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    long sequence() {
        return sequence;
    }

    void add(OrderEvent event) {
        pending.add(event);
    }

    List<OrderEvent> take() {
        if (pending.isEmpty()) {
            return List.of();
        }
        List<OrderEvent> taken = pending;
        pending = new ArrayList<>();
        return taken;
    }

    /** The header of news about an order. */
    EventHeader header(
            String kind, TrackingOrder order, int revision, Origin origin, Instant observedAt, Instant notBefore) {
        StringBuilder content = new StringBuilder(256)
                .append(account.text())
                .append('|')
                .append(order.trackingNo())
                .append('|')
                .append(revision)
                .append('|')
                .append(kind);
        for (OrderField field : OrderField.values()) {
            content.append('|').append(field.of(order));
        }
        return header(content.toString(), origin, observedAt, notBefore);
    }

    /** The header of news about the feed itself. */
    EventHeader header(String kind, Instant observedAt, Instant notBefore) {
        return header(account.text() + '|' + kind + '|' + observedAt, Origin.LIVE, observedAt, notBefore);
    }

    private EventHeader header(String content, Origin origin, Instant observedAt, Instant notBefore) {
        byte[] hash = sha256.digest(content.getBytes(StandardCharsets.UTF_8));
        Instant earliest = notBefore.isAfter(observedAt) ? observedAt : notBefore;
        return new EventHeader(
                HexFormat.of().formatHex(hash, 0, 16), account, ++sequence, origin, observedAt, earliest, observedAt);
    }
}
