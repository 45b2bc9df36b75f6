package io.github.trackflux.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.OrderEvent.Closed;
import io.github.trackflux.event.OrderEvent.Existing;
import io.github.trackflux.event.OrderEvent.Opened;
import io.github.trackflux.event.OrderEvent.Reinstated;
import io.github.trackflux.event.OrderEvent.Updated;
import io.github.trackflux.event.Proof;
import io.github.trackflux.model.OrderField;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.view.FeedStep;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private static final Proof PROOF = new Proof(Proof.Kind.ATOMIC, Samples.EARLIEST, Samples.SEEN);

    private final AtomicLong nanos = new AtomicLong();
    private final Progress progress = new Progress(Instant.EPOCH, nanos::get);

    private void take(OrderEvent... events) {
        progress.take(new FeedStep(List.of(events), Optional.empty(), Optional.empty(), Samples.WELL));
    }

    @Test
    void events_are_replayed_into_what_is_open() {
        TrackingOrder first = Samples.order("1");
        TrackingOrder second = Samples.order("2");
        TrackingOrder changed = Samples.partlyClosed(first, "0.0005");
        take(new Existing(Samples.header(1), first), new Opened(Samples.header(2), second));
        take(new Updated(Samples.header(3), first, changed, EnumSet.of(OrderField.CLOSE_SIZE)));
        take(new Closed(Samples.header(4), second, PROOF));
        assertThat(progress.newestFirst()).containsExactly(changed);
        take(new Reinstated(Samples.header(5), second));
        assertThat(progress.newestFirst()).containsExactly(second, changed);
        assertThat(progress.events()).isEqualTo(5);
        assertThat(progress.open()).isEqualTo(2);
    }

    @Test
    void only_the_last_events_are_kept_the_newest_first() {
        for (int i = 1; i <= 1000; i++) {
            take(new Opened(Samples.header(i), Samples.order("1")));
        }
        assertThat(progress.lastEvents()).hasSizeLessThan(1000);
        assertThat(progress.lastEvents().get(0).header().sequence()).isEqualTo(1000);
        assertThat(progress.lastEvents().get(1).header().sequence()).isEqualTo(999);
    }

    @Test
    void time_is_the_exchanges_and_goes_on_between_answers() {
        take(new Opened(Samples.header(1), Samples.order("1")));
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(progress.now()).isEqualTo(Samples.SEEN.plusSeconds(3));
    }
}
