package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bucket;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

class SlotsTest {
    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final Slots slots = new Slots(Turnstile.PERIOD, Time.of(scheduler));

    private List<Bucket> ten() {
        return Stream.generate(slots::take).limit(10).toList();
    }

    @Test
    void of_many_that_come_back_together_few_are_kept() {
        List<Bucket> first = ten();
        first.forEach(slots::spent);
        assertThat(slots.taken()).isEqualTo(10);
        scheduler.advanceTimeBy(Turnstile.PERIOD);
        assertThat(slots.taken()).isZero();

        Set<Bucket> again = Collections.newSetFromMap(new IdentityHashMap<>());
        again.addAll(ten());
        again.retainAll(first);

        assertThat(again).hasSize(2);
        assertThat(slots.taken()).isEqualTo(10);
    }

    @Test
    void one_that_was_not_used_may_be_taken_at_once() {
        Bucket slot = slots.take();
        slots.unused(slot);
        assertThat(slots.taken()).isZero();
        assertThat(slots.take()).isSameAs(slot);
    }
}
