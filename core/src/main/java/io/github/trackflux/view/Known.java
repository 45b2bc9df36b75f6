package io.github.trackflux.view;

import io.github.trackflux.model.TrackingOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An open order with the evidence for it. Times are monotonic nanoseconds. */
final class Known {
    static final long NEVER = Long.MAX_VALUE;

    final String number;
    final Listing listing;
    /** The groups that a narrower filter would ask for; widest kinds first. */
    final List<Group> groups = new ArrayList<>(3);
    /** When the answer that first showed it had arrived: what a proof's call must be a hold-down younger than. */
    final long firstSeen;
    /** How many answers must agree before it is closed: one, or two for an order that came back from the dead. */
    final int proofsNeeded;

    TrackingOrder order;
    int revision;
    /** When the latest call that showed it was sent. */
    long shownSent;

    Instant shownSentAt;
    /** The answer that showed it last, to tell what one answer lacks. */
    long stamp;
    /** When the latest call was sent whose copy of the row was believed. */
    long contentSent;
    /** When the state that is believed was last shown. */
    long stateShown;
    /** States shown within the last hold-down, none of them the present one. */
    List<Past> pasts = List.of();

    /** When the call was sent that made it a suspect; {@link #NEVER} if it is none. */
    long suspectSent = NEVER;
    /** Not to be probed again before. */
    long probeAfter;

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

    record Past(TrackingOrder order, long shown) {}

    Known(Listing listing, TrackingOrder order, long firstSeen, int proofsNeeded, Instant at) {
        this.listing = listing;
        this.number = order.trackingNo();
        this.order = order;
        this.firstSeen = firstSeen;
        this.proofsNeeded = proofsNeeded;
        this.shownSentAt = at;
    }

    boolean isSuspect() {
        return suspectSent != NEVER;
    }

    /** Whether that state was shown so lately that a lagging replica may still show it. */
    boolean wasLately(TrackingOrder state, long now, long holdDown) {
        for (Past past : pasts) {
            if (now - past.shown() <= holdDown && past.order().sameState(state)) {
                return true;
            }
        }
        return false;
    }

    /** Takes over a new state and remembers the old one for as long as a replica may show it. */
    void become(TrackingOrder state, long now, long holdDown) {
        List<Past> kept = new ArrayList<>(pasts.size() + 1);
        for (Past past : pasts) {
            if (now - past.shown() <= holdDown) {
                kept.add(past);
            }
        }
        if (holdDown > 0) {
            kept.add(new Past(order, stateShown));
        }
        pasts = kept;
        order = state;
        revision++;
    }
}
