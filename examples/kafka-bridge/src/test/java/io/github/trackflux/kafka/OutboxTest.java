package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.EventHeader;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.FeedStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class OutboxTest {
    private static final AccountName NAME = new AccountName("fund-7");
    private static final Instant THEN = Instant.parse("2026-11-26T06:00:00Z");

    private final Outbox outbox = new Outbox(null, Duration.ofSeconds(30));

    private static Checkpoint checkpoint(long sequence, int second) {
        return Checkpoints.of(NAME, sequence, THEN.plusSeconds(second), List.of("1"), List.of());
    }

    /** A step with the events of these numbers, and a checkpoint if there is one. */
    private static FeedStep step(long from, long to, Checkpoint... checkpoint) {
        List<OrderEvent> events = LongStream.rangeClosed(from, to)
                .<OrderEvent>mapToObj(number -> new OrderEvent.Synced(
                        new EventHeader("id-" + number, NAME.id(), number, Origin.LIVE, THEN, THEN, THEN), 1))
                .toList();
        return new FeedStep(
                events, Optional.empty(), List.of(checkpoint).stream().findFirst(), FeedHealth.NEW);
    }

    private static Optional<byte[]> head(Checkpoint checkpoint) {
        return Optional.of(StateParts.of(checkpoint.toJson()).head());
    }

    private static List<Long> numbers(Batch batch) {
        return batch.events().stream().map(event -> event.header().sequence()).toList();
    }

    @Test
    void events_wait_for_the_checkpoint_that_holds_them() {
        outbox.offer(step(1, 2));
        assertThat(outbox.take()).isEmpty();
        outbox.offer(step(3, 3, checkpoint(3, 1)));
        outbox.offer(step(4, 4));
        Batch batch = outbox.take().orElseThrow();
        assertThat(numbers(batch)).containsExactly(1L, 2L, 3L);
        assertThat(batch.checkpoint().sequence()).isEqualTo(3);
        outbox.committed();
        assertThat(outbox.take()).isEmpty();
        outbox.offer(step(5, 5, checkpoint(5, 2)));
        assertThat(numbers(outbox.take().orElseThrow())).containsExactly(4L, 5L);
    }

    @Test
    void a_checkpoint_without_news_is_written_now_and_then() {
        outbox.offer(step(1, 1, checkpoint(1, 0)));
        outbox.take();
        outbox.committed();
        outbox.offer(step(1, 0, checkpoint(1, 29)));
        assertThat(outbox.isNews()).isFalse();
        outbox.offer(step(1, 0, checkpoint(1, 30)));
        assertThat(outbox.take().orElseThrow().events()).isEmpty();
    }

    @Test
    void a_feed_is_held_up_while_kafka_does_not_take_what_it_could() {
        outbox.offer(step(1, Outbox.MOST));
        assertThat(outbox.hasRoom())
                .as("only the feed itself can bring what is waited for")
                .isTrue();
        outbox.offer(step(1, 0, checkpoint(Outbox.MOST, 1)));
        assertThat(outbox.hasRoom()).isFalse();
        outbox.take();
        outbox.committed();
        assertThat(outbox.hasRoom()).isTrue();
    }

    @Test
    void a_write_in_doubt_that_succeeded_is_not_repeated() {
        outbox.offer(step(1, 2, checkpoint(2, 1)));
        outbox.take();
        outbox.offer(step(3, 3, checkpoint(3, 2)));
        assertThat(outbox.goesOnFrom(head(checkpoint(2, 1)))).isTrue();
        assertThat(numbers(outbox.take().orElseThrow())).containsExactly(3L);
    }

    @Test
    void a_write_in_doubt_that_failed_is_repeated_with_what_came_meanwhile() {
        outbox.offer(step(1, 2, checkpoint(2, 1)));
        outbox.take();
        outbox.offer(step(3, 3, checkpoint(3, 2)));
        assertThat(outbox.goesOnFrom(Optional.empty())).isTrue();
        assertThat(numbers(outbox.take().orElseThrow())).containsExactly(1L, 2L, 3L);
    }

    @Test
    void where_somebody_else_has_written_nothing_of_it_counts() {
        outbox.offer(step(1, 2, checkpoint(2, 1)));
        outbox.take();
        assertThat(outbox.goesOnFrom(head(checkpoint(2, 5)))).isFalse();
        assertThat(outbox.goesOnFrom(head(checkpoint(7, 1)))).isFalse();
    }

    @Test
    void a_feed_that_resumed_knows_what_kafka_has() {
        Outbox resumed = new Outbox(checkpoint(7, 0), Duration.ofSeconds(30));
        assertThat(resumed.goesOnFrom(head(checkpoint(7, 0)))).isTrue();
        assertThat(resumed.goesOnFrom(Optional.empty())).isFalse();
    }
}
