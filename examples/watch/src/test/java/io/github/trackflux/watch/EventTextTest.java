package io.github.trackflux.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent.Closed;
import io.github.trackflux.event.OrderEvent.Existing;
import io.github.trackflux.event.OrderEvent.Gap;
import io.github.trackflux.event.OrderEvent.Opened;
import io.github.trackflux.event.OrderEvent.Reinstated;
import io.github.trackflux.event.OrderEvent.Synced;
import io.github.trackflux.event.OrderEvent.Updated;
import io.github.trackflux.event.Origin;
import io.github.trackflux.event.Proof;
import io.github.trackflux.model.OrderField;
import io.github.trackflux.model.TrackingOrder;
import java.time.ZoneOffset;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

final class EventTextTest {
    private static final TrackingOrder ORDER = Samples.order("9");

    private final EventText text = new EventText(ZoneOffset.ofHours(8));

    @Test
    void each_kind_says_what_a_person_wants_to_know() {
        assertThat(text.line(new Existing(Samples.header(1), ORDER)))
                .isEqualTo("14:00:00.123  existing    BTCUSDT    long   47x 0.001 at 39827.1  by x-123  #9");
        assertThat(text.line(new Opened(Samples.header(1, Origin.LATE), ORDER)))
                .isEqualTo("14:00:00.123  opened      (late) BTCUSDT    long   47x 0.001 at 39827.1  by x-123  #9");
        assertThat(text.line(new Reinstated(Samples.header(1), ORDER))).contains("  reinstated  BTCUSDT");
        assertThat(text.line(new Synced(Samples.header(1), 3))).contains("  synced      3 open");
        assertThat(text.line(new Gap(Samples.header(1), Samples.OPENED, Samples.SEEN)))
                .contains("  gap         nobody looked from 2026-11-23T05:59:00Z");
    }

    @Test
    void an_update_names_what_changed() {
        TrackingOrder after = Samples.partlyClosed(ORDER, "0.0005");
        assertThat(text.line(new Updated(Samples.header(1), ORDER, after, EnumSet.of(OrderField.CLOSE_SIZE))))
                .isEqualTo("14:00:00.123  updated     BTCUSDT    long   closeSize none -> 0.0005  by x-123  #9");
    }

    @Test
    void a_close_names_its_proof() {
        Proof proof = new Proof(Proof.Kind.WALKS, Samples.EARLIEST, Samples.SEEN);
        assertThat(text.line(new Closed(Samples.header(1), ORDER, proof)))
                .isEqualTo("14:00:00.123  closed      BTCUSDT    long   proof: walks  by x-123  #9");
    }

    @Test
    void a_hostile_name_can_do_nothing() {
        String line = text.line(new Opened(Samples.header(1), Samples.order("9", Samples.HOSTILE)));
        assertThat(line).contains("by [2JEvil31m]0;pwned{\"v\":2}  #9");
        assertThat(line.chars()).noneMatch(Character::isISOControl);
    }
}
