package io.github.trackflux.call;

/** Check the API key, its secret and its passphrase: the exchange does not accept them. Ends a feed. */
public final class AuthenticationException extends TrackfluxException {
    private static final long serialVersionUID = 1L;

    public AuthenticationException(String code, String message) {
        super(false, code, message, null);
    }

    public AuthenticationException(String message, Throwable cause) {
        super(false, "", message, cause);
    }
}
