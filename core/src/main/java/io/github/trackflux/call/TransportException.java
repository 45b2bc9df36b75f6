package io.github.trackflux.call;

/** Nothing to do unless it lasts: the call got no whole answer from the network. A feed tries again by itself. */
public final class TransportException extends TrackfluxException {
    private static final long serialVersionUID = 1L;

    public TransportException(String code, String message) {
        super(true, code, message, null);
    }

    public TransportException(String message, Throwable cause) {
        super(true, "", message, cause);
    }
}
