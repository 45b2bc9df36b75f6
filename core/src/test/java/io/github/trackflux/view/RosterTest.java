package io.github.trackflux.view;

import static io.github.trackflux.view.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.page.Filter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order in which a list stands, put together from its pages. */
class RosterTest {
    private final Listing listing =
            new Listing(Filter.of(OrderQuery.of(Script.USDT)).get(0));
    private final Roster roster = listing.roster;
    private final Map<Integer, Known> all = new HashMap<>();
    private long stamp;

    private Known known(int number) {
        return all.computeIfAbsent(number, n -> new Known(listing, row(n).order(), 0, 1));
    }

    private List<Known> page(Integer... numbers) {
        List<Known> page = Arrays.stream(numbers).map(this::known).toList();
        stamp++;
        page.forEach(known -> known.shown(stamp, 0));
        return page;
    }

    /** What this page steps over. */
    private List<Integer> place(boolean first, boolean last, Integer... numbers) {
        return numbers(roster.place(page(numbers), first, last, stamp));
    }

    private static List<Integer> numbers(List<Known> known) {
        return known.stream().map(each -> Integer.valueOf(each.number)).toList();
    }

    /** The whole list from its head, after a look at each link, label and rank of it. */
    private List<Integer> stands() {
        roster.rank();
        List<Known> upwards = new ArrayList<>();
        for (Known known = roster.last(); known != null; known = known.above) {
            upwards.add(known);
        }
        Collections.reverse(upwards);
        for (int i = 0; i < upwards.size(); i++) {
            Known known = upwards.get(i);
            assertThat(known.below).isSameAs(i + 1 < upwards.size() ? upwards.get(i + 1) : null);
            assertThat(known.rank).isEqualTo(i);
            if (i > 0) {
                assertThat(known.label).isGreaterThan(upwards.get(i - 1).label);
            }
        }
        assertThat(roster.live()).isEqualTo(upwards.size());
        return numbers(upwards);
    }

    private long label(int number) {
        return known(number).label;
    }

    @Test
    void pages_stand_one_below_the_other() {
        assertThat(place(true, false, 9, 8, 7)).isEmpty();
        assertThat(place(false, true, 6, 5)).isEmpty();
        assertThat(stands()).containsExactly(9, 8, 7, 6, 5);
    }

    @Test
    void what_stood_between_the_rows_of_a_page_is_stepped_over() {
        place(true, true, 9, 8, 7, 6, 5, 4);
        assertThat(place(false, false, 8, 6, 5)).containsExactly(7);
    }

    @Test
    void so_is_what_stood_above_a_first_page_and_below_a_last_one() {
        place(true, true, 9, 8, 7, 6, 5, 4);
        assertThat(place(true, false, 8, 7)).containsExactly(9);
        assertThat(place(false, true, 6, 5)).containsExactly(4);
        assertThat(place(false, false, 7, 6)).isEmpty();
        assertThat(place(true, true)).isEmpty();
    }

    @Test
    void a_new_row_stands_where_the_page_shows_it_and_was_placed_then() {
        place(true, true, 9, 8, 7, 6);
        assertThat(place(true, true, 10, 9, 8, 20, 7, 6, 30)).isEmpty();
        assertThat(stands()).containsExactly(10, 9, 8, 20, 7, 6, 30);
        assertThat(known(20).placed).isEqualTo(2);
        assertThat(known(8).placed).isEqualTo(1);
    }

    @Test
    void of_rows_in_another_order_as_few_as_possible_are_moved() {
        place(true, true, 9, 8, 7, 6, 5);
        place(true, true, 9, 7, 6, 8, 5);
        assertThat(stands()).containsExactly(9, 7, 6, 8, 5);
        assertThat(known(8).placed).isEqualTo(2);
        assertThat(List.of(known(9), known(7), known(6), known(5)))
                .allSatisfy(known -> assertThat(known.placed).isEqualTo(1));
    }

    @Test
    void a_row_that_a_page_shows_above_all_that_it_knows_stands_right_below_what_stood_above_them() {
        place(true, true, 9, 8, 7, 6, 5);
        place(false, false, 20, 7, 6);
        assertThat(stands()).containsExactly(9, 8, 20, 7, 6, 5);
        // A row of the page itself is nothing to stand below.
        place(false, false, 21, 8, 7, 20, 6);
        assertThat(stands()).containsExactly(9, 21, 8, 7, 20, 6, 5);
        place(false, false, 6, 7);
        assertThat(stands()).containsExactly(9, 21, 8, 6, 7, 20, 5);
    }

    @Test
    void a_page_of_which_nothing_is_known_stands_at_the_end_unless_it_is_the_first() {
        place(true, true, 9, 8);
        place(false, false, 5, 4);
        assertThat(stands()).containsExactly(9, 8, 5, 4);
        place(true, false, 20, 19);
        assertThat(stands()).containsExactly(20, 19, 9, 8, 5, 4);
    }

    @Test
    void labels_are_sparse_so_that_a_new_row_changes_no_other() {
        place(true, true, 9, 8, 7);
        place(true, false, 10, 9);
        List<Long> before = List.of(label(10), label(9), label(8), label(7));
        place(true, false, 11, 10);
        place(false, true, 7, 6);
        place(false, false, 8, 20, 7);
        assertThat(stands()).containsExactly(11, 10, 9, 8, 20, 7, 6);
        assertThat(List.of(label(10), label(9), label(8), label(7))).isEqualTo(before);
        assertThat(label(20) - label(8)).isEqualTo(label(7) - label(20));
        assertThat(label(10) - label(11)).isEqualTo(label(8) - label(9));
        assertThat(label(6) - label(7)).isEqualTo(label(8) - label(9));
    }

    @Test
    void and_where_there_is_no_room_left_all_are_labelled_anew() {
        place(true, true, 10, 9, 8);
        List<Integer> expected = new ArrayList<>(List.of(10, 9, 8));
        for (int number = 100; number < 160; number++) {
            place(false, false, 9, number);
            expected.add(2, number);
            assertThat(stands()).isEqualTo(expected);
        }
    }

    @Test
    void what_is_removed_leaves_its_neighbours_one_below_the_other() {
        place(true, true, 9, 8, 7, 6);
        for (int number : new int[] {9, 7, 6}) {
            roster.remove(known(number));
            assertThat(roster.stands(known(number))).isFalse();
        }
        assertThat(stands()).containsExactly(8);
        roster.remove(known(8));
        assertThat(stands()).isEmpty();
        // Twice is harmless.
        roster.remove(known(8));
        place(true, true, 8);
        assertThat(stands()).containsExactly(8);
    }

    @Test
    void what_was_known_of_a_removed_row_and_all_above_it_is_known_of_the_next_above() {
        place(true, true, 9, 8, 7);
        known(8).cleanSent = 5;
        known(9).cleanSent = 3;
        roster.remove(known(8));
        assertThat(known(9).cleanSent).isEqualTo(5);
        assertThat(known(8).cleanSent).isEqualTo(Long.MIN_VALUE);
        known(7).cleanSent = 4;
        roster.remove(known(7));
        assertThat(known(9).cleanSent).isEqualTo(5);
    }

    @Test
    void ranks_count_what_is_believed_to_be_open() {
        place(true, true, 9, 8, 7);
        assertThat(roster.live()).isEqualTo(3);
        known(8).suspectSent = 1;
        assertThat(roster.live()).isEqualTo(3);
        roster.changed();
        assertThat(roster.live()).isEqualTo(2);
        assertThat(known(7).rank).isEqualTo(1);
        place(true, false, 10, 9);
        roster.rank();
        assertThat(known(7).rank).isEqualTo(2);
        roster.remove(known(9));
        roster.rank();
        assertThat(known(7).rank).isEqualTo(1);
    }

    @Test
    void a_page_whose_rows_stand_as_before_is_undisturbed_unless_the_list_goes_on_beyond_its_end() {
        place(true, true, 9, 8, 7, 6);
        assertThat(roster.isUndisturbed(page(9, 8), true, false)).isTrue();
        assertThat(roster.isUndisturbed(page(8, 7), false, false)).isTrue();
        assertThat(roster.isUndisturbed(page(7, 6), false, true)).isTrue();
        assertThat(roster.isUndisturbed(page(9, 8, 7, 6), true, true)).isTrue();
        assertThat(roster.isUndisturbed(page(8, 7), true, false)).isFalse();
        assertThat(roster.isUndisturbed(page(8, 7), false, true)).isFalse();
        assertThat(roster.isUndisturbed(page(8, 7, 6), true, true)).isFalse();
        assertThat(roster.isUndisturbed(page(99), false, false)).isFalse();
        assertThat(roster.isUndisturbed(List.of(), false, false)).isFalse();
    }

    /** Pages of which a third of the rows moved. */
    private void shuffle(int times) {
        for (int i = 0; i < times; i++) {
            place(true, true, i % 2 == 0 ? new Integer[] {7, 9, 8} : new Integer[] {9, 8, 7});
        }
    }

    @Test
    void two_pages_in_another_order_make_a_list_unstable_and_then_nothing_is_said_to_be_stepped_over() {
        place(true, true, 9, 8, 7);
        shuffle(1);
        assertThat(roster.isUnstable()).isFalse();
        shuffle(2);
        assertThat(roster.isUnstable()).isTrue();
        assertThat(place(true, true, 9, 7)).isEmpty();
    }

    @Test
    void calm_pages_make_it_stable_again_whoever_looked_at_them() {
        place(true, true, 9, 8, 7);
        shuffle(4);
        assertThat(roster.isUnstable()).isTrue();
        for (int i = 0; i < 7; i++) {
            assertThat(roster.isUndisturbed(page(9, 8), true, false)).isTrue();
        }
        for (int i = 0; i < 5; i++) {
            place(true, false, 9, 8);
        }
        assertThat(roster.isUnstable()).isTrue();
        place(true, false, 9, 8);
        assertThat(roster.isUnstable()).isFalse();
        assertThat(place(true, true, 9, 7)).containsExactly(8);
    }

    @Test
    void one_row_of_twenty_that_moves_is_no_disorder() {
        Integer[] rows = new Integer[20];
        Arrays.setAll(rows, i -> 100 - i);
        place(true, true, rows);
        for (int i = 0; i < 50; i++) {
            Integer moved = rows[19];
            System.arraycopy(rows, 0, rows, 1, 19);
            rows[0] = moved;
            place(true, true, rows);
        }
        assertThat(roster.isUnstable()).isFalse();
        assertThat(stands()).containsExactly(rows);
    }

    /** A list that changes, and one page of it after another. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatever_happens_a_page_stands_as_it_was_shown(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> list = new ArrayList<>();
        int next = 1;
        for (int round = 0; round < 300; round++) {
            while (list.size() < 5 || random.nextInt(3) == 0) {
                list.add(random.nextInt(list.size() + 1), next++);
            }
            if (list.size() > 8) {
                roster.remove(known(list.remove(random.nextInt(list.size()))));
            }
            int from = random.nextInt(list.size());
            int to = from + 1 + random.nextInt(list.size() - from);
            List<Integer> shown = List.copyOf(list.subList(from, to));
            place(from == 0, to == list.size(), shown.toArray(Integer[]::new));
            assertThat(stands()).containsSubsequence(shown).doesNotHaveDuplicates();
            place(true, true, list.toArray(Integer[]::new));
            assertThat(stands()).isEqualTo(list);
        }
    }
}
