package io.github.trackflux.call;

/** Ask the exchange: the account itself is frozen, restricted or in a state that cannot be read. Ends a feed. */
public final class AccountException extends TrackfluxException {
    private static final long serialVersionUID = 1L;

    public AccountException(String code, String message) {
        super(false, code, message, null);
    }
}
