package io.github.trackflux.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.simulator.SimulatedExchange;
import io.github.trackflux.simulator.exchange.Page;
import io.github.trackflux.simulator.exchange.Quirk;
import io.github.trackflux.simulator.exchange.Refusal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A trader and a server that choose their words to take over a terminal, as the program shows them. */
final class HostileTextIT {
    /** What may be in its lines: their ends, and text that a terminal only shows. */
    private static final Pattern TAKES_OVER = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n]]");

    private static final Quirk RENAMED = (Quirk.OnPage) (page, call) -> new Page(page.rows().stream()
            .map(row -> row.withTrader(row.traderId(), Samples.HOSTILE).withSymbol("BTC" + Samples.HOSTILE))
            .toList());

    @Test
    void a_symbol_and_a_name_stay_in_their_line() {
        try (SimulatedExchange exchange =
                SimulatedExchange.builder().orders(5).still().quirks(RENAMED).start()) {
            Run run = Run.untilSaid("synced", exchange);

            assertThat(run.out()).contains("Evil").doesNotContainPattern(TAKES_OVER);
            assertThat(run.err()).doesNotContainPattern(TAKES_OVER);
        }
    }

    @Test
    void a_refusal_is_told_in_one_line() {
        Quirk refusal = (Quirk.OnRefusal)
                call -> Optional.of(new Refusal(400, "40014", "no\r\nERROR all is lost" + Samples.HOSTILE));
        try (SimulatedExchange exchange =
                SimulatedExchange.builder().quirks(refusal).start()) {
            Run run = Run.against(exchange, "--for", "60s");

            assertThat(run.code()).isEqualTo(3);
            assertThat(run.err()).contains("40014").doesNotContainPattern(TAKES_OVER);
            assertThat(run.err().lines()).allMatch(line -> line.startsWith("trackflux-watch: "));
        }
    }
}
