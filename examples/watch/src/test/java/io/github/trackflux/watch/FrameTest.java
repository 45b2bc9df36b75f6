package io.github.trackflux.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.OrderEvent.Opened;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.view.Anomaly;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.Trouble;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FrameTest {
    private static final CallMeter.Calls CALLS = new CallMeter.Calls(9.16, 9.1, 2);
    private static final EventText TEXT = new EventText(ZoneOffset.UTC);

    private final Frame plain = new Frame(Ink.NONE, TEXT);

    private static Board board(FeedHealth health, List<TrackingOrder> orders, List<OrderEvent> events) {
        return new Board("Bitget, account 1a2b", "USDT-FUTURES", Samples.SEEN, health, CALLS, orders, events);
    }

    private static List<TrackingOrder> orders(int count, String trader) {
        return IntStream.range(0, count)
                .mapToObj(i -> Samples.order("28826780334779" + i, trader))
                .toList();
    }

    @Test
    void a_board_as_a_person_sees_it() {
        List<TrackingOrder> orders = orders(1, "Ωmega-趋势");
        List<OrderEvent> events = List.of(new Opened(Samples.header(1), orders.get(0)));
        assertThat(plain.lines(board(Samples.WELL, orders, events), new ScreenSize(100, 14)))
                .containsExactly(
                        "Bitget, account 1a2b  06:00:00",
                        "USDT-FUTURES",
                        "live | 1 open | 0 suspects | 9.2 calls/s answered, 2 refused",
                        "",
                        "NUMBER               TRADER          SYMBOL      SIDE    LEV       SIZE     CLOSED       PRICE   AGE",
                        "288267803347790      Ωmega-趋势      BTCUSDT     long    47x      0.001                39827.1    1m",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "LAST EVENTS",
                        "06:00:00.123  opened      BTCUSDT    long   47x 0.001 at 39827.1  by Ωmega-趋势  #288267803347790");
    }

    @Test
    void every_size_of_screen_is_kept_with_hostile_names_and_colours() {
        List<TrackingOrder> orders = orders(60, Samples.HOSTILE + "趋势".repeat(40));
        List<OrderEvent> events = List.of(new Opened(Samples.header(1), orders.get(0)));
        for (Ink ink : Ink.values()) {
            for (int columns = 1; columns < 130; columns += 3) {
                for (int rows = 1; rows < 70; rows += 5) {
                    List<String> lines = new Frame(ink, TEXT)
                            .lines(board(Samples.WELL, orders, events), new ScreenSize(columns, rows));
                    assertThat(lines).hasSizeLessThanOrEqualTo(rows);
                    int allowed = columns;
                    assertThat(lines).allSatisfy(line -> {
                        String shown = line.replaceAll("\u001b\\[[0-9]+m", "");
                        assertThat(shown.chars()).noneMatch(Character::isISOControl);
                        assertThat(Width.of(shown)).isLessThanOrEqualTo(allowed);
                    });
                }
            }
        }
    }

    @Test
    void what_does_not_fit_is_counted() {
        assertThat(plain.lines(board(Samples.WELL, orders(60, "x"), List.of()), new ScreenSize(80, 16)))
                .hasSize(13)
                .contains("and 55 older");
    }

    @Test
    void health_is_told_in_words() {
        FeedHealth ill = Samples.health(false, 7, 1, 3, Anomaly.ORDER_UNSTABLE, Anomaly.PAGE_SIZE_CAPPED);
        assertThat(plain.lines(board(ill, List.of(), List.of()), new ScreenSize(200, 24)))
                .contains("syncing | the list could not be read 3 times in a row; trying on"
                        + " | 7 open | 1 suspect | 9.2 calls/s answered, 2 refused"
                        + " | noticed: page size capped, order unstable");
    }

    @Test
    void how_far_the_feed_can_be_believed_is_told_and_what_is_in_the_way() {
        FeedHealth unreached = Samples.WELL.withTrouble(Optional.of(Trouble.of(Trouble.Kind.TRANSPORT)));
        assertThat(plain.lines(board(unreached, List.of(), List.of()), new ScreenSize(200, 24))
                        .get(2))
                .startsWith("degraded: the exchange cannot be reached | 1 open");
        assertThat(plain.lines(board(unreached.after(Duration.ofSeconds(11)), List.of(), List.of()), ScreenSize.USUAL)
                        .get(2))
                .startsWith("stale: ");
        assertThat(plain.lines(board(Samples.WELL, List.of(), List.of()), ScreenSize.USUAL)
                        .get(2))
                .startsWith("live | 1 open");
    }

    @Test
    void an_empty_list_is_said_to_be_empty_only_when_that_is_known() {
        FeedHealth syncing = FeedHealth.NEW;
        assertThat(plain.lines(board(syncing, List.of(), List.of()), ScreenSize.USUAL))
                .contains("nothing seen yet");
        assertThat(plain.lines(board(Samples.WELL, List.of(), List.of()), ScreenSize.USUAL))
                .contains("no open orders");
    }

    @Test
    void what_is_new_is_coloured() {
        List<TrackingOrder> orders = orders(2, "x");
        List<OrderEvent> events = List.of(new Opened(Samples.header(1), orders.get(0)));
        List<String> lines = new Frame(Ink.COLOURED, TEXT).lines(board(Samples.WELL, orders, events), ScreenSize.USUAL);
        assertThat(lines.get(5)).startsWith("\u001b[32m").endsWith("\u001b[0m");
        assertThat(lines.get(6)).doesNotContain("\u001b");
    }
}
