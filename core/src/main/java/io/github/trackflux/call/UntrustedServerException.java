package io.github.trackflux.call;

/** Do not send credentials there: the server redirected, or could not prove who it is. Ends a feed. */
public final class UntrustedServerException extends TrackfluxException {
    private static final long serialVersionUID = 1L;

    public UntrustedServerException(String code, String message) {
        super(false, code, message, null);
    }

    public UntrustedServerException(String message, Throwable cause) {
        super(false, "", message, cause);
    }
}
