package io.github.trackflux.event;

/** How fresh the news of an event is. */
public enum Origin {
    /** Seen as it happened, within what the cadence allows. */
    LIVE,
    /** An order that had been open for longer than one whole sweep before it was first seen. */
    LATE,
    /** Happened while nobody looked, and found out after a restart. */
    RECOVERED
}
