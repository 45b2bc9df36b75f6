package io.github.trackflux.view;

import io.github.trackflux.call.CallTiming;
import io.github.trackflux.model.TrackingOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An open order with the evidence for it. Times are monotonic nanoseconds. */
final class Known {
    static final long NEVER = Long.MAX_VALUE;
    /** When the calls were sent that showed an order of a checkpoint: before all that this feed has sent. */
    static final long BEFORE = Long.MIN_VALUE;

    static final int MOST_PASTS = 16;

    final String number;
    final Listing listing;
    /** The listing's alone; see {@link Listing#groups(Known)}. */
    List<Group> groups = List.of();
    /** When the answer that first showed it had arrived: what a proof's call must be a hold-down younger than. */
    final long firstSeen;
    /** How many answers must agree before it is closed: one, or two for an order that came back from the dead. */
    final int proofsNeeded;

    /** A new state comes through {@link #become} alone. */
    TrackingOrder order;

    int revision;
    /** The rows that it is shown with again and again, if there are such; what is noted there holds for it too. */
    private @Nullable Block block;

    private long stamp;
    private long shownSent = BEFORE;
    private long contentSent = BEFORE;
    /** When it was seen last, in server time, if that was {@link #BEFORE}. */
    private Instant seenBefore = Instant.EPOCH;
    /** When the answer had arrived that first showed the state that is believed. */
    private long changed;
    /** States that were believed before, and that a lagging replica may still show. */
    private List<TrackingOrder> pasts = List.of();

    /** When the call was sent that made it a suspect; {@link #NEVER} if it is none. */
    long suspectSent = NEVER;
    /** Not to be probed again before. */
    long probeAfter;

    /** The order as a checkpoint keeps it; made when one is asked for, and anew after each change. */
    private CheckpointState.@Nullable Open saved;

    int proofs;
    /** How many sweeps lack it, and since when, while a mass close is doubted. */
    int massSweeps;

    long massSince;

    /** Its place in the list as last shown; see {@link Roster}. */
    @Nullable
    Known above;

    @Nullable
    Known below;

    long label;
    /** When the answer had arrived that put it there. */
    long placed;
    /** How many orders stand above it that are believed to be open; right after {@link Roster#rank}. */
    int rank;
    /** When a call was sent that leaves no room for an unseen close here or above. */
    long cleanSent = Long.MIN_VALUE;

    Known(Listing listing, TrackingOrder order, long firstSeen, int proofsNeeded) {
        this.listing = listing;
        this.number = order.trackingNo();
        this.order = order;
        this.firstSeen = firstSeen;
        this.proofsNeeded = proofsNeeded;
    }

    /** The answer that showed it last, to tell what one answer lacks. */
    long stamp() {
        return block == null ? stamp : Math.max(stamp, block.stamp());
    }

    /** When the latest call that showed it was sent. */
    long shownSent() {
        return block == null ? shownSent : Math.max(shownSent, block.sent());
    }

    /** When the latest call was sent whose copy of the row was believed. */
    long contentSent() {
        return block == null ? contentSent : Math.max(contentSent, block.sent());
    }

    /** An answer showed it, to a call sent then. */
    void shown(long by, long sent) {
        stamp = by;
        shownSent = Math.max(shownSent, sent);
    }

    /** What a call sent then showed of it is what is believed. */
    void believed(long sent) {
        contentSent = Math.max(contentSent, sent);
    }

    /** Whether this very record is what is believed of it, and nothing is doubted. */
    @SuppressWarnings("ReferenceEquality") // what the decoder found unchanged is the same object
    boolean isBelieved(TrackingOrder row) {
        return order == row && !isSuspect();
    }

    /** Breaks the block before. */
    void join(Block of) {
        disturbed();
        leave();
        block = of;
    }

    /** Takes over what its block has noted, and is shown by itself from now on. */
    void leave() {
        stamp = stamp();
        shownSent = shownSent();
        contentSent = contentSent();
        block = null;
    }

    /** The block that it is in, which may be broken. */
    Optional<Block> block() {
        return Optional.ofNullable(block);
    }

    /** It is no more as, or where, its block shows it. */
    void disturbed() {
        if (block != null) {
            block.breakUp();
        }
    }

    /** {@link #shownSent()} in server time, as far as that is known by now. */
    Instant shownSentAt(CallTiming now) {
        return sentAt(shownSent(), now);
    }

    /** {@link #contentSent()} in server time, as far as that is known by now. */
    Instant contentSentAt(CallTiming now) {
        return sentAt(contentSent(), now);
    }

    private Instant sentAt(long sent, CallTiming now) {
        return sent == BEFORE ? seenBefore : now.sentAt().minusNanos(now.sent().toNanos() - sent);
    }

    /** An order of a checkpoint: open when its feed looked last, and first seen now, as far as proofs go. */
    static Known restored(Listing listing, CheckpointState.Open open, CheckpointState.Recent recent, long now) {
        Known known = new Known(listing, open.order(), now, open.proofsNeeded());
        known.revision = open.revision();
        known.seenBefore = recent.seenAt();
        known.changed = now;
        known.pasts = recent.pasts();
        known.saved = open;
        return known;
    }

    CheckpointState.Open saved() {
        if (saved == null) {
            saved = new CheckpointState.Open(listing.filter.productType(), order, revision, proofsNeeded);
        }
        return saved;
    }

    /** What else a checkpoint must know of it: nothing if the last sweep showed it and no replica can show it otherwise. */
    Optional<CheckpointState.Recent> recent(CallTiming now, long holdDown) {
        boolean changedLately = now.received().toNanos() < changed + holdDown && !pasts.isEmpty();
        return changedLately || contentSent() < listing.sweptStart
                ? Optional.of(new CheckpointState.Recent(contentSentAt(now), changedLately ? pasts : List.of()))
                : Optional.empty();
    }

    boolean isSuspect() {
        return suspectSent != NEVER;
    }

    /** Whether a call sent then may have been answered by a replica that still shows that past state. */
    boolean wasLately(TrackingOrder state, long sent, long holdDown) {
        return sent < changed + holdDown && pasts.stream().anyMatch(state::sameState);
    }

    /** Takes over a new state, and remembers the old one for as long as a replica may show it. */
    void become(TrackingOrder state, long received, long holdDown) {
        List<TrackingOrder> kept = new ArrayList<>(pasts);
        // Only what was still shown a hold-down later is known to have followed all those before it.
        if (contentSent() >= changed + holdDown) {
            kept.clear();
        } else if (kept.size() == MOST_PASTS) {
            kept.remove(0);
        }
        kept.add(order);
        pasts = List.copyOf(kept);
        disturbed();
        order = state;
        saved = null;
        changed = received;
        revision++;
    }
}
