package io.github.trackflux.view;

import io.github.trackflux.event.Proof;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Ids;
import io.github.trackflux.page.Paging.Fullness;
import io.github.trackflux.page.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Absence is only a suspicion until one atomic answer that should show the order does not. Hints make suspects; nothing
 * in here but {@link #close} closes anything, and it is called with a proof.
 *
 * <p>Why that holds: an answer shows the list as it stood at most a hold-down before its call was sent. The call is sent
 * at least a hold-down after the order was first seen, so the order was open in that picture or is closed; and a number
 * never comes back.
 */
final class Absence {
    private static final long AGAIN = Duration.ofMillis(300).toNanos();
    private static final long EMPTY_AGAIN = Duration.ofMillis(600).toNanos();

    private final Ledger ledger;
    private final EmptyGuard emptyGuard;
    private final MassGuard massGuard = new MassGuard();

    Absence(Ledger ledger, Duration emptyGuard) {
        this.ledger = ledger;
        this.emptyGuard = new EmptyGuard(emptyGuard);
    }

    /** A page steps over orders: their neighbours are shown, they are not. */
    void steppedOver(Reading reading, Collection<Known> missing) {
        for (Known known : missing) {
            if (known.firstSeen <= reading.sent() && known.shownSent() < reading.sent()) {
                ledger.suspect(known, reading.sent());
            }
        }
    }

    /**
     * Two complete sweeps in a row did not show these orders. One alone says little: whatever closes above the page that
     * is being read lifts a row over the border to the page that was read before, and most orders that a sweep lacks are
     * such rows. Only where the order of the list tells nothing, one has to do.
     */
    void swept(Listing listing, Duration start) {
        long latest = start.toNanos();
        long since = listing.roster.isUnstable() ? latest : Math.min(listing.sweptStart, latest);
        for (Known known : listing.members) {
            if (known.firstSeen <= since && known.shownSent() < since) {
                ledger.suspect(known, latest);
            }
        }
        listing.sweptStart = latest;
    }

    /** Closes what an atomic answer proves gone, and suspects what it lacks and cannot prove yet. */
    void judge(Reading reading, boolean trusted) {
        if (!reading.isEmpty()) {
            emptyGuard.sawRows(reading.filter(), reading.answer().page().rows());
        }
        if (!reading.isAtomic() || !trusted) {
            return;
        }
        Collection<Known> covered = reading.listing().covered(reading.filter());
        // The usual case, and the one that must be cheap: it shows exactly what is open.
        boolean complete =
                reading.isWholeList() && covered.size() == reading.known().size();
        List<Known> lacking = complete ? List.of() : lacking(reading, covered);
        if (lacking.isEmpty()) {
            return;
        }
        if (reading.isEmpty()) {
            ledger.note(Anomaly.EMPTY_ANSWER);
            if (!reading.isWholeList() && !lacking.stream().allMatch(Known::isSuspect)) {
                // It should have shown orders that nobody suspects: more likely the filter finds nothing any more.
                putOff(lacking.stream().filter(Known::isSuspect).toList(), reading);
                return;
            }
            if (!emptyGuard.believes(reading, reading.listing().sweptStart)) {
                putOff(lacking, reading);
                if (!reading.isWholeList()) {
                    // What is waited for now is a walk, and time; more of the same answer is only then of use.
                    reading.listing().walkWanted = emptyGuard.since(reading.filter());
                    lacking.forEach(known -> known.probeAfter = reading.received() + EMPTY_AGAIN);
                }
                return;
            }
        }
        close(lacking, reading, Proof.Kind.ATOMIC);
        if (covered.isEmpty()) {
            emptyGuard.forget(reading.filter());
        }
    }

    /**
     * The id cursor's own proof: a page shows every order between the id it was asked to stay below and the last id that
     * it shows, or the end of the list, as long as the server lists strictly by id.
     */
    void judgeRange(Reading reading, boolean descending) {
        List<TrackingOrder> rows = reading.answer().page().rows();
        // Not a page that is one instant's picture of everything: it has been judged, and one answer is one proof.
        boolean sound = descending
                && reading.answer().request().position() instanceof Position.Below
                && reading.obeyed()
                && reading.answer().page().unreadable().isEmpty();
        if (!sound || reading.isAtomic() || !reading.answer().page().numberedRows() || rows.isEmpty()) {
            return;
        }
        String last = rows.get(rows.size() - 1).trackingNo();
        boolean end = reading.fullness() == Fullness.SHORT;
        String below = reading.answer().request().position() instanceof Position.Below position
                ? position.id().orElse("")
                : "";
        List<Known> range = reading.listing().covered(reading.filter()).stream()
                .filter(known -> Ids.comparable(known.number) && (end || Ids.less(last, known.number)))
                .filter(known -> below.isEmpty() || Ids.less(known.number, below))
                .toList();
        close(lacking(reading, range), reading, Proof.Kind.ATOMIC);
    }

    /** A count leaves no room for these orders, and nothing has shown them since its walk was begun. */
    void judgeWalks(Reading last, GroupWalk.Census census) {
        long holdDown = ledger.holdDown(last.received());
        List<Known> lacking = last.listing().covered(last.filter()).stream()
                .filter(known -> known.shownSent() < census.begun() && known.firstSeen + holdDown <= census.sent())
                .toList();
        close(lacking, last, Proof.Kind.WALKS);
    }

    private List<Known> lacking(Reading reading, Collection<Known> covered) {
        long holdDown = ledger.holdDown(reading.received());
        List<Known> lacking = new ArrayList<>();
        for (Known known : covered) {
            boolean oldEnough = known.firstSeen + holdDown <= reading.sent();
            // A proof is void if a call sent after it has already shown the order.
            if (known.stamp() != reading.stamp() && oldEnough && known.shownSent() < reading.sent()) {
                lacking.add(known);
            }
        }
        return lacking;
    }

    private void close(List<Known> lacking, Reading reading, Proof.Kind kind) {
        long holdDown = ledger.holdDown(reading.received());
        boolean doubted = massGuard.doubts(lacking.size(), ledger.size(), reading.received(), holdDown);
        // Walks that prove anything have shown rows.
        boolean witnessed = !reading.isWholeList()
                && (kind == Proof.Kind.WALKS || !reading.known().isEmpty());
        for (Known known : lacking) {
            known.proofs++;
            boolean agreed = known.proofs >= known.proofsNeeded;
            boolean believed = !doubted || witnessed || massGuard.believes(known, reading.sent(), reading.received());
            if (agreed && believed) {
                ledger.close(known, kind, reading, earliest(known, reading));
                massGuard.closed(reading.received());
            } else {
                if (!believed) {
                    ledger.note(Anomaly.MASS_CLOSE);
                }
                putOff(List.of(known), reading);
            }
        }
    }

    private void putOff(List<Known> lacking, Reading reading) {
        for (Known known : lacking) {
            ledger.suspect(known, reading.sent());
            known.probeAfter = reading.isWholeList() ? reading.received() : reading.received() + AGAIN;
        }
    }

    private Instant earliest(Known known, Reading reading) {
        return known.shownSentAt(reading.answer().timing()).minusNanos(ledger.holdDown(reading.received()));
    }
}
