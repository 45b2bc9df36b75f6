package io.github.trackflux.call;

/** Nothing to do unless it lasts: the exchange failed to answer. A feed tries again by itself. */
public final class ServerException extends TrackfluxException {
    private static final long serialVersionUID = 1L;

    public ServerException(String code, String message) {
        super(true, code, message, null);
    }
}
