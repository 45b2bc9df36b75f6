package io.github.trackflux.kafka;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.FeedStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a feed has told and Kafka does not have yet. An event waits for the checkpoint that holds it: it comes with the
 * same step, or with the end of the sweep. While Kafka is away events are kept, up to a bound; then the feed is held up, and
 * what changes meanwhile comes as one change for each order when it may go on.
 *
 * <p>Filled on the feed's threads, emptied on the partition's.
 */
final class Outbox {
    /** How many events may wait for Kafka; what one step brings may be more. */
    static final int MOST = 512;

    private final Duration idle;
    private List<OrderEvent> events = new ArrayList<>();
    private long since;
    private @Nullable Checkpoint latest;
    private @Nullable Checkpoint committed;
    private @Nullable Batch taken;

    /**
     * An outbox in which nothing waits.
     *
     * @param committed what Kafka has; {@code null} if it has nothing
     * @param idle how old a checkpoint may get while nothing happens
     */
    Outbox(@Nullable Checkpoint committed, Duration idle) {
        this.committed = committed;
        this.idle = idle;
    }

    /** Takes a step. */
    synchronized void offer(FeedStep step) {
        if (events.isEmpty()) {
            since = System.nanoTime();
        }
        events.addAll(step.events());
        latest = step.checkpoint().orElse(latest);
    }

    /** Whether the feed may go on. Always so while it is the checkpoint that is waited for, and not Kafka. */
    synchronized boolean hasRoom() {
        return events.size() < MOST || !isNews();
    }

    /** How many events Kafka does not have yet. */
    synchronized int waiting() {
        Batch underWay = taken;
        return events.size() + (underWay == null ? 0 : underWay.events().size());
    }

    /** Whether there is something to write. */
    synchronized boolean isNews() {
        Checkpoint next = latest;
        Checkpoint before = committed;
        return next != null
                && (before == null
                        || next.sequence() != before.sequence()
                        || !next.asOf().isBefore(before.asOf().plus(idle)));
    }

    /** What is to be written now, all of it; {@link #committed} or {@link #goesOnFrom} must follow. */
    synchronized Optional<Batch> take() {
        Checkpoint holding = latest;
        if (holding == null || !isNews()) {
            return Optional.empty();
        }
        List<OrderEvent> held = new ArrayList<>();
        List<OrderEvent> behind = new ArrayList<>();
        for (OrderEvent event : events) {
            (event.header().sequence() <= holding.sequence() ? held : behind).add(event);
        }
        events = behind;
        taken = new Batch(List.copyOf(held), holding, since);
        since = System.nanoTime();
        return Optional.of(taken);
    }

    /** Kafka has what was taken. */
    synchronized void committed() {
        if (taken != null) {
            committed = taken.checkpoint();
            taken = null;
        }
    }

    /**
     * Whether a feed may go on after a write of which nobody knows whether it succeeded: only if what Kafka has now is what
     * it had before, or what was taken. If it is anything else, somebody else has written meanwhile.
     *
     * @param head of the checkpoint that Kafka has
     */
    synchronized boolean goesOnFrom(Optional<byte[]> head) {
        Batch inDoubt = taken;
        if (inDoubt != null && isHead(inDoubt.checkpoint(), head)) {
            committed();
            return true;
        }
        if (!isHead(committed, head)) {
            return false;
        }
        if (inDoubt != null) {
            List<OrderEvent> again = new ArrayList<>(inDoubt.events());
            again.addAll(events);
            events = again;
            since = inDoubt.since();
            taken = null;
        }
        return true;
    }

    private static boolean isHead(@Nullable Checkpoint checkpoint, Optional<byte[]> head) {
        return checkpoint == null
                ? head.isEmpty()
                : head.isPresent()
                        && Arrays.equals(StateParts.of(checkpoint.toJson()).head(), head.get());
    }
}
