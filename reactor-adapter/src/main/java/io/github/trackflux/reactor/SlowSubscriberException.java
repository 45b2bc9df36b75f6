package io.github.trackflux.reactor;

import java.util.Optional;

/**
 * Subscribe again, and take events faster or in a way that merges them: more waited than this subscriber may keep. What
 * waited is gone for it; nobody else noticed.
 *
 * <p>A new subscription begins with what is open then. Every event numbered beyond {@link #lastSequence()} is news to
 * whoever acted on those before.
 */
public final class SlowSubscriberException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long lastSequence;
    private final String lastId;

    SlowSubscriberException(int buffer, long lastSequence, String lastId) {
        super("more than " + buffer + " events waited; the last one taken was "
                + (lastSequence == 0 ? "none" : lastSequence + ", " + lastId));
        this.lastSequence = lastSequence;
        this.lastId = lastId;
    }

    /**
     * The sequence number up to which every event was delivered; 0 if the orders that are open at the start were not all
     * delivered, and in a stream that merges events, whose numbers do not come in order.
     */
    public long lastSequence() {
        return lastSequence;
    }

    /** The id of the event that was delivered last. */
    public Optional<String> lastId() {
        return lastId.isEmpty() ? Optional.empty() : Optional.of(lastId);
    }
}
