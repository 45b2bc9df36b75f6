package io.github.trackflux.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.EventHeader;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.event.Proof;
import io.github.trackflux.model.PositionSide;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.suite.TestSecrets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is kept, and where a reader goes on. */
class JournalTest {
    private final Journal journal = new Journal(null, new WebProperties(100, Set.of()));
    private long sequence;

    @Test
    void before_the_list_is_whole_nobody_can_go_on() {
        journal.add(new OrderEvent.Existing(header(), order(1, "t")));
        assertThat(journal.after(1)).isEmpty();
        assertThat(journal.isNumbered(1)).isFalse();
        journal.add(new OrderEvent.Synced(header(), 1));
        assertThat(journal.after(1)).isEmpty();
        assertThat(journal.after(2)).hasValue(2L);
        assertThat(journal.isNumbered(2)).isTrue();
    }

    @Test
    void numbers_that_come_more_than_once_before_that_do_no_harm() {
        // So tells a loop that resumes from a checkpoint.
        for (int i = 1; i <= 3; i++) {
            journal.add(new OrderEvent.Existing(header(4), order(i, "t")));
        }
        journal.add(new OrderEvent.Synced(header(5), 3));
        journal.add(new OrderEvent.Opened(header(6), order(9, "t")));

        assertThat(journal.after(4)).isEmpty();
        assertThat(journal.from(journal.after(5).orElseThrow()).orElseThrow())
                .singleElement()
                .satisfies(entry -> assertThat(entry.event()).isInstanceOf(OrderEvent.Opened.class));
    }

    @Test
    void a_reader_goes_on_as_long_as_what_it_missed_is_kept() {
        journal.add(new OrderEvent.Synced(header(), 0));
        for (int i = 1; i <= 150; i++) {
            journal.add(new OrderEvent.Opened(header(), order(i, "t")));
        }
        assertThat(journal.after(50)).isEmpty();
        assertThat(journal.from(journal.after(51).orElseThrow()).orElseThrow()).hasSize(100);
        assertThat(journal.from(50)).isEmpty();
        assertThat(journal.from(journal.after(151).orElseThrow()).orElseThrow()).isEmpty();
        assertThat(journal.after(152)).isEmpty();
    }

    @Test
    void an_order_that_comes_to_be_masked_stays_its_traders() {
        Selection mine = new Selection(Optional.empty(), Optional.of("t"));
        journal.add(new OrderEvent.Existing(header(), order(1, "t")));
        TrackingOrder masked = order(1, "****");
        journal.add(new OrderEvent.Updated(header(), order(1, "t"), masked, Set.of()));
        Journal.Held held = journal.order("1").orElseThrow();
        assertThat(mine.covers(held.order(), held.trader())).isTrue();

        Instant now = Instant.EPOCH;
        journal.add(new OrderEvent.Closed(header(), masked, new Proof(Proof.Kind.ATOMIC, now, now)));
        assertThat(journal.order("1")).isEmpty();
        assertThat(journal.from(2).orElseThrow().get(0).trader()).hasValue("t");
    }

    @Test
    void an_id_is_read_as_it_was_written_and_nothing_else_is_one() {
        LastId id = new LastId(42, "0a1b2c3d");
        assertThat(LastId.parse(id.text())).isEqualTo(id);
        assertThat(LastId.parse("42").run()).isEmpty();
        assertThat(LastId.parse("99999999999999999999.0a1b2c3d").run()).isEmpty();
        assertThat(LastId.of(Optional.of(" "))).isEmpty();
    }

    private EventHeader header() {
        return header(++sequence);
    }

    private static EventHeader header(long number) {
        Instant now = Instant.EPOCH;
        return new EventHeader("id" + number, TestSecrets.credentials().account(), number, Origin.LIVE, now, now, now);
    }

    private static TrackingOrder order(int number, String trader) {
        return new TrackingOrder(
                Integer.toString(number),
                Optional.of(trader),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "BTCUSDT",
                PositionSide.LONG,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }
}
