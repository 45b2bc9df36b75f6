package io.github.trackflux.call;

/** Narrow the query by symbol or trader: its list is longer than can be walked. Ends a feed. */
public final class TooManyRowsException extends TrackfluxException {
    private static final long serialVersionUID = 1L;

    public TooManyRowsException(String code, String message) {
        super(false, code, message, null);
    }
}
