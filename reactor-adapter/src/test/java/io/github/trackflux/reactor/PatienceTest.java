package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.call.MaintenanceException;
import io.github.trackflux.view.Trouble;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

class PatienceTest {
    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final Time time = Time.of(scheduler);
    private final Patience patience = new Patience(false, time);

    @Test
    void what_is_in_the_way_is_named_as_long_as_it_is_kept_away_from() {
        patience.failed(new MaintenanceException("40200", "maintenance"), time.now(), time.now());
        // One of the calls that were out with it.
        patience.answered();
        assertThat(patience.trouble(time.now())).map(Trouble::kind).contains(Trouble.Kind.MAINTENANCE);

        scheduler.advanceTimeBy(Duration.ofMinutes(2));
        assertThat(patience.trouble(time.now())).isEmpty();
    }

    @Test
    void without_an_answer_it_is_named_beyond_that() {
        patience.failed(new MaintenanceException("40200", "maintenance"), time.now(), time.now());
        scheduler.advanceTimeBy(Duration.ofMinutes(2));
        assertThat(patience.trouble(time.now()).orElseThrow().pause()).isZero();

        patience.answered();
        assertThat(patience.trouble(time.now())).isEmpty();
    }
}
