package io.github.trackflux.event;

import java.time.Instant;

/**
 * Why an order is known to be closed.
 *
 * @param kind what kind of evidence it is
 * @param sentAt when the call was sent whose answer proved it, in server time
 * @param receivedAt when that answer had arrived, in server time
 */
public record Proof(Kind kind, Instant sentAt, Instant receivedAt) {
    /** The kinds of evidence, the strongest first. */
    public enum Kind {
        /** Its own row said so, with a close time and a size not less than what was opened. */
        ROW,
        /** One answer, made at one instant, should have shown the order and did not. */
        ATOMIC,
        /**
         * The last page of a walk told how many rows there were, and as many other orders are known to have been open then;
         * its group fits no single answer.
         */
        WALKS
    }
}
