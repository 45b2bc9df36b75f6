package io.github.trackflux.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionSideTest {
    @ParameterizedTest
    @ValueSource(strings = {"long", "LONG", "Long"})
    void long_is_read_in_either_case(String text) {
        assertThat(PositionSide.of(text)).isEqualTo(PositionSide.LONG).hasToString("long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "SHORT", "Short"})
    void short_is_read_in_either_case(String text) {
        assertThat(PositionSide.of(text)).isEqualTo(PositionSide.SHORT).hasToString("short");
    }

    @ParameterizedTest
    @ValueSource(strings = {"net", "Net", "both", "", "longish"})
    void an_unknown_side_is_kept_as_its_text(String text) {
        PositionSide side = PositionSide.of(text);

        assertThat(side.text()).isEqualTo(text);
        assertThat(side.isKnown()).isFalse();
    }

    @Test
    void the_two_sides_are_known_and_differ() {
        assertThat(PositionSide.LONG.isKnown()).isTrue();
        assertThat(PositionSide.SHORT.isKnown()).isTrue();
        assertThat(PositionSide.LONG).isNotEqualTo(PositionSide.SHORT);
    }
}
