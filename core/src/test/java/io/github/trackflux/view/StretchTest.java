package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.page.Filter;
import io.github.trackflux.view.Stretch.Exposed;
import io.github.trackflux.view.Stretch.Window;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which page to look at where something has closed. */
class StretchTest {
    private final Listing listing =
            new Listing(Filter.of(OrderQuery.of(Script.USDT)).get(0));

    private Known ranked(int rank) {
        Known known = new Known(listing, row(rank).order(), 0, 1);
        known.rank = rank;
        return known;
    }

    /** Of the rows with these ranks, each exposed for so long. */
    private Stretch stretch(int closes, int top, int bottom, long nanos) {
        List<Exposed> suspects = new ArrayList<>();
        for (int rank = bottom; rank >= top; rank--) {
            suspects.add(new Exposed(ranked(rank), nanos));
        }
        return new Stretch(closes, suspects, 0, closes);
    }

    @Test
    void it_has_the_rows_from_its_first_to_its_last() {
        Stretch stretch = stretch(1, 20, 30, 1);
        assertThat(stretch.has(ranked(19))).isFalse();
        assertThat(stretch.has(ranked(20))).isTrue();
        assertThat(stretch.has(ranked(25))).isTrue();
        assertThat(stretch.has(ranked(30))).isTrue();
        assertThat(stretch.has(ranked(31))).isFalse();
    }

    @Test
    void what_a_page_can_find_is_shared_by_the_pages_that_it_takes() {
        assertThat(stretch(3, 1, 50, 1).closesPerPage(50)).isEqualTo(3);
        assertThat(stretch(3, 1, 51, 1).closesPerPage(50)).isEqualTo(1.5);
        assertThat(stretch(3, 1, 150, 1).closesPerPage(50)).isEqualTo(1);
    }

    @Test
    void its_middle_has_as_much_exposure_above_as_below() {
        assertThat(stretch(1, 20, 30, 2).middle().rank).isEqualTo(25);
        assertThat(stretch(1, 20, 20, 2).middle().rank).isEqualTo(20);
        List<Exposed> suspects = List.of(
                new Exposed(ranked(4), 1),
                new Exposed(ranked(3), 1),
                new Exposed(ranked(2), 10),
                new Exposed(ranked(1), 1));
        assertThat(new Stretch(1, suspects, 0, 1).middle().rank).isEqualTo(2);
        assertThat(new Stretch(1, suspects.subList(0, 2), 0, 1).middle().rank).isEqualTo(3);
    }

    @Test
    void one_that_fits_a_page_with_a_row_on_either_side_gets_the_largest_such_page() {
        assertThat(stretch(1, 60, 70, 1).window(50)).isEqualTo(new Window(2, 50));
        // Of fifty it would hold the border.
        assertThat(stretch(1, 45, 55, 1).window(50)).isEqualTo(new Window(2, 43));
        assertThat(stretch(1, 0, 40, 1).window(50)).isEqualTo(new Window(1, 50));
        assertThat(stretch(1, 0, 48, 1).window(50)).isEqualTo(new Window(1, 50));
    }

    @Test
    void a_longer_one_gets_the_page_of_its_middle() {
        assertThat(stretch(1, 0, 49, 1).window(50)).isEqualTo(new Window(1, 50));
        assertThat(stretch(1, 100, 300, 1).window(50)).isEqualTo(new Window(5, 50));
        assertThat(stretch(30, 100, 300, 1).window(50)).isEqualTo(new Window(4, 50));
        assertThat(new Stretch(1, List.of(), 0, 1).isEmpty()).isTrue();
    }
}
