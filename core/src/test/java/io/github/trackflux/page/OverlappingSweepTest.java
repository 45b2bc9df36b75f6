package io.github.trackflux.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.page.Sweep.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages asked for before earlier ones have answered. */
class OverlappingSweepTest {
    @Test
    void as_many_pages_as_are_expected_are_asked_for_at_once_and_no_more() {
        Walks walks = Walks.of(FakeServer.with(101));
        Sweep sweep = walks.begin(3);
        List<PageRequest> asked = Walks.ask(sweep);

        assertThat(asked).hasSize(3);
        walks.answer(sweep, asked.get(0));
        assertThat(sweep.next()).as("page 2 and 3 are awaited").isEmpty();
        assertThat(sweep.state()).isEqualTo(State.OPEN);
        walks.answer(sweep, asked.get(1));
        walks.answer(sweep, asked.get(2));
        assertThat(sweep.state()).isEqualTo(State.COMPLETE);
        assertThat(sweep.asked()).isEqualTo(3);
    }

    @Test
    void the_page_after_the_expected_ones_waits_for_the_last_of_them_to_be_full() {
        Walks walks = Walks.of(FakeServer.with(160));
        Sweep sweep = walks.begin(3);
        List<PageRequest> asked = Walks.ask(sweep);
        walks.answer(sweep, asked.get(2));

        assertThat(sweep.state()).isEqualTo(State.OPEN);
        PageRequest fourth = sweep.next().orElseThrow();
        assertThat(fourth.position()).isEqualTo(new Position.Numbered(4));
        walks.answer(sweep, fourth);
        walks.answer(sweep, asked.get(1));
        assertThat(sweep.state()).isEqualTo(State.OPEN);
        walks.answer(sweep, asked.get(0));
        assertThat(sweep.state()).isEqualTo(State.COMPLETE);
        assertThat(sweep.rows()).isEqualTo(160);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 49, 50, 51, 99, 100, 101, 149, 150, 199})
    void answers_in_every_order_end_alike(int orders) {
        for (List<Integer> order : permutations(4)) {
            Walks walks = Walks.of(FakeServer.with(50));
            walks.walk();
            walks.server.resize(orders);
            Sweep sweep = walks.begin(4);
            List<PageRequest> asked = Walks.ask(sweep);
            order.forEach(index -> walks.answer(sweep, asked.get(index)));

            assertThat(sweep.state()).as("answers in order %s", order).isEqualTo(State.COMPLETE);
            assertThat(sweep.rows()).isEqualTo(orders);
            assertThat(sweep.asked()).isEqualTo(4);
            assertThat(sweep.length()).isEqualTo(1 + orders / 50);
            assertThat(sweep.isAtomic()).isEqualTo(orders < 50);
        }
    }

    @Test
    void pages_past_the_end_may_be_refused_in_every_order() {
        for (List<Integer> order : permutations(4)) {
            Walks walks = Walks.of(FakeServer.with(100));
            Sweep sweep = walks.begin(4);
            List<PageRequest> asked = Walks.ask(sweep);
            for (int index : order) {
                if (index < 2) {
                    walks.answer(sweep, asked.get(index));
                } else {
                    sweep.refused(asked.get(index));
                }
            }

            assertThat(sweep.state()).as("answers in order %s", order).isEqualTo(State.COMPLETE);
            assertThat(sweep.rows()).isEqualTo(100);
        }
    }

    @Test
    void a_cap_is_found_in_every_order() {
        for (List<Integer> order : permutations(4)) {
            Walks walks = Walks.of(FakeServer.with(65).cappedTo(20));
            Sweep sweep = walks.begin(4);
            List<PageRequest> asked = Walks.ask(sweep);
            order.forEach(index -> walks.answer(sweep, asked.get(index)));
            walks.walk(sweep);

            assertThat(sweep.state()).as("answers in order %s", order).isEqualTo(State.COMPLETE);
            assertThat(sweep.rows()).isEqualTo(65);
            assertThat(walks.paging.capacity(50)).isEqualTo(20);
        }
    }

    @Test
    void a_failure_in_any_place_breaks_the_walk_in_every_order() {
        for (List<Integer> order : permutations(4)) {
            Walks walks = Walks.of(FakeServer.with(199));
            Sweep sweep = walks.begin(4);
            List<PageRequest> asked = Walks.ask(sweep);
            for (int index : order) {
                if (index == 1) {
                    sweep.failed();
                } else {
                    walks.answer(sweep, asked.get(index));
                }
            }

            assertThat(sweep.state()).as("answers in order %s", order).isEqualTo(State.BROKEN);
        }
    }

    /** Every order of 0 to n-1. */
    static List<List<Integer>> permutations(int n) {
        if (n == 0) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (List<Integer> shorter : permutations(n - 1)) {
            for (int i = 0; i <= shorter.size(); i++) {
                List<Integer> longer = new ArrayList<>(shorter);
                longer.add(i, n - 1);
                all.add(longer);
            }
        }
        return all;
    }
}
