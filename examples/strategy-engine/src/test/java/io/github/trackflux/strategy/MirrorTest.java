package io.github.trackflux.strategy;

import static io.github.trackflux.strategy.Samples.LIMITS;
import static io.github.trackflux.strategy.Samples.closed;
import static io.github.trackflux.strategy.Samples.closedPart;
import static io.github.trackflux.strategy.Samples.existing;
import static io.github.trackflux.strategy.Samples.gap;
import static io.github.trackflux.strategy.Samples.number;
import static io.github.trackflux.strategy.Samples.opened;
import static io.github.trackflux.strategy.Samples.order;
import static io.github.trackflux.strategy.Samples.reinstated;
import static io.github.trackflux.strategy.Samples.synced;
import static io.github.trackflux.strategy.Samples.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.trackflux.event.Origin;
import io.github.trackflux.model.PositionSide;
import io.github.trackflux.model.TrackingOrder;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MirrorTest {
    private static final TrackingOrder ORDER = order("1", "BTCUSDT", "10", "100");

    private final Played played = new Played(new Mirror(Optional.empty(), LIMITS));

    @Test
    void a_share_of_the_trader_s_size_is_held_while_the_order_is_open() {
        played.tell(synced(1)).tell(opened(2, ORDER));
        assertThat(played.holds("1")).isEqualByComparingTo("1");

        played.tell(closed(3, ORDER, Origin.LIVE));
        assertThat(played.holds("1")).isZero();
        assertThat(played.reasons()).containsExactly("opened", "closed");
    }

    @Test
    void no_entry_is_larger_than_the_cap() {
        played.tell(opened(1, order("1", "BTCUSDT", "1000", "100")));

        assertThat(played.holds("1")).isEqualByComparingTo("3");
    }

    @Test
    void entries_end_where_the_symbol_s_limit_is_and_other_symbols_have_their_own() {
        for (int k = 1; k <= 5; k++) {
            played.tell(opened(k, order("" + k, "BTCUSDT", "1000", "100")));
        }
        assertThat(played.holds("4")).as("300 + 300 + 300 leave 100").isEqualByComparingTo("1");
        assertThat(played.holds("5")).isZero();

        played.tell(opened(6, order("6", "ETHUSDT", "1000", "100")));
        assertThat(played.holds("6")).isEqualByComparingTo("3");
    }

    @Test
    void less_than_an_exchange_would_take_is_not_entered() {
        assertThat(played.tell(opened(1, order("1", "BTCUSDT", "0.49", "100"))).decided)
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Origin.class,
            names = {"LATE", "RECOVERED"})
    void a_late_find_is_an_entry_that_was_missed(Origin origin) {
        played.tell(opened(1, ORDER, origin)).tell(updated(2, ORDER, closedPart(ORDER, "5", "110"), Origin.LIVE));

        assertThat(played.decided).isEmpty();
    }

    @Test
    void what_was_open_at_the_start_is_not_entered() {
        played.tell(existing(1, ORDER)).tell(synced(2)).tell(closed(3, ORDER, Origin.LIVE));

        assertThat(played.decided).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Origin.class)
    void less_is_held_when_the_trader_holds_less_however_late_that_is_known(Origin origin) {
        played.tell(opened(1, ORDER)).tell(updated(2, ORDER, closedPart(ORDER, "2.5", "110"), origin));
        assertThat(played.holds("1")).isEqualByComparingTo("0.75");

        played.tell(closed(3, ORDER, origin));
        assertThat(played.holds("1")).isZero();
    }

    @Test
    void more_is_never_held_than_was_entered() {
        TrackingOrder larger = order("1", "BTCUSDT", "20", "100");

        played.tell(opened(1, ORDER)).tell(updated(2, ORDER, larger, Origin.LIVE));

        assertThat(played.holds("1")).isEqualByComparingTo("1");
    }

    @Test
    void after_a_restart_what_is_held_becomes_as_much_less_as_existing_orders_have() {
        played.tell(opened(1, ORDER)).tell(existing(2, ORDER)).tell(gap(2));
        assertThat(played.holds("1")).isEqualByComparingTo("1");

        played.tell(existing(2, closedPart(ORDER, "5", "90")));
        assertThat(played.holds("1")).isEqualByComparingTo("0.5");
    }

    @Test
    void a_close_that_is_taken_back_is_the_same_position_again_and_no_larger_one() {
        TrackingOrder half = closedPart(ORDER, "5", "100");
        played.tell(opened(1, ORDER))
                .tell(updated(2, ORDER, half, Origin.LIVE))
                .tell(closed(3, half, Origin.LIVE))
                .tell(reinstated(4, half));

        assertThat(played.holds("1")).isEqualByComparingTo("0.5");
        assertThat(played.reasons()).last().isEqualTo("the close was taken back");
    }

    @Test
    void a_close_of_what_was_never_held_that_is_taken_back_is_no_entry() {
        played.tell(existing(1, ORDER)).tell(closed(2, ORDER, Origin.LIVE)).tell(reinstated(3, ORDER));

        assertThat(played.decided).isEmpty();
    }

    @Test
    void only_its_trader_is_followed() {
        Played ofBert = new Played(new Mirror(Optional.of("bert"), LIMITS));
        ofBert.tell(opened(1, ORDER))
                .tell(opened(2, order("2", "bert", "BTCUSDT", PositionSide.SHORT, "10", "100", "0")));

        assertThat(ofBert.holds("1")).isZero();
        assertThat(ofBert.holds("2")).isEqualByComparingTo("1");
    }

    @Test
    void a_side_that_nobody_knows_is_not_entered() {
        played.tell(opened(1, order("1", "anna", "BTCUSDT", PositionSide.of("both"), "10", "100", "0")));

        assertThat(played.decided).isEmpty();
    }

    @Test
    void an_order_that_is_told_twice_is_held_once() {
        played.tell(opened(1, ORDER)).tell(opened(1, ORDER));

        assertThat(played.holds("1")).isEqualByComparingTo("1");
        assertThat(played.decided).hasSize(1);
    }

    @Test
    void limits_of_nothing_are_refused() {
        BigDecimal one = BigDecimal.ONE;
        assertThatThrownBy(() -> new Mirror.Limits(one, BigDecimal.ZERO, number("-2")))
                .hasMessage("share, cap and limit must be more than 0, were 1, 0 and -2");
    }
}
