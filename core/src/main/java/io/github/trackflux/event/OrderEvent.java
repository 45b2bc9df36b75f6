package io.github.trackflux.event;

import io.github.trackflux.model.OrderField;
import io.github.trackflux.model.TrackingOrder;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Something that happened, in the order in which it became known. For each order the events follow one grammar:
 *
 * <pre>
 * (Existing | Opened) Updated* ( Closed Reinstated Updated* )* Closed?
 * </pre>
 *
 * and replaying a feed's events gives the feed's view. A feed that resumes from a checkpoint goes on with the words and
 * the numbers of the one before it; what that one told after the checkpoint is void, and is told again as far as it
 * lasted, with the same ids. Java 17 has no {@code switch} over types: use {@link #fold}.
 */
public sealed interface OrderEvent {
    /** Identity, origin and time. */
    EventHeader header();

    /** The order as it is after this event, or as it was last seen if it is closed; empty if no order is concerned. */
    Optional<TrackingOrder> subject();

    /** Answers with the case that fits; the compiler sees that none is forgotten. */
    <T> T fold(Cases<T> cases);

    /** One method for each kind of event. */
    interface Cases<T> {
        T existing(Existing event);

        T synced(Synced event);

        T opened(Opened event);

        T updated(Updated event);

        T closed(Closed event);

        T reinstated(Reinstated event);

        T gap(Gap event);
    }

    /**
     * An order that was open when the feed began to look. Never after {@link Synced}. A feed that resumes tells none; live
     * orders that do tell each subscriber first what the checkpoint holds.
     */
    record Existing(EventHeader header, TrackingOrder order) implements OrderEvent {
        @Override
        public Optional<TrackingOrder> subject() {
            return Optional.of(order);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.existing(this);
        }
    }

    /**
     * The list has been read to its proven end: from here on an open is an {@link Opened}. Comes once; from a feed that
     * resumes it comes once more, when the list has been read so again: all that opened meanwhile is told by then, and a
     * close whose proof is still sought may follow.
     *
     * @param open how many orders are open
     */
    record Synced(EventHeader header, int open) implements OrderEvent {
        @Override
        public Optional<TrackingOrder> subject() {
            return Optional.empty();
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.synced(this);
        }
    }

    /** A new order. Whoever trades on it looks at {@link Origin#LATE} first. */
    record Opened(EventHeader header, TrackingOrder order) implements OrderEvent {
        @Override
        public Optional<TrackingOrder> subject() {
            return Optional.of(order);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.opened(this);
        }
    }

    /**
     * An open order changed.
     *
     * @param changed the fields that differ; never empty
     */
    record Updated(EventHeader header, TrackingOrder before, TrackingOrder after, Set<OrderField> changed)
            implements OrderEvent {
        @Override
        public Optional<TrackingOrder> subject() {
            return Optional.of(after);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.updated(this);
        }
    }

    /**
     * An order is gone. The endpoint shows nothing of such an order, so there usually is no closing price.
     *
     * @param last the order as it was last seen; with its close fields if its own row said so
     * @param proof why this is known
     */
    record Closed(EventHeader header, TrackingOrder last, Proof proof) implements OrderEvent {
        @Override
        public Optional<TrackingOrder> subject() {
            return Optional.of(last);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.closed(this);
        }
    }

    /**
     * An order that was told as closed is shown again: the exchange contradicted what proved it. Take the close back;
     * this is no new position.
     */
    record Reinstated(EventHeader header, TrackingOrder order) implements OrderEvent {
        @Override
        public Optional<TrackingOrder> subject() {
            return Optional.of(order);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.reinstated(this);
        }
    }

    /**
     * Nobody looked between these two moments; what comes next may have happened then. Comes first of all after a restart,
     * and else before the first change after a silence of more than ten seconds and of more than ten rounds of the cadence.
     *
     * @param from when the last answer before it had arrived, or the checkpoint's time, in server time
     * @param to when the first call after it was sent, in server time
     */
    record Gap(EventHeader header, Instant from, Instant to) implements OrderEvent {
        @Override
        public Optional<TrackingOrder> subject() {
            return Optional.empty();
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.gap(this);
        }
    }
}
