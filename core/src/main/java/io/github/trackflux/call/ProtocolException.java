package io.github.trackflux.call;

/** Nothing to do unless it lasts: the answer could not be read as what it claims to be. It proves nothing, and a feed reads again. */
public final class ProtocolException extends TrackfluxException {
    private static final long serialVersionUID = 1L;

    public ProtocolException(String code, String message) {
        super(true, code, message, null);
    }

    public ProtocolException(String message, Throwable cause) {
        super(true, "", message, cause);
    }
}
