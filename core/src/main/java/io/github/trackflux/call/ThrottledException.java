package io.github.trackflux.call;

import java.time.Duration;
import java.util.Optional;

/**
 * Call less often: the exchange counted more calls than it allows this user. A feed waits by itself, and every other
 * feed of the user with it.
 */
public final class ThrottledException extends TrackfluxException {
    private static final long serialVersionUID = 1L;
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
    private final long retryAfterNanos;

    /**
     * A refusal for calling too often.
     *
     * @param retryAfter how long the exchange asked to wait, if it said; nothing if negative
     */
    public ThrottledException(String code, String message, Optional<Duration> retryAfter) {
        super(true, code, message, null);
        this.retryAfterNanos = retryAfter.map(ThrottledException::nanos).orElse(-1L);
    }

    private static long nanos(Duration wait) {
        if (wait.isNegative()) {
            return -1;
        }
        return wait.compareTo(LONGEST) < 0 ? wait.toNanos() : Long.MAX_VALUE;
    }

    /** How long the exchange asked to wait; empty if it did not say. */
    public Optional<Duration> retryAfter() {
        return retryAfterNanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(retryAfterNanos));
    }
}
