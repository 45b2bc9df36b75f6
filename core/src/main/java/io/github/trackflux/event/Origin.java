package io.github.trackflux.event;

/** How fresh the news of an event is. */
public enum Origin {
    /** Seen as it happened, within what the cadence allows. */
    LIVE,
    /**
     * An order that a whole sweep should have shown before it was first seen: opened longer than a hold-down, and half a second at
     * least, before that sweep began.
     */
    LATE,
    /**
     * Happened while no program looked, and found out after a restart: of an order that was known, the first news of it;
     * of one that was not, that it opened before the restart, as far as can be told, if found before {@code Synced}.
     */
    RECOVERED
}
