package io.github.trackflux.call;

/**
 * Send nothing to this host for minutes: it refuses this machine's address, which it does for five minutes after more
 * than 6,000 calls in one.
 */
public final class BannedException extends TrackfluxException {
    private static final long serialVersionUID = 1L;

    public BannedException(String code, String message) {
        super(true, code, message, null);
    }
}
