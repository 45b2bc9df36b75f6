package io.github.trackflux.reactor.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.trackflux.reactor.FullRun;
import io.github.trackflux.reactor.LogLines;
import io.github.trackflux.simulator.exchange.Calls;
import io.github.trackflux.simulator.exchange.Quirk;
import io.github.trackflux.simulator.exchange.Quirks;
import io.github.trackflux.simulator.exchange.Refusal;
import io.github.trackflux.simulator.market.MarketSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How much the library logs in an hour of all of production but its sockets: the policy is in the package's documentation. */
class QuietLogTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void a_healthy_hour_is_silent() {
        try (LogLines lines = LogLines.ofTheLibrary()) {
            FullRun.play(hour());

            assertThat(lines.from(Level.INFO)).isEmpty();
        }
    }

    @Test
    void a_call_that_fails_now_and_then_is_no_news() {
        try (LogLines lines = LogLines.ofTheLibrary()) {
            FullRun.play(hour(Quirks.refusal(Refusal.SERVER_ERROR).when(Calls.share(0.02))));

            assertThat(lines.from(Level.INFO)).isEmpty();
        }
    }

    @Test
    void an_hour_in_which_nothing_works_is_told_a_dozen_times() {
        try (LogLines lines = LogLines.ofTheLibrary()) {
            long from = Scenario.START + Duration.ofMinutes(1).toNanos();
            long until = Scenario.START + Duration.ofMinutes(50).toNanos();
            FullRun.play(hour(Quirks.refusal(Refusal.SERVER_ERROR).when(Calls.between(from, until))));

            assertThat(lines.from(Level.INFO)).hasSizeBetween(3, 12);
            assertThat(lines.from(Level.DEBUG)).hasSizeGreaterThan(20);
            assertThat(lines.from(Level.ERROR)).isEmpty();
        }
    }

    private static Scenario hour(Quirk... quirks) {
        MarketSettings market = MarketSettings.defaults().withOrders(20).withRates(0.1, 0.1, 0.1);
        Scenario calm = Scenario.calm(17, market, HOUR);
        return calm.withExchange(calm.exchange().with(quirks))
                .withTracker(calm.tracker().withEvery(Duration.ofSeconds(2)));
    }
}
