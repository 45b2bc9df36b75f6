package io.github.trackflux.strategy;

/** A recording that cannot be read or written; the message says which, where, and what was expected. */
final class RecordingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RecordingException(String message) {
        super(message);
    }

    RecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
