package io.github.trackflux.view;

import io.github.trackflux.page.Dialect;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.page.Paging;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which suspect to ask for next, and how: the longest-suspected first, by the widest filter whose answer should fit a
 * page and should show another order too, so that an answer that shows nothing at all is not taken for one that lacks it.
 */
final class Probes {
    /** Rows that may have come since: a group is asked for first if so many fewer fit a page. */
    private static final int SLACK = 6;

    private static final long REST = Duration.ofMillis(1500).toNanos();

    private final Ledger ledger;
    private final Controls controls;
    private final Paging paging;
    private final long emptyGuard;
    // Small at first, as in all of a tracker: one process may have thousands.
    private final IdentityHashMap<PageRequest, Group> asked = new IdentityHashMap<>(2);
    private final IdentityHashMap<PageRequest, GroupWalk> walking = new IdentityHashMap<>(2);
    private @Nullable GroupWalk walk;

    Probes(Ledger ledger, Controls controls, Paging paging, Duration emptyGuard) {
        this.ledger = ledger;
        this.controls = controls;
        this.paging = paging;
        this.emptyGuard = emptyGuard.toNanos();
    }

    /** The probe that is worth a call now. */
    Optional<PageRequest> next(long now) {
        Optional<PageRequest> page = ofWalk(now);
        if (page.isPresent()) {
            return page;
        }
        long holdDown = ledger.holdDown(now);
        for (Known suspect : ledger.suspects()) {
            boolean useful = !suspect.listing.fitsOnePage || suspect.massSweeps > 0;
            boolean due = now >= suspect.probeAfter && now >= suspect.firstSeen + holdDown;
            if (useful && due && suspect.listing.groups(suspect).stream().noneMatch(group -> group.asked)) {
                Optional<PageRequest> probe = probe(suspect, now);
                if (probe.isPresent()) {
                    return probe;
                }
            }
        }
        return Optional.empty();
    }

    boolean owns(PageRequest request) {
        return asked.containsKey(request) || walking.containsKey(request);
    }

    Listing listing(PageRequest request) {
        GroupWalk of = walking.get(request);
        return of != null ? of.listing : Objects.requireNonNull(asked.get(request)).listing;
    }

    /** Takes word that a probe was answered; the census that this answer completes as a proof, if it does. */
    Optional<GroupWalk.Census> answered(Reading reading) {
        PageRequest request = reading.answer().request();
        Group group = asked.remove(request);
        if (group != null) {
            // What proves nothing now will hardly prove more at once; meanwhile a narrower filter, or a walk, may.
            boolean contradicted = reading.isEmpty() && group.live() > 0;
            boolean judged = reading.isAtomic() && controls.trusts(group.filter) && !contradicted;
            settled(group, judged ? 0 : reading.received() + REST);
        }
        GroupWalk of = walking.remove(request);
        if (of == null || of != walk) {
            return Optional.empty();
        }
        Optional<GroupWalk.Census> proof = of.proves(reading.answer(), ledger.holdDown(reading.received()));
        if (proof.isPresent()) {
            walk = null;
        }
        return proof;
    }

    void failed(PageRequest request, long now) {
        Group group = asked.remove(request);
        if (group != null) {
            settled(group, now + REST);
        }
        GroupWalk of = walking.remove(request);
        if (of != null) {
            of.failed();
        }
    }

    private static void settled(Group group, long restsUntil) {
        group.asked = false;
        group.restsUntil = restsUntil;
        group.listing.forgetIfEmpty(group);
    }

    private Optional<PageRequest> probe(Known suspect, long now) {
        Group choice = choice(suspect, now);
        if (choice != null) {
            return ask(choice);
        }
        for (Group group : suspect.listing.groups(suspect)) {
            Optional<Group> control = control(group, now);
            if (control.isPresent()) {
                return ask(control.get());
            }
        }
        return walk == null && !paging.isDescending() ? beginWalk(suspect, now) : Optional.empty();
    }

    /** The group to ask for: the widest that fits and shows a witness, else one that shows nothing and is known to work. */
    private @Nullable Group choice(Known suspect, long now) {
        Group best = choice(suspect, now, room());
        return best == null ? choice(suspect, now, capacity() - 1) : best;
    }

    private @Nullable Group choice(Known suspect, long now, int room) {
        Group best = null;
        for (Group group : suspect.listing.groups(suspect)) {
            boolean trusted = controls.trusts(group.filter);
            boolean witness = group.live() > 0 && controls.isWorthTrying(group.filter, now);
            if (group.live() > room || group.restsUntil > now || !(trusted || witness)) {
                continue;
            }
            if (best == null || group.live() > best.live()) {
                best = group;
            }
        }
        return best;
    }

    /** A filter of a kind that has never been seen to work is tried on orders that are open, before it may prove anything. */
    private Optional<Group> control(Group group, long now) {
        if (controls.trusts(group.filter) || !controls.isWorthTrying(group.filter, now) || group.restsUntil > now) {
            return Optional.empty();
        }
        if (group.live() > 0) {
            return Optional.of(group);
        }
        return group.filter.isDelicate() ? Optional.empty() : group.listing.witnesses(group.filter.kind(), room());
    }

    /** No single answer can prove this close: the narrowest filter that works is walked, if need be the whole list. */
    private Optional<PageRequest> beginWalk(Known suspect, long now) {
        Filter filter = suspect.listing.filter;
        for (Group group : suspect.listing.groups(suspect)) {
            filter = controls.trusts(group.filter) ? group.filter : filter;
        }
        ledger.note(filter.equals(suspect.listing.filter) ? Anomaly.FILTER_UNPROVEN : Anomaly.GROUP_FILLS_PAGE);
        // Under the id cursor a page does not tell how many rows stand above it, so walks prove nothing.
        if (paging.dialect() == Dialect.ID_CURSOR) {
            return Optional.empty();
        }
        walk = new GroupWalk(suspect.listing, filter, paging, emptyGuard);
        return ofWalk(now);
    }

    private Optional<PageRequest> ofWalk(long now) {
        GroupWalk of = walk;
        if (of == null) {
            return Optional.empty();
        }
        Set<Known> covered = of.listing.covered(of.filter);
        boolean possible = paging.dialect() == Dialect.PAGE_NUMBER && controls.trusts(of.filter);
        if (!possible || of.isHopeless() || covered.stream().noneMatch(Known::isSuspect)) {
            // Others may need a walk as well: they come first now.
            covered.forEach(known -> known.probeAfter = Math.max(known.probeAfter, now + REST));
            walk = null;
            return Optional.empty();
        }
        Optional<PageRequest> page = of.next(now);
        page.ifPresent(request -> walking.put(request, of));
        return page;
    }

    private Optional<PageRequest> ask(Group group) {
        PageRequest request = new PageRequest(
                group.filter, paging.dialect().first(), paging.dialect().largestPage());
        group.asked = true;
        asked.put(request, group);
        return Optional.of(request);
    }

    private int room() {
        return Math.max(capacity() - SLACK, capacity() / 2);
    }

    private int capacity() {
        return paging.capacity(paging.dialect().largestPage());
    }
}
