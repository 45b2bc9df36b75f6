package io.github.trackflux.view;

import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Sweep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One product type's list as it is believed to be: its open orders, their order, their groups, how far it is known. */
final class Listing {
    final Filter filter;
    final Roster roster = new Roster();
    final Shift shift = new Shift(roster);
    final Set<Known> members = new LinkedHashSet<>();
    private final Map<Filter, Group> groups = new LinkedHashMap<>();
    private final Set<Integer> sizesSwept = new HashSet<>();

    /** Whether there are groups: not before a probe asks for one, which is seldom where a list fits one page. */
    private boolean grouped;

    private boolean synced;
    /** Whether the last first page was the whole list: then every sweep is a proof, and no probe is needed. */
    boolean fitsOnePage;
    /** When the last complete sweep began, in server time. */
    Instant sweptFrom = Instant.MIN;
    /** The same, in monotonic nanoseconds. */
    long sweptStart = Long.MIN_VALUE;

    /** An empty probe is not believed before a walk has ended that began no earlier, in monotonic nanoseconds. */
    long walkWanted = Long.MIN_VALUE;

    int pages = 1;
    /** How many sweeps were begun for the baseline. */
    int begun;

    Listing(Filter filter) {
        this.filter = filter;
    }

    boolean isSynced() {
        return synced;
    }

    /** Whether a sweep saw nothing where orders are believed open: that is what a server shows, too, that has lost its list. */
    boolean isBlank(Sweep sweep) {
        return sweep.rows() == 0 && !members.isEmpty();
    }

    /** Counts a complete sweep towards the baseline: one instant's picture will do, or two walks of different sizes. */
    void swept(int size, boolean atomic) {
        sizesSwept.add(size);
        synced |= atomic || sizesSwept.size() > 1;
    }

    void add(Known known) {
        members.add(known);
        if (grouped) {
            group(known);
        }
    }

    /** The groups that a narrower filter than the list's own would ask for to see this order; widest kinds first. */
    List<Group> groups(Known known) {
        makeGroups();
        return known.groups;
    }

    private void makeGroups() {
        if (!grouped) {
            grouped = true;
            members.forEach(this::group);
        }
    }

    /** A trader's id that was masked is shown, or the other way round. */
    void regroup(Known known) {
        ungroup(known);
        if (grouped) {
            group(known);
        }
    }

    private void group(Known known) {
        known.groups = new ArrayList<>(3);
        TrackingOrder order = known.order;
        if (order.hasUsableTrader() && filter.traderId().isEmpty()) {
            join(known, filter.withTrader(order.traderId().orElseThrow()));
        }
        if (filter.symbol().isEmpty()) {
            join(known, filter.withSymbol(order.symbol()));
            if (order.hasUsableTrader() && filter.traderId().isEmpty()) {
                join(known, filter.withTrader(order.traderId().orElseThrow()).withSymbol(order.symbol()));
            }
        }
    }

    void remove(Known known) {
        members.remove(known);
        roster.remove(known);
        ungroup(known);
    }

    private void ungroup(Known known) {
        clear(known);
        for (Group group : known.groups) {
            group.members.remove(known);
            forgetIfEmpty(group);
        }
        known.groups = List.of();
    }

    /** Unless its answer is still to come. */
    void forgetIfEmpty(Group group) {
        if (group.members.isEmpty() && !group.asked) {
            groups.remove(group.filter);
        }
    }

    /** A group that may answer to a probe of this kind with at least one row and at most so many; empty if there is none. */
    Optional<Group> witnesses(Filter.Kind kind, int room) {
        return groups.values().stream()
                .filter(group -> group.filter.kind() == kind && !group.filter.isDelicate())
                .filter(group -> group.live() > 0 && group.live() <= room && !group.asked)
                .findFirst();
    }

    private Group group(Filter of) {
        return groups.computeIfAbsent(of, filter -> new Group(this, filter));
    }

    /** The orders that an answer to this filter should show. */
    Set<Known> covered(Filter of) {
        if (of.equals(filter)) {
            return members;
        }
        makeGroups();
        return group(of).members;
    }

    void suspect(Known known, long sent) {
        if (!known.isSuspect()) {
            known.groups.forEach(group -> group.suspects++);
            known.suspectSent = sent;
            known.disturbed();
            roster.changed();
        }
    }

    void clear(Known known) {
        if (known.isSuspect()) {
            known.groups.forEach(group -> group.suspects--);
            known.suspectSent = Known.NEVER;
            roster.changed();
        }
        known.proofs = 0;
        known.massSweeps = 0;
    }

    private void join(Known known, Filter of) {
        Group group = group(of);
        group.members.add(known);
        group.suspects += known.isSuspect() ? 1 : 0;
        known.groups.add(group);
    }
}
