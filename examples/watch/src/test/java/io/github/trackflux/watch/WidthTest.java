package io.github.trackflux.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WidthTest {
    @Test
    void east_asian_characters_and_pictures_take_two_columns_and_marks_none() {
        assertThat(Width.of("x-1")).isEqualTo(3);
        assertThat(Width.of("Ωmega-趋势")).isEqualTo(10);
        assertThat(Width.of("🚀")).isEqualTo(2);
        assertThat(Width.of("Z\u0335")).isEqualTo(1);
    }

    @Test
    void what_does_not_fit_is_cut_at_a_whole_character() {
        assertThat(Width.cut("趋势趋势", 8)).isEqualTo("趋势趋势");
        assertThat(Width.cut("趋势趋势", 7)).isEqualTo("趋势趋…");
        assertThat(Width.cut("趋势趋势", 6)).isEqualTo("趋势…");
        assertThat(Width.cut("abc", 1)).isEqualTo("…");
        assertThat(Width.cut("abc", 0)).isEmpty();
    }

    @Test
    void a_cell_has_exactly_its_width() {
        assertThat(Width.left("趋势", 6)).isEqualTo("趋势  ");
        assertThat(Width.right("趋势", 6)).isEqualTo("  趋势");
        assertThat(Width.left("趋势趋势", 6)).isEqualTo("趋势… ");
        assertThat(Width.right("趋势趋势", 6)).isEqualTo(" 趋势…");
    }
}
