package io.github.trackflux.reactor.simulation;

/** What must hold after every step, whatever the exchange does. */
public enum Invariant {
    /** A close is told only of an order that is closed. */
    NO_FALSE_CLOSE,
    /** An open is told only of an order that was open when the answer was made. */
    NO_FALSE_OPEN,
    /** What is told happened in the interval that the event names. */
    INTERVAL,
    /** The events of one order follow {@code (Existing | Opened) Updated* Closed (Reinstated Updated* Closed)*}. */
    GRAMMAR,
    /** Replaying the events gives every view, and health counts what is open. */
    REPLAY,
    /** The exchange never gets more calls in a second than it allows. */
    RATE,
    /** A close is told within a bound, once no fault is active. */
    NO_LOST_CLOSE,
    /** An order that lives through three complete sweeps is told, once no fault is active. */
    NO_MISSED_OPEN,
    /** In the end what is believed of each order is what is true of it. */
    STATE,
    /** No log line and no exception shows a key, a secret or a passphrase. */
    NO_SECRET,
    /** Sequence numbers go up by one, after a restart from the checkpoint's on. */
    SEQUENCE,
    /** An id never comes back with other news. */
    IDS,
    /** A gap is told exactly where nobody looked for long, and before what follows. */
    GAP,
    /** A feed does not end for trouble that passes. */
    ENDLESS
}
