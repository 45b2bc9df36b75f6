package io.github.trackflux.view;

import io.github.trackflux.event.EventHeader;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.event.Proof;
import io.github.trackflux.model.OrderField;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.Paging.Fullness;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Presence is proof: what any row of any call shows is open, and is told at once. */
final class Presence {
    /** How well the exchange's clock, which says when an order was opened, is known here after a few slow round trips. */
    private static final long CLOCKS = Duration.ofMillis(500).toNanos();

    private final Ledger ledger;
    private long stamp;

    Presence(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Takes in every row of an answer. */
    Reading read(Listing listing, PageAnswer answer, Fullness fullness) {
        stamp++;
        boolean narrowed = !answer.request().filter().equals(listing.filter);
        Optional<Block> block = narrowed ? Optional.empty() : block(listing, answer.page());
        Optional<List<Integer>> changes = block.flatMap(of -> of.changes(answer.page(), listing.filter));
        return changes.isPresent()
                ? asBlock(listing, answer, fullness, block.get(), changes.get())
                : rowByRow(listing, answer, fullness, narrowed);
    }

    private Optional<Block> block(Listing listing, Page page) {
        return page.rows().isEmpty()
                ? Optional.empty()
                : ledger.find(page.rows().get(0).trackingNo())
                        .filter(first -> first.listing == listing)
                        .flatMap(Known::block);
    }

    /** All rows of a block at once, but for those that have changed where they stand. */
    private Reading asBlock(Listing listing, PageAnswer answer, Fullness fullness, Block block, List<Integer> changes) {
        List<Known> rows = block.rows();
        List<TrackingOrder> shown = answer.page().rows();
        changes.forEach(i -> rows.get(i).leave());
        block.shown(stamp, answer.timing().sent().toNanos());
        Reading whole = new Reading(answer, listing, fullness, stamp, rows, true, true);
        List<Known> gone = new ArrayList<>();
        boolean believed = true;
        for (int i : changes) {
            boolean open = row(whole, shown.get(i)).isPresent();
            believed &= open && rows.get(i).isBelieved(shown.get(i));
            if (!open) {
                gone.add(rows.get(i));
            }
        }
        if (believed) {
            changes.forEach(i -> rows.get(i).join(block));
            block.becomes(answer.page());
            return whole;
        }
        block.breakUp();
        List<Known> left = new ArrayList<>(rows);
        left.removeAll(gone);
        return new Reading(answer, listing, fullness, stamp, left, true, gone.isEmpty());
    }

    private Reading rowByRow(Listing listing, PageAnswer answer, Fullness fullness, boolean narrowed) {
        List<TrackingOrder> rows = answer.page().rows();
        List<Known> known = new ArrayList<>(rows.size());
        boolean obeyed = true;
        boolean inPlace = true;
        boolean asKnown = !narrowed;
        Known before = null;
        long sent = answer.timing().sent().toNanos();
        Reading reading = new Reading(answer, listing, fullness, stamp, known, true, false);
        for (int i = 0; i < rows.size(); i++) {
            TrackingOrder row = rows.get(i);
            obeyed &= !narrowed || answer.request().filter().matches(row);
            Known guess = before == null ? null : before.below;
            if (guess != null && isSame(guess, row)) {
                shown(guess, sent);
                guess.believed(sent);
                known.add(guess);
                before = guess;
                continue;
            }
            boolean fits = listing.filter.matches(row);
            obeyed &= narrowed || fits;
            Known found = fits ? row(reading, row).orElse(null) : null;
            inPlace &= i == 0 || (found != null && found == guess);
            asKnown &= i == 0;
            if (found != null) {
                known.add(found);
                before = found;
            }
        }
        for (String number : answer.page().unreadable()) {
            ledger.note(Anomaly.ROW_REJECTED);
            ledger.find(number).ifPresent(order -> shown(order, sent));
        }
        // A page that has changed will hardly be the last that does: not before it comes again.
        if (asKnown && known.size() == answer.page().rawCount()) {
            Block.form(answer.page(), known);
        }
        return new Reading(answer, listing, fullness, stamp, known, obeyed, inPlace);
    }

    /** Whether the order that stood below the one before is shown by the very record that is believed, as nearly all are. */
    @SuppressWarnings("ReferenceEquality") // what the decoder found again is the same object
    private boolean isSame(Known guess, TrackingOrder row) {
        return guess.order == row && guess.stamp() != stamp;
    }

    private Optional<Known> row(Reading reading, TrackingOrder row) {
        Optional<Known> found = ledger.find(row.trackingNo());
        if (found.isEmpty()) {
            return unknown(reading, row);
        }
        Known known = found.get();
        if (known.stamp() == stamp) {
            ledger.note(Anomaly.DUPLICATE_ROW);
            return Optional.empty();
        }
        shown(known, reading.sent());
        if (known.listing != reading.listing() || isOther(known.order.symbol(), known.order.usableTrader(), row)) {
            ledger.note(Anomaly.IDENTITY_CONFLICT);
            return Optional.empty();
        }
        if (row.saysClosed()) {
            Instant from =
                    row.closeTime().orElse(known.shownSentAt(reading.answer().timing()));
            known.become(row, reading.received(), 0);
            ledger.close(known, Proof.Kind.ROW, reading, from);
            return Optional.empty();
        }
        state(reading, known, row);
        return Optional.of(known);
    }

    private Optional<Known> unknown(Reading reading, TrackingOrder row) {
        Optional<Tombstones.Buried> buried = ledger.tombstone(row.trackingNo());
        if (row.saysClosed()) {
            if (buried.isEmpty()) {
                ledger.bury(row, Tombstones.UNTOLD, reading);
            }
            return Optional.empty();
        }
        if (buried.isEmpty()) {
            return Optional.of(opened(reading, row));
        }
        Tombstones.Tombstone stone = buried.get().stone();
        if (isOther(stone.symbol(), stone.traderId(), row)) {
            ledger.note(Anomaly.IDENTITY_CONFLICT);
            return Optional.empty();
        }
        // An answer may show the list as it was a hold-down before the call: within that, this is an echo.
        if (reading.sent() < buried.get().provedAt() + ledger.holdDown(reading.received())) {
            return Optional.empty();
        }
        ledger.tombstones().remove(row.trackingNo());
        boolean told = stone.revision() != Tombstones.UNTOLD;
        return Optional.of(told ? reinstated(reading, row, stone) : opened(reading, row));
    }

    private Known opened(Reading reading, TrackingOrder row) {
        Listing listing = reading.listing();
        Known known = ledger.add(reading, row, 0, 1);
        if (!ledger.hasBaseline()) {
            Instant from = row.openTime().orElse(Instant.EPOCH);
            EventHeader header = ledger.header("existing", known, Origin.LIVE, reading, from);
            ledger.events().add(new OrderEvent.Existing(header, row));
        } else {
            Instant swept = listing.sweptFrom.equals(Instant.MIN) ? reading.sentAt() : listing.sweptFrom;
            Instant from = row.openTime().orElseGet(() -> swept.minusNanos(ledger.holdDown(reading.received())));
            EventHeader header = ledger.header("opened", known, origin(reading, row), reading, from);
            ledger.events().add(new OrderEvent.Opened(header, row));
        }
        return known;
    }

    /** An order that a whole sweep should have shown already is no news: somebody may be trading on news. */
    private Origin origin(Reading reading, TrackingOrder row) {
        Instant swept = reading.listing().sweptFrom;
        if (!swept.equals(Instant.MIN) && row.openTime().isPresent()) {
            Instant fresh = swept.minusNanos(Math.max(CLOCKS, ledger.holdDown(reading.received())));
            if (row.openTime().get().isBefore(fresh)) {
                return Origin.LATE;
            }
        }
        return ledger.isRecovered(row.openTime()) ? Origin.RECOVERED : Origin.LIVE;
    }

    private Known reinstated(Reading reading, TrackingOrder row, Tombstones.Tombstone stone) {
        ledger.note(Anomaly.REINSTATED);
        ledger.raiseHoldDown(reading.received());
        Known known = ledger.add(reading, row, stone.revision() + 1, 2);
        Origin origin = ledger.isRecovered(Optional.empty()) ? Origin.RECOVERED : Origin.LIVE;
        EventHeader header = ledger.header("reinstated", known, origin, reading, reading.sentAt());
        ledger.events().add(new OrderEvent.Reinstated(header, row));
        return known;
    }

    private void shown(Known known, long sent) {
        known.shown(stamp, sent);
        if (known.isSuspect() && sent >= known.suspectSent) {
            known.listing.clear(known);
        }
    }

    /** A number is one order for ever: one shown with another identity is a server's mistake, and no update. */
    private static boolean isOther(String symbol, Optional<String> usableTrader, TrackingOrder row) {
        return !symbol.equals(row.symbol())
                || (usableTrader.isPresent() && row.hasUsableTrader() && !usableTrader.equals(row.traderId()));
    }

    private void state(Reading reading, Known known, TrackingOrder row) {
        if (reading.sent() < known.contentSent()) {
            return;
        }
        Set<OrderField> changes = OrderField.differences(known.order, row);
        if (changes.isEmpty()) {
            // From now on the decoder's own record, by which it is known at a glance; never another name or extra.
            known.order = known.order.equals(row) ? row : known.order;
            known.believed(reading.sent());
            return;
        }
        long holdDown = ledger.holdDown(reading.received());
        if (goesBack(known.order, row) || known.wasLately(row, reading.sent(), holdDown)) {
            return;
        }
        TrackingOrder before = known.order;
        Origin origin = known.contentSent() == Known.BEFORE ? Origin.RECOVERED : Origin.LIVE;
        Instant from = known.contentSentAt(reading.answer().timing()).minusNanos(holdDown);
        known.become(row, reading.received(), holdDown);
        if (!before.traderId().equals(row.traderId())) {
            known.listing.regroup(known);
        }
        known.believed(reading.sent());
        EventHeader header = ledger.updated(before, known, origin, reading, from);
        ledger.events().add(new OrderEvent.Updated(header, before, row, changes));
    }

    /** What is closed of a position stays closed: less of it is an older copy. */
    private static boolean goesBack(TrackingOrder before, TrackingOrder after) {
        BigDecimal was = before.closeSize().orElse(BigDecimal.ZERO);
        return after.closeSize().orElse(BigDecimal.ZERO).compareTo(was) < 0;
    }
}
