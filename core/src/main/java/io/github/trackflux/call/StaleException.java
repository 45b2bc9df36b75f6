package io.github.trackflux.call;

/** Do not act on what you know: the feed has not been able to read its list for longer than you allow. Subscribe again to go on. */
public final class StaleException extends TrackfluxException {
    private static final long serialVersionUID = 1L;

    public StaleException(String message) {
        super(true, "", message, null);
    }
}
