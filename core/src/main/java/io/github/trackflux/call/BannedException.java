package io.github.trackflux.call;

import java.time.Duration;

/**
 * Send nothing to this host for minutes: it refuses this machine's address, which it does for five minutes after more
 * than 6,000 calls in one. A feed waits by itself, and every other client of that host with it.
 */
public final class BannedException extends TrackfluxException {
    private static final long serialVersionUID = 1L;
    private static final Duration USUAL = Duration.ofMinutes(5);
    private final long closedForNanos;

    /** A refusal of this machine's address, which lasts as long as it usually does. */
    public BannedException(String code, String message) {
        this(code, message, USUAL);
    }

    /**
     * A refusal of this machine's address.
     *
     * @param closedFor how long nothing will be sent to the host
     */
    public BannedException(String code, String message, Duration closedFor) {
        super(true, code, message, null);
        this.closedForNanos = closedFor.toNanos();
    }

    /** How long nothing is sent to the host, from when the call failed; five minutes to an hour for a new ban. */
    public Duration closedFor() {
        return Duration.ofNanos(closedForNanos);
    }
}
