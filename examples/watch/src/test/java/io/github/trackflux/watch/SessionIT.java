package io.github.trackflux.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.simulator.SimulatedExchange;
import io.github.trackflux.simulator.market.Row;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of the program against a simulated exchange on which only happens what is done by hand. */
final class SessionIT {
    private static final ScreenSize SIZE = new ScreenSize(120, 30);

    @Test
    void a_terminal_shows_a_live_table_and_is_left_as_it_was() {
        try (SimulatedExchange exchange =
                SimulatedExchange.builder().orders(7).still().start()) {
            Run run = Run.untilShown("live | 7 open", Map.of("TERM", "xterm"), SIZE, exchange);
            assertThat(run.code()).isZero();
            assertThat(run.out())
                    .startsWith("\u001b[?1049h")
                    .contains("NUMBER ", "LAST EVENTS", "\u001b[36m")
                    .endsWith("\u001b[?1049l");
            assertThat(run.err()).contains("8 events, 7 orders open, ").hasLineCount(1);
        }
    }

    @Test
    void colours_and_tables_are_left_out_where_they_are_not_wanted() {
        try (SimulatedExchange exchange =
                SimulatedExchange.builder().orders(1).still().start()) {
            Run plain = Run.untilShown("live |", Map.of("TERM", "xterm", "NO_COLOR", "1"), SIZE, exchange);
            assertThat(plain.out()).doesNotContainPattern("\u001b\\[[0-9]+m");
            Run dumb = Run.untilShown("synced  ", Map.of("TERM", "dumb"), SIZE, exchange);
            assertThat(dumb.out()).contains("  existing  ").doesNotContain("\u001b");
        }
    }

    @Test
    void a_hostile_name_reaches_no_terminal() {
        try (SimulatedExchange exchange =
                SimulatedExchange.builder().orders(0).still().start()) {
            String number =
                    exchange.market(market -> market.open("BTCUSDT", "t1")).trackingNo();
            exchange.market(market -> market.update(number, (Row row) -> row.withTrader("t1", Samples.HOSTILE)));
            Run table = Run.untilShown("live | 1 open", Map.of("TERM", "xterm", "NO_COLOR", "1"), SIZE, exchange);
            assertThat(table.out()).contains("[2JEvil").doesNotContain("\u001b[2J", "\u0007", "\u202e", "\u009b");
            Run lines = Run.untilSaid("synced", exchange);
            assertThat(lines.out()).contains("[2JEvil").doesNotContain("\u001b", "\u0007", "\u202e", "\u009b");
            Run json = Run.untilSaid("synced", exchange, "--json");
            assertThat(json.out())
                    .doesNotContain("\u001b", "\u0007", "\u202e", "\u009b")
                    .hasLineCount(2);
            assertThat(EventLine.all(json.out()).get(0).field("traderName")).contains(Samples.HOSTILE);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-40, 40})
    void a_clock_that_is_40_s_off_works(long seconds) {
        try (SimulatedExchange exchange = SimulatedExchange.builder()
                .orders(3)
                .still()
                .exchange(settings -> settings.withClockOffset(Duration.ofSeconds(seconds)))
                .start()) {
            Run run = Run.untilSaid("\"synced\"", exchange, "--json");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(EventLine.all(run.out())).extracting(EventLine::kind).contains("existing", "synced");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"COIN-FUTURES", "coin-futures", "Coin_Futures"})
    void a_product_type_is_known_in_either_case(String type) {
        try (SimulatedExchange exchange = SimulatedExchange.builder()
                .orders(2)
                .market(settings -> settings.withProductTypes("COIN-FUTURES"))
                .still()
                .start()) {
            Run run = Run.untilSaid("\"synced\"", exchange, "--json", "--product-type", type);
            assertThat(EventLine.all(run.out()))
                    .extracting(EventLine::kind)
                    .containsExactly("existing", "existing", "synced");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "page-number"})
    void it_ends_when_its_time_is_up(String dialect) {
        try (SimulatedExchange exchange = SimulatedExchange.builder().orders(3).start()) {
            Run run = Run.against(exchange, "--every", "100ms", "--dialect", dialect, "--for", "500ms");
            assertThat(run.code()).isZero();
            assertThat(run.err()).contains(" orders open, ").hasLineCount(2);
        }
    }

    @Test
    void without_keys_it_watches_a_simulated_exchange_and_says_so() {
        Run run = Run.untilSaid("\"synced\"", "--simulated-orders", "5", "--json");
        assertThat(run.code()).isZero();
        assertThat(run.err()).startsWith("trackflux-watch: watching SIMULATED exchange http://127.0.0.1:");
        assertThat(EventLine.all(run.out())).extracting(EventLine::kind).contains("existing", "synced");
    }
}
