package io.github.trackflux.reactor;

import io.github.trackflux.call.AuthenticationException;

/** A call was refused whose key has meanwhile been replaced: worth one more try, with the new one. Never leaves the retries. */
final class KeyRotatedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final AuthenticationException refusal;

    KeyRotatedException(AuthenticationException refusal) {
        super(refusal);
        this.refusal = refusal;
    }

    AuthenticationException refusal() {
        return refusal;
    }
}
