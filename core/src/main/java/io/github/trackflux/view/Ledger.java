package io.github.trackflux.view;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.event.EventHeader;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.event.Proof;
import io.github.trackflux.model.TrackingOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The state that presence and absence share: what is open, what was, what to believe, and the events on their way out. */
final class Ledger {
    private final Map<String, Known> open = new LinkedHashMap<>();
    private final Set<Known> suspects = new LinkedHashSet<>();
    private final Tombstones tombstones = new Tombstones();
    private final Set<Anomaly> anomalies = EnumSet.noneOf(Anomaly.class);
    private final EventWriter events;
    private final HoldDown holdDown;
    private boolean synced;
    private Map<String, TrackingOrder> lastView = Map.of();
    private long lastViewSequence = -1;

    Ledger(AccountId account, Duration holdDown) {
        this.events = new EventWriter(account);
        this.holdDown = new HoldDown(holdDown);
    }

    Optional<Known> find(String number) {
        return Optional.ofNullable(open.get(number));
    }

    int size() {
        return open.size();
    }

    Optional<Tombstones.Tombstone> tombstone(String number) {
        return tombstones.get(number);
    }

    Tombstones tombstones() {
        return tombstones;
    }

    EventWriter events() {
        return events;
    }

    long holdDown(long now) {
        return holdDown.at(now);
    }

    void raiseHoldDown(long now) {
        holdDown.raise(now);
    }

    void note(Anomaly anomaly) {
        anomalies.add(anomaly);
    }

    Set<Anomaly> anomalies() {
        return anomalies;
    }

    boolean isSynced() {
        return synced;
    }

    void synced(Instant at) {
        synced = true;
        events.add(new OrderEvent.Synced(events.header("synced", at, at), open.size()));
    }

    /** Suspects, longest-suspected first. */
    Set<Known> suspects() {
        suspects.removeIf(known -> !known.isSuspect());
        return suspects;
    }

    void suspect(Known known, long sent) {
        if (!known.isSuspect()) {
            // Cleared ones are left in place until somebody looks; a new suspicion must not inherit the old place.
            suspects.remove(known);
            known.listing.suspect(known, sent);
            suspects.add(known);
        }
    }

    Known add(Reading reading, TrackingOrder row, int revision, int proofsNeeded) {
        Known known = new Known(reading.listing(), row, reading.received(), proofsNeeded, reading.sentAt());
        known.revision = revision;
        known.shownSent = reading.sent();
        known.contentSent = reading.sent();
        known.stamp = reading.stamp();
        open.put(known.number, known);
        known.listing.add(known);
        return known;
    }

    EventHeader header(String kind, Known known, Origin origin, Reading reading, Instant notBefore) {
        return events.header(kind, known.order, known.revision, origin, reading.receivedAt(), notBefore);
    }

    /** Tells that an order is gone. */
    void close(Known known, Proof.Kind kind, Reading reading, Instant notBefore) {
        open.remove(known.number);
        known.listing.remove(known);
        suspects.remove(known);
        int revision = known.revision + 1;
        bury(known.order, revision, reading);
        Proof proof = new Proof(kind, reading.sentAt(), reading.receivedAt());
        EventHeader header =
                events.header("closed", known.order, revision, Origin.LIVE, reading.receivedAt(), notBefore);
        events.add(new OrderEvent.Closed(header, known.order, proof));
    }

    /** Remembers an order that is closed. */
    void bury(TrackingOrder last, int revision, Reading reading) {
        tombstones.add(last.trackingNo(), new Tombstones.Tombstone(last, revision, reading.received()));
    }

    OrderView view(Instant asOf) {
        if (lastViewSequence != events.sequence()) {
            Map<String, TrackingOrder> orders = new LinkedHashMap<>(open.size() * 2);
            open.forEach((number, known) -> orders.put(number, known.order));
            lastView = Collections.unmodifiableMap(orders);
            lastViewSequence = events.sequence();
        }
        return new OrderView(lastView, events.sequence(), asOf);
    }
}
