package io.github.trackflux.view;

/** How far a feed can be believed now, from best to worst but for the first. */
public enum FeedState {
    /** The list has not yet been read to its proven end. */
    SYNCING,
    /** The last complete sweep is no older than three sweeps take, and nothing is in the way. */
    LIVE,
    /** Something is in the way, or the last complete sweep is older than that: what is told is true, and may be late. */
    DEGRADED,
    /** The last complete sweep is older than ten sweeps take: do not act on what you know. */
    STALE,
    /** Nothing is sent: the exchange refuses this machine for a while, or the feed has ended. */
    HALTED
}
