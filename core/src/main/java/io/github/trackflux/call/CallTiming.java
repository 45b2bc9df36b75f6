package io.github.trackflux.call;

import java.time.Duration;
import java.time.Instant;

/**
 * When a call was sent and when its whole answer had arrived, on two clocks: a monotonic one, on which alone the proofs
 * count, and the server's as far as it is known, which only stamps events.
 *
 * @param sent when the call was sent, monotonic, since an origin that all calls of a feed share
 * @param received when the answer had arrived, same clock; not before {@code sent}
 * @param sentAt the same moment as {@code sent} in server time
 * @param receivedAt the same moment as {@code received} in server time
 */
public record CallTiming(Duration sent, Duration received, Instant sentAt, Instant receivedAt) {
    public CallTiming {
        if (received.compareTo(sent) < 0) {
            throw new IllegalArgumentException("received must not be before sent, was " + received + " < " + sent);
        }
    }
}
