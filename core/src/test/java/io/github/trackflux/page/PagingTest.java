package io.github.trackflux.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.model.Orders;
import io.github.trackflux.page.Paging.Fullness;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is learned from single answers: how full a page can be, and whether ids descend. */
class PagingTest {
    private final Paging paging = new Paging(Optional.empty());

    @Test
    void no_rows_is_empty_and_all_that_was_asked_for_is_full() {
        assertThat(paging.fullness(50, 0)).isEqualTo(Fullness.EMPTY);
        assertThat(paging.fullness(50, 50)).isEqualTo(Fullness.FULL);
        assertThat(paging.fullness(50, 60)).isEqualTo(Fullness.FULL);
    }

    @Test
    void the_fullest_page_so_far_is_an_edge_and_only_what_is_less_is_short() {
        saw(50, 20);

        assertThat(paging.fullness(50, 19)).isEqualTo(Fullness.SHORT);
        assertThat(paging.fullness(50, 20)).isEqualTo(Fullness.EDGE);
        assertThat(paging.fullness(50, 21)).isEqualTo(Fullness.EDGE);
    }

    @Test
    void a_smaller_page_later_does_not_lower_what_is_known() {
        saw(50, 20);
        saw(50, 5);

        assertThat(paging.fullness(50, 19)).isEqualTo(Fullness.SHORT);
        assertThat(paging.fullness(50, 20)).isEqualTo(Fullness.EDGE);
    }

    @Test
    void once_a_page_came_full_every_less_is_short() {
        saw(50, 50);

        assertThat(paging.fullness(50, 49)).isEqualTo(Fullness.SHORT);
        assertThat(paging.fullness(50, 1)).isEqualTo(Fullness.SHORT);
        assertThat(paging.isCapped()).isFalse();
    }

    @Test
    void each_size_is_learned_for_itself() {
        saw(50, 50);

        assertThat(paging.fullness(43, 42)).isEqualTo(Fullness.EDGE);
        saw(43, 43);
        assertThat(paging.fullness(43, 42)).isEqualTo(Fullness.SHORT);
    }

    @Test
    void how_full_pages_of_the_largest_size_get_hints_at_what_is_short_of_another() {
        assertThat(paging.looksShort(43, 42)).isFalse();
        saw(50, 20);
        assertThat(paging.looksShort(43, 19)).isFalse();
        paging.reached(50, page(20));

        assertThat(paging.looksShort(43, 19)).isTrue();
        assertThat(paging.looksShort(43, 20)).isFalse();
        assertThat(paging.looksShort(15, 15)).isFalse();
        assertThat(paging.looksShort(43, 0)).isFalse();
        assertThat(paging.fullness(43, 19)).isEqualTo(Fullness.EDGE);
    }

    @Test
    void a_page_that_was_followed_by_rows_is_a_cap() {
        saw(50, 20);
        paging.reached(50, page(20));

        assertThat(paging.fullness(50, 20)).isEqualTo(Fullness.FULL);
        assertThat(paging.fullness(50, 19)).isEqualTo(Fullness.SHORT);
        assertThat(paging.capacity(50)).isEqualTo(20);
        assertThat(paging.isCapped()).isTrue();
    }

    @Test
    void a_page_below_the_fullest_that_was_followed_by_rows_is_none() {
        saw(50, 20);
        paging.reached(50, page(15));

        assertThat(paging.fullness(50, 20)).isEqualTo(Fullness.EDGE);
        assertThat(paging.isCapped()).isFalse();
    }

    @Test
    void a_fuller_page_than_the_cap_unlearns_the_cap() {
        saw(50, 20);
        paging.reached(50, page(20));
        saw(50, 30);

        assertThat(paging.fullness(50, 30)).isEqualTo(Fullness.EDGE);
        assertThat(paging.fullness(50, 20)).isEqualTo(Fullness.SHORT);
        assertThat(paging.capacity(50)).isEqualTo(50);
        assertThat(paging.isCapped()).isFalse();
    }

    @Test
    void sixty_rows_on_a_page_of_fifty_are_full_and_promise_no_more_than_was_asked() {
        saw(50, 60);

        assertThat(paging.fullness(50, 60)).isEqualTo(Fullness.FULL);
        assertThat(paging.fullness(50, 50)).isEqualTo(Fullness.FULL);
        assertThat(paging.fullness(50, 49)).isEqualTo(Fullness.SHORT);
        assertThat(paging.capacity(50)).isEqualTo(50);
        assertThat(paging.isCapped()).isFalse();
    }

    @Test
    void rows_that_cannot_be_read_fill_a_page_too() {
        Page unreadable = new Page(List.of(), 50, List.of("1"), Optional.empty(), false);
        paging.saw(request(50), unreadable);

        assertThat(paging.fullness(50, 49)).isEqualTo(Fullness.SHORT);
    }

    @Test
    void the_capacity_is_what_is_asked_for_until_a_cap_is_known() {
        assertThat(paging.capacity(50)).isEqualTo(50);
        saw(50, 20);
        assertThat(paging.capacity(50)).isEqualTo(50);
    }

    @Test
    void what_one_dialect_showed_is_not_known_of_the_other() {
        Paging cursor = new Paging(Optional.of(Dialect.ID_CURSOR));
        saw(cursor, new PageRequest(Walks.ALL, new Position.Numbered(1), 50), 50);
        assertThat(cursor.fullness(50, 49)).isEqualTo(Fullness.EDGE);

        saw(paging, request(50), 50);
        assertThat(paging.fullness(50, 49)).isEqualTo(Fullness.SHORT);
        paging.saw(request(50), new Page(List.of(), 0, List.of(), Optional.of("7"), true));
        assertThat(paging.dialect()).isEqualTo(Dialect.ID_CURSOR);
        assertThat(paging.fullness(50, 49)).isEqualTo(Fullness.EDGE);
    }

    @Test
    void ids_are_believed_to_descend_until_one_does_not_and_never_again() {
        Paging cursor = new Paging(Optional.of(Dialect.ID_CURSOR));
        assertThat(cursor.isDescending()).isTrue();
        cursor.saw(below("40"), Page.of(List.of(Orders.order("30"), Orders.order("20"))));
        assertThat(cursor.isDescending()).isTrue();
        cursor.saw(below("40"), Page.of(List.of(Orders.order("20"), Orders.order("30"))));
        assertThat(cursor.isDescending()).isFalse();
        cursor.saw(below("40"), Page.of(List.of(Orders.order("30"), Orders.order("20"))));
        assertThat(cursor.isDescending()).isFalse();
    }

    @Test
    void a_row_that_is_not_below_the_asked_id_ends_the_belief() {
        Paging cursor = new Paging(Optional.of(Dialect.ID_CURSOR));
        cursor.saw(below("30"), Page.of(List.of(Orders.order("30"), Orders.order("20"))));

        assertThat(cursor.isDescending()).isFalse();
    }

    @Test
    void by_page_number_a_descending_list_proves_nothing() {
        paging.saw(request(50), Page.of(List.of(Orders.order("30"), Orders.order("20"))));

        assertThat(paging.isDescending()).isFalse();
    }

    private void saw(int asked, int raw) {
        saw(paging, request(asked), raw);
    }

    private static void saw(Paging paging, PageRequest request, int raw) {
        paging.saw(request, page(raw));
    }

    private static Page page(int rows) {
        return Page.of(
                IntStream.range(0, rows).mapToObj(i -> Orders.order("1" + i)).toList());
    }

    private static PageRequest request(int size) {
        return new PageRequest(Walks.ALL, new Position.Numbered(1), size);
    }

    private static PageRequest below(String id) {
        return new PageRequest(Walks.ALL, new Position.Below(Optional.of(id)), 100);
    }
}
