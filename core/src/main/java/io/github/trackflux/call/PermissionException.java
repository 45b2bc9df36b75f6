package io.github.trackflux.call;

/** Change what the key may do, where it may be used from, or the account's mode: the exchange knows the key and refuses it. Ends a feed. */
public final class PermissionException extends TrackfluxException {
    private static final long serialVersionUID = 1L;

    public PermissionException(String code, String message) {
        super(false, code, message, null);
    }
}
