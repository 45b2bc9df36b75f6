package io.github.trackflux.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.watch.Columns.Align;
import io.github.trackflux.watch.Columns.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ColumnsTest {
    private static final Columns COLUMNS = new Columns(List.of(
            new Column("NO", Align.TAIL, 4, 6),
            new Column("NAME", Align.START, 4, 4),
            new Column("SIZE", Align.END, 4, 4)));
    private static final List<List<String>> ROWS =
            List.of(List.of("123456", "Ωmega-趋势", "0.001"), List.of("123457", "x", "12"));

    @Test
    void cells_stand_in_line_under_their_headings() {
        assertThat(COLUMNS.lines(ROWS, 80))
                .containsExactly(
                        "NO      NAME         SIZE", //
                        "123456  Ωmega-趋势  0.001",
                        "123457  x              12");
    }

    @Test
    void the_column_with_most_to_spare_gives_first_and_numbers_keep_their_end() {
        assertThat(COLUMNS.lines(ROWS, 18))
                .containsExactly(
                        "NO    NAME    SIZE", //
                        "…456  Ωmeg…  0.001",
                        "…457  x         12");
    }

    @Test
    void no_line_is_wider_than_allowed_even_where_the_columns_do_not_fit() {
        for (int width = 1; width < 40; width++) {
            int allowed = width;
            assertThat(COLUMNS.lines(ROWS, width))
                    .allSatisfy(line -> assertThat(Width.of(line)).isLessThanOrEqualTo(allowed));
        }
    }

    @Test
    void without_rows_there_are_headings() {
        assertThat(COLUMNS.lines(List.of(), 80)).containsExactly("NO      NAME  SIZE");
    }
}
