package io.github.trackflux.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.event.EventHeader;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a user prints of an order or event cannot forge a line of a log, whatever the trader is called. */
class LogTextTest {
    /** A line end and a line of its own, a cleared screen, C1's own escape, and writing from right to left. */
    private static final String HOSTILE = "Ann\r\nERROR all is lost\u001b[2J\u009b31m\u202egnp.exe\u2028\u0000\ud83d";

    @Test
    void names_in_any_script_stay_as_they_are() {
        for (String name : new String[] {"x-123", "Ωmega-趋势", "Зверь №1", "محمد", "Zoë 🚀"}) {
            assertThat(LogText.of(name)).isEqualTo(name);
        }
    }

    @Test
    void what_moves_a_cursor_or_the_direction_of_writing_becomes_a_question_mark() {
        assertThat(LogText.of(HOSTILE)).isEqualTo("Ann??ERROR all is lost?[2J?31m?gnp.exe???");
    }

    @Test
    void so_does_what_controls_a_terminal_from_within_ascii() {
        assertThat(LogText.of("a\u007fb ~")).isEqualTo("a?b ~");
    }

    @Test
    void a_long_text_is_cut() {
        assertThat(LogText.of("n".repeat(64))).hasSize(64);
        assertThat(LogText.of("🐉".repeat(8_000))).isEqualTo("🐉".repeat(64) + "…");
    }

    @Test
    void an_order_with_hostile_text_in_every_field_prints_as_one_short_line() {
        TrackingOrder order = new TrackingOrder(
                HOSTILE,
                Optional.of(HOSTILE),
                Optional.of(HOSTILE.repeat(100)),
                Optional.of(HOSTILE),
                Optional.of(HOSTILE),
                HOSTILE,
                PositionSide.of(HOSTILE),
                Optional.of(BigDecimal.TEN),
                Optional.of(new BigDecimal("39827.1")),
                Optional.of(Instant.EPOCH),
                Optional.of(BigDecimal.ONE),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(HOSTILE, HOSTILE));
        EventHeader header = new EventHeader(
                "0a1b", new AccountId("c18ed9aca288"), 1, Origin.LIVE, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);

        isOneShortLine(order.toString());
        isOneShortLine(new OrderEvent.Opened(header, order).toString());
        isOneShortLine(order.side().toString());
        assertThat(order.toString()).contains("openPrice=39827.1", "traderName=Ann??ERROR");
    }

    private static void isOneShortLine(String text) {
        assertThat(text).hasSizeLessThan(1_500).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    }
}
