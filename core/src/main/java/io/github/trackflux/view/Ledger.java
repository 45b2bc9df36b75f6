package io.github.trackflux.view;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.call.CallTiming;
import io.github.trackflux.event.EventHeader;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.event.Proof;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Paging;
import io.github.trackflux.view.CheckpointState.Learned;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state that presence and absence share: what is open, what was, what to believe, and the events on their way out. */
final class Ledger {
    private final Map<String, Known> open = new LinkedHashMap<>();
    private final Set<Known> suspects = new LinkedHashSet<>();
    private final Tombstones tombstones = new Tombstones();
    private final Set<Anomaly> anomalies = EnumSet.noneOf(Anomaly.class);
    private final EventWriter events;
    private final HoldDown holdDown;
    private boolean synced;
    /** When the first call was sent after a restart, or has still to be; {@code null} if there was none. */
    private @Nullable Instant resumedAt;

    private Map<String, TrackingOrder> lastView = Map.of();
    private List<CheckpointState.Open> lastOpen = List.of();
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

    Optional<Tombstones.Buried> tombstone(String number) {
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

    /** Whether it is known what was open: read by this feed, or by one before it. */
    boolean hasBaseline() {
        return synced || resumedAt != null;
    }

    /** Whether what became known now, of an order opened then, happened while nobody looked. */
    boolean isRecovered(Optional<Instant> openTime) {
        return !synced
                && resumedAt != null
                && openTime.map(at -> at.isBefore(Objects.requireNonNull(resumedAt)))
                        .orElse(true);
    }

    /** Takes over what a feed before this one knew. */
    void resume(CheckpointState state, List<Listing> listings, long now) {
        resumedAt = Instant.MAX;
        events.resume(state.view().sequence());
        Learned learned = state.learned();
        holdDown.resume(learned.holdDown().toNanos(), learned.quiet().toNanos(), now);
        state.closed().forEach(stone -> tombstones.add(stone, now));
        for (CheckpointState.Open order : state.open()) {
            Listing listing = listings.stream()
                    .filter(list -> list.filter.productType() == order.list())
                    .findFirst()
                    .orElseThrow();
            CheckpointState.Recent seen = new CheckpointState.Recent(listing.sweptFrom, List.of());
            CheckpointState.Recent recent =
                    state.recent().getOrDefault(order.order().trackingNo(), seen);
            Known known = Known.restored(listing, order, recent, now);
            open.put(known.number, known);
            listing.add(known);
        }
    }

    /** Somebody looks again: tells since when nobody has. */
    void resumed(Instant lookedUntil, CallTiming first) {
        resumedAt = first.sentAt();
        Instant from = lookedUntil.isBefore(first.sentAt()) ? lookedUntil : first.sentAt();
        events.gap(new Silence.Span(from, first.sentAt()), Origin.RECOVERED, first.receivedAt());
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
        Known known = new Known(reading.listing(), row, reading.received(), proofsNeeded);
        known.revision = revision;
        known.shown(reading.stamp(), reading.sent());
        known.believed(reading.sent());
        open.put(known.number, known);
        known.listing.add(known);
        return known;
    }

    EventHeader updated(TrackingOrder before, Known known, Origin origin, Reading reading, Instant notBefore) {
        return events.header(before, known.order, known.revision, origin, reading.receivedAt(), notBefore);
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
        // A row that says that it is closed was shown, so it must not have been shown as open since the restart.
        long seenOpen = kind == Proof.Kind.ROW ? known.contentSent() : known.shownSent();
        Origin origin = seenOpen == Known.BEFORE ? Origin.RECOVERED : Origin.LIVE;
        EventHeader header = events.header("closed", known.order, revision, origin, reading.receivedAt(), notBefore);
        events.add(new OrderEvent.Closed(header, known.order, proof));
    }

    /** Remembers an order that is closed. */
    void bury(TrackingOrder last, int revision, Reading reading) {
        tombstones.add(Tombstones.Tombstone.of(last, revision), reading.received());
    }

    OrderView view(Instant asOf) {
        if (lastViewSequence != events.sequence()) {
            lastView = new OrderMap(open.values());
            lastOpen = open.values().stream().map(Known::saved).toList();
            lastViewSequence = events.sequence();
        }
        return new OrderView(lastView, events.sequence(), asOf);
    }

    /** What a feed after this one must know to go on. */
    CheckpointState checkpoint(
            OrderQuery query, OrderView view, List<Listing> listings, Paging paging, CallTiming timing) {
        long now = timing.received().toNanos();
        long hold = holdDown.at(now);
        Map<String, CheckpointState.Recent> recent = new HashMap<>();
        for (Known known : open.values()) {
            Optional<CheckpointState.Recent> seen = known.recent(timing, hold);
            if (seen.isPresent()) {
                recent.put(known.number, seen.get());
            }
        }
        Map<ProductType, Instant> sweptFrom = new EnumMap<>(ProductType.class);
        listings.forEach(listing -> sweptFrom.put(listing.filter.productType(), listing.sweptFrom));
        Learned learned = new Learned(
                paging.dialect(),
                paging.wasDescending(),
                Duration.ofNanos(hold),
                Duration.ofNanos(holdDown.quiet(now)));
        return new CheckpointState(
                events.account(), query, view, lastOpen, recent, tombstones.list(), sweptFrom, learned);
    }
}
