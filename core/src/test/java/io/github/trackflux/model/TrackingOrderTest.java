package io.github.trackflux.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackingOrderTest {
    private static final Instant CLOSED_AT = Instant.ofEpochMilli(1_627_567_400_000L);

    @ParameterizedTest
    @CsvSource({"0.01, 0.01, true", "0.01, 0.02, true", "0.01, 0.009, false", "1E-2, 0.0100, true"})
    void a_row_says_closed_when_not_less_is_closed_than_was_opened(String opened, String closed, boolean says) {
        TrackingOrder order = Orders.numbered("1")
                .with(OrderField.OPEN_SIZE, opened)
                .with(OrderField.CLOSE_SIZE, closed)
                .with(OrderField.CLOSE_TIME, CLOSED_AT)
                .build();

        assertThat(order.saysClosed()).isEqualTo(says);
    }

    @Test
    void a_row_that_lacks_one_of_the_three_does_not_say_closed() {
        assertThat(closed().without(OrderField.CLOSE_TIME).build().saysClosed()).isFalse();
        assertThat(closed().without(OrderField.CLOSE_SIZE).build().saysClosed()).isFalse();
        assertThat(closed().without(OrderField.OPEN_SIZE).build().saysClosed()).isFalse();
        assertThat(closed().build().saysClosed()).isTrue();
    }

    @Test
    void numbers_are_normalised_whoever_makes_the_order() {
        TrackingOrder order = Orders.numbered("1")
                .with(OrderField.OPEN_SIZE, "0.0010000000000000")
                .with(OrderField.LEVERAGE, "1E2")
                .with(OrderField.CLOSE_SIZE, "0.000")
                .build();

        assertThat(order.openSize()).contains(new BigDecimal("0.001"));
        assertThat(order.leverage().orElseThrow()).hasToString("100");
        assertThat(order.closeSize()).contains(BigDecimal.ZERO);
        assertThat(order)
                .isEqualTo(Orders.numbered("1")
                        .with(OrderField.OPEN_SIZE, "0.001")
                        .with(OrderField.LEVERAGE, "100")
                        .with(OrderField.CLOSE_SIZE, "0")
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E1000000", "1E-1000000", "1E65", "1E2147483647"})
    void a_number_that_would_fill_the_memory_when_written_out_is_refused(String absurd) {
        Orders order = Orders.numbered("1").with(OrderField.MARGIN, absurd);

        assertThatIllegalArgumentException()
                .isThrownBy(order::build)
                .withMessageContaining("64")
                .withMessageContaining("scale");
    }

    @Test
    void a_number_of_64_zeros_before_or_digits_behind_its_point_is_kept() {
        assertThat(Orders.numbered("1").with(OrderField.MARGIN, "1E64").build().margin())
                .contains(BigDecimal.TEN.pow(64));
        assertThat(Orders.numbered("1").with(OrderField.MARGIN, "1E-64").build().margin())
                .contains(new BigDecimal("1E-64"));
    }

    @Test
    void a_masked_or_missing_trader_cannot_be_asked_for() {
        assertThat(Orders.order("1").hasUsableTrader()).isTrue();
        assertThat(masked("**********").hasUsableTrader()).isFalse();
        assertThat(masked("a1****c3").hasUsableTrader()).isFalse();
        assertThat(Orders.numbered("1").without(OrderField.TRADER_ID).build().hasUsableTrader())
                .isFalse();
    }

    @Test
    void the_extra_fields_are_a_copy_that_cannot_be_changed() {
        Map<String, String> mine = new HashMap<>(Map.of("a", "1"));
        TrackingOrder order = Orders.numbered("1").withExtra(mine).build();
        mine.put("b", "2");

        assertThat(order.extra()).containsExactly(Map.entry("a", "1"));
        assertThatThrownBy(() -> order.extra().put("b", "2")).isInstanceOf(UnsupportedOperationException.class);
    }

    private static TrackingOrder masked(String trader) {
        return Orders.numbered("1").with(OrderField.TRADER_ID, trader).build();
    }

    private static Orders closed() {
        return Orders.numbered("1").with(OrderField.CLOSE_SIZE, "0.01").with(OrderField.CLOSE_TIME, CLOSED_AT);
    }
}
