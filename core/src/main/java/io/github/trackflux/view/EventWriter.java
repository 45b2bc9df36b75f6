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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/** Numbers and names events, and holds those of one step until they are taken. */
final class EventWriter {
    private static final int MOST_SILENCES = 8;
    private static final OrderField[] FIELDS = OrderField.values();

    private final AccountId account;
    private final MessageDigest sha256;
    /** Silences after which nothing has changed yet; of very many, the last. */
    private final Deque<Silence.Span> silences = new ArrayDeque<>();

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

    AccountId account() {
        return account;
    }

    long sequence() {
        return sequence;
    }

    /** Goes on behind the events of a feed before this one. */
    void resume(long after) {
        sequence = after;
    }

    /** Nobody looked for long: to be told before the next change. */
    void silent(Silence.Span silence) {
        if (silences.size() == MOST_SILENCES) {
            silences.removeFirst();
        }
        silences.addLast(silence);
    }

    /** Tells that nobody looked. */
    void gap(Silence.Span silence, Origin origin, Instant observedAt) {
        String content = account.text() + "|gap|" + silence.from() + '|' + silence.to() + '|' + observedAt;
        EventHeader header = header(content, origin, observedAt, silence.from());
        add(new OrderEvent.Gap(header, silence.from(), silence.to()));
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
        return header(content(kind, order, revision).toString(), origin, observedAt, notBefore);
    }

    /**
     * The header of news about an order that changed. What it was before is part of the news: a feed that resumes from an
     * older checkpoint may come to the same state by another way.
     */
    EventHeader header(
            TrackingOrder before,
            TrackingOrder after,
            int revision,
            Origin origin,
            Instant observedAt,
            Instant notBefore) {
        StringBuilder content = append(content("updated", after, revision), before);
        return header(content.toString(), origin, observedAt, notBefore);
    }

    private StringBuilder content(String kind, TrackingOrder order, int revision) {
        StringBuilder content = new StringBuilder(256)
                .append(account.text())
                .append('|')
                .append(order.trackingNo())
                .append('|')
                .append(revision)
                .append('|')
                .append(kind);
        return append(content, order);
    }

    private static StringBuilder append(StringBuilder content, TrackingOrder order) {
        for (OrderField field : FIELDS) {
            content.append('|').append(field.text(order));
        }
        return content;
    }

    /** The header of news about the feed itself. */
    EventHeader header(String kind, Instant observedAt, Instant notBefore) {
        return header(account.text() + '|' + kind + '|' + observedAt, Origin.LIVE, observedAt, notBefore);
    }

    private EventHeader header(String content, Origin origin, Instant observedAt, Instant notBefore) {
        if (!silences.isEmpty()) {
            // Emptied first: a gap has a header, too.
            List<Silence.Span> before = List.copyOf(silences);
            silences.clear();
            before.forEach(silence -> gap(silence, Origin.LIVE, observedAt));
        }
        byte[] hash = sha256.digest(content.getBytes(StandardCharsets.UTF_8));
        Instant earliest = notBefore.isAfter(observedAt) ? observedAt : notBefore;
        return new EventHeader(
                HexFormat.of().formatHex(hash, 0, 16), account, ++sequence, origin, observedAt, earliest, observedAt);
    }
}
