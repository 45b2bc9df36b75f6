package io.github.trackflux.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderFieldTest {
    private static final TrackingOrder ORDER = Orders.order("1");

    @ParameterizedTest
    @EnumSource
    void a_change_in_one_field_is_that_difference_and_no_other(OrderField field) {
        TrackingOrder changed = Orders.numbered("1").with(field, other(field)).build();

        assertThat(OrderField.differences(ORDER, changed)).containsExactly(field);
        assertThat(OrderField.differences(changed, ORDER)).containsExactly(field);
        assertThat(ORDER.sameState(changed)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SYMBOL", "SIDE", "CLOSE_ORDER_ID", "CLOSE_PRICE", "CLOSE_SIZE", "CLOSE_TIME"})
    void a_field_that_is_no_longer_set_is_a_difference(OrderField field) {
        TrackingOrder bare = Orders.numbered("1").without(field).build();

        assertThat(OrderField.differences(ORDER, bare)).containsExactly(field);
    }

    @Test
    void several_changes_come_in_the_order_of_the_record() {
        TrackingOrder changed = Orders.numbered("1")
                .with(OrderField.CLOSE_SIZE, "0.005")
                .with(OrderField.MARGIN, "10.5")
                .with(OrderField.CLOSE_PRICE, "40000")
                .build();

        assertThat(OrderField.differences(ORDER, changed))
                .containsExactly(OrderField.MARGIN, OrderField.CLOSE_PRICE, OrderField.CLOSE_SIZE);
    }

    @Test
    void a_trader_who_takes_another_name_changes_nothing() {
        TrackingOrder renamed = Orders.numbered("1").withTraderName("Bob").build();

        assertThat(OrderField.differences(ORDER, renamed)).isEmpty();
        assertThat(ORDER.sameState(renamed)).isTrue();
        assertThat(ORDER).isNotEqualTo(renamed);
    }

    @Test
    void a_field_that_nobody_knows_changes_nothing() {
        TrackingOrder more = Orders.numbered("1")
                .withExtra(Map.of("marginMode", "\"crossed\""))
                .build();

        assertThat(OrderField.differences(ORDER, more)).isEmpty();
        assertThat(ORDER.sameState(more)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"LEVERAGE", "OPEN_PRICE", "OPEN_SIZE", "MARGIN", "OPEN_FEE", "CLOSE_PRICE", "CLOSE_SIZE"})
    void one_number_written_in_two_ways_is_one_state(OrderField field) {
        TrackingOrder plain = Orders.numbered("1").with(field, "100").build();

        for (String same : new String[] {"100.0", "100.000000", "1E2", "1.0E+2"}) {
            assertThat(OrderField.differences(
                            plain, Orders.numbered("1").with(field, same).build()))
                    .as(same)
                    .isEmpty();
        }
    }

    @Test
    void the_differences_cannot_be_changed() {
        assertThatThrownBy(() -> OrderField.differences(ORDER, ORDER).add(OrderField.SIDE))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void every_component_is_a_field_but_the_number_the_name_and_the_extra() {
        assertThat(Arrays.stream(OrderField.values()).map(OrderField::label))
                .containsExactlyElementsOf(Arrays.stream(TrackingOrder.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .filter(name ->
                                !name.equals("trackingNo") && !name.equals("traderName") && !name.equals("extra"))
                        .toList());
        assertThat(Arrays.stream(OrderField.values()).map(Object::toString))
                .containsExactlyElementsOf(Arrays.stream(OrderField.values())
                        .map(OrderField::label)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void a_field_reads_the_component_of_its_name(OrderField field) throws Exception {
        TrackingOrder full = Orders.numbered("1")
                .with(OrderField.CLOSE_ORDER_ID, "c1")
                .with(OrderField.CLOSE_PRICE, "40000")
                .with(OrderField.CLOSE_SIZE, "0.005")
                .with(OrderField.CLOSE_TIME, Instant.ofEpochMilli(1_627_567_400_000L))
                .build();

        assertThat(field.of(full))
                .isEqualTo(TrackingOrder.class.getMethod(field.label()).invoke(full));
    }

    private static Object other(OrderField field) {
        return switch (field) {
            case TRADER_ID, OPEN_ORDER_ID, CLOSE_ORDER_ID, SYMBOL -> "other";
            case SIDE -> PositionSide.SHORT;
            case OPEN_TIME, CLOSE_TIME -> Instant.EPOCH.plusMillis(7);
            default -> "7";
        };
    }
}
