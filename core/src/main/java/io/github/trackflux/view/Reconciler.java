package io.github.trackflux.view;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.call.CallTiming;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.page.Paging;
import io.github.trackflux.page.Paging.Fullness;
import io.github.trackflux.page.Sweep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The one place that turns answers into events: presence first, then hints, then proofs. Serial and deterministic: the
 * same answers with the same times give the same events.
 */
final class Reconciler {
    private final Ledger ledger;
    private final Presence presence;
    private final Absence absence;
    private final Controls controls = new Controls();
    private final Paging paging;
    private final Probes probes;
    private final List<Listing> listings;

    Reconciler(AccountId account, TrackerSettings settings, Paging paging, List<Listing> listings) {
        this.ledger = new Ledger(account, settings.holdDown());
        this.presence = new Presence(ledger);
        this.absence = new Absence(ledger, settings.emptyGuard());
        this.paging = paging;
        this.probes = new Probes(ledger, controls, paging, settings.emptyGuard());
        this.listings = listings;
    }

    Ledger ledger() {
        return ledger;
    }

    Probes probes() {
        return probes;
    }

    /** Takes in one answer of a list. */
    void answered(Listing listing, PageAnswer answer) {
        PageRequest request = answer.request();
        paging.saw(request, answer.page());
        paging.gave(request.size(), answer.page(), answer.timing().sent().toNanos());
        Fullness fullness = paging.fullness(request.size(), answer.page());
        Reading reading = perhapsCut(presence.read(listing, answer, fullness));
        control(reading);
        if (reading.isWholeList()) {
            hints(reading);
        }
        absence.judge(reading, controls.trusts(reading.filter()));
        absence.judgeRange(reading, paging.isDescending() && controls.trusts(reading.filter()));
        if (probes.owns(request)) {
            // One answer is one proof.
            probes.answered(reading)
                    .filter(census -> !reading.isAtomic())
                    .ifPresent(census -> absence.judgeWalks(reading, census));
        }
    }

    /** A short page that lacks the end of what was there is what a server shows, too, that gives fewer rows from now on. */
    private Reading perhapsCut(Reading reading) {
        int asked = reading.answer().request().size();
        Page page = reading.answer().page();
        boolean cut = reading.fullness() == Fullness.SHORT && lacksEnd(reading) && paging.mayBeCut(asked, page);
        if (cut) {
            paging.doubt(asked, page, reading.received());
        }
        return cut ? reading.atEdge() : reading;
    }

    private static boolean lacksEnd(Reading reading) {
        Set<Known> covered = reading.listing().covered(reading.filter());
        if (reading.known().size() >= covered.size()) {
            // The usual case, and the one that must be cheap.
            return false;
        }
        if (reading.listing().roster.isUnstable()) {
            return reading.answer().request().position().isFirst();
        }
        Roster roster = reading.listing().roster;
        Known last = reading.known().isEmpty()
                ? null
                : reading.known().get(reading.known().size() - 1);
        if (last == null || !roster.stands(last)) {
            // Where a page ends with news the list does, too: it is its end that would be cut off.
            return false;
        }
        return reading.isWholeList()
                ? last.below != null
                : covered.stream().anyMatch(known -> roster.stands(known) && known.label > last.label);
    }

    /** Takes word that a walk over a list is over. */
    void swept(Listing listing, Sweep sweep, Instant startAt, Instant receivedAt) {
        boolean blank = listing.isBlank(sweep);
        if (sweep.state() == Sweep.State.COMPLETE && !blank) {
            sweep.start().ifPresent(start -> absence.swept(listing, start));
            listing.sweptFrom = startAt;
            listing.swept(sweep.size(), sweep.isAtomic());
            listing.pages = sweep.length();
        }
        if (!ledger.isSynced() && listings.stream().allMatch(Listing::isSynced)) {
            ledger.synced(receivedAt);
        }
    }

    private void control(Reading reading) {
        if (!reading.obeyed()) {
            ledger.note(Anomaly.FILTER_IGNORED);
            controls.disobeyed(reading.filter());
        } else if (!reading.answer().page().rows().isEmpty()) {
            controls.returnedRow(reading.filter());
        } else if (reading.isEmpty() && reading.answer().request().position().isFirst()) {
            controls.returnedNothing(reading.filter(), reading.received());
        }
    }

    private void hints(Reading reading) {
        Listing listing = reading.listing();
        PageRequest request = reading.answer().request();
        boolean first = request.position().isFirst();
        int raw = reading.answer().page().rawCount();
        boolean shortPage = reading.fullness() == Fullness.SHORT || paging.looksShort(request.size(), raw);
        if (first) {
            listing.fitsOnePage = reading.isAtomic();
        }
        if (first
                && reading.fullness() == Fullness.EDGE
                && listing.members.size() > reading.known().size()) {
            paging.checkEdge();
        }
        boolean undisturbed = reading.inPlace() && listing.roster.isUndisturbed(reading.known(), first, shortPage);
        List<Known> missing =
                undisturbed ? List.of() : listing.roster.place(reading.known(), first, shortPage, reading.received());
        listing.shift.read(reading, shortPage);
        if (listing.roster.isUnstable()) {
            ledger.note(Anomaly.ORDER_UNSTABLE);
        }
        absence.steppedOver(reading, missing);
    }

    /** Begins where a feed before this one ended. */
    void resume(CheckpointState state, long now) {
        paging.resume(state.learned().dialect(), state.learned().descending());
        listings.forEach(listing ->
                listing.sweptFrom = state.sweptFrom().getOrDefault(listing.filter.productType(), listing.sweptFrom));
        ledger.resume(state, listings, now);
    }

    /** What is open now, with all that it takes to go on from here, if the baseline stands. */
    Optional<Checkpoint> checkpoint(OrderQuery query, CallTiming timing) {
        if (!ledger.isSynced()) {
            return Optional.empty();
        }
        OrderView view = ledger.view(timing.receivedAt());
        return Optional.of(new Checkpoint(ledger.checkpoint(query, view, listings, paging, timing)));
    }
}
