package io.github.trackflux.call;

/** Report the code to us, please: the exchange refused with one that nobody knows here. A feed tries again by itself, and never ends on it. */
public final class UnknownCodeException extends TrackfluxException {
    private static final long serialVersionUID = 1L;

    public UnknownCodeException(String code, String message) {
        super(true, code, message, null);
    }
}
