package io.github.trackflux.view;

import io.github.trackflux.page.Filter;
import java.util.LinkedHashSet;
import java.util.Set;

/** The open orders that one narrower filter would ask for: what a probe covers, and whether its answer fits a page. */
final class Group {
    final Listing listing;
    final Filter filter;
    final Set<Known> members = new LinkedHashSet<>();
    int suspects;
    /** The last answer could not be judged, or none came; not to be asked again before. */
    long restsUntil;
    /** A probe of it is on its way. */
    boolean asked;

    Group(Listing listing, Filter filter) {
        this.listing = listing;
        this.filter = filter;
    }

    /** How many orders an answer would show, as far as is believed. */
    int live() {
        return members.size() - suspects;
    }
}
