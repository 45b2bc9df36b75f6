package io.github.trackflux.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.page.Sweep.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which dialect is spoken, and what happens where the server ignores it. */
class DialectSwitchTest {
    @Test
    void the_seeds_dialect_is_spoken_first() {
        Walks walks = Walks.of(FakeServer.with(60));

        assertThat(walks.paging.dialect()).isEqualTo(Dialect.PAGE_NUMBER);
        assertThat(walks.begin(1).next().orElseThrow().position()).isEqualTo(new Position.Numbered(1));
    }

    @Test
    void a_page_that_came_twice_breaks_its_walk_and_twice_in_a_row_turns_the_dialect() {
        Walks walks = Walks.of(FakeServer.with(60).ignoringPosition());
        Sweep first = walks.walk();

        assertThat(first.state()).isEqualTo(State.BROKEN);
        assertThat(first.asked()).isEqualTo(2);
        assertThat(walks.paging.dialect()).isEqualTo(Dialect.PAGE_NUMBER);
        assertThat(walks.walk().state()).isEqualTo(State.BROKEN);
        assertThat(walks.paging.dialect()).isEqualTo(Dialect.ID_CURSOR);
        assertThat(walks.paging.isIgnored()).isFalse();
    }

    @Test
    void a_page_that_came_twice_once_is_a_coincidence() {
        Walks walks = Walks.of(FakeServer.with(60));
        for (int i = 0; i < 5; i++) {
            Sweep sweep = walks.begin(1);
            PageRequest first = sweep.next().orElseThrow();
            Page same = walks.server.answer(first);
            walks.answer(sweep, first, same);
            walks.answer(sweep, sweep.next().orElseThrow(), same);

            assertThat(sweep.state()).isEqualTo(State.BROKEN);
            assertThat(walks.walk().state()).isEqualTo(State.COMPLETE);
        }
        assertThat(walks.paging.dialect()).isEqualTo(Dialect.PAGE_NUMBER);
    }

    @Test
    void a_walk_of_one_page_says_nothing_about_paging() {
        FakeServer ignoring = FakeServer.with(60).ignoringPosition();
        Walks walks = Walks.of(ignoring);
        assertThat(walks.walk().state()).isEqualTo(State.BROKEN);
        ignoring.resize(10);
        assertThat(walks.walk().state()).isEqualTo(State.COMPLETE);
        ignoring.resize(60);
        assertThat(walks.walk().state()).isEqualTo(State.BROKEN);

        assertThat(walks.paging.dialect()).isEqualTo(Dialect.ID_CURSOR);
    }

    @Test
    void the_same_page_is_recognised_in_whichever_order_it_comes() {
        for (List<Integer> order : OverlappingSweepTest.permutations(3)) {
            Walks walks = Walks.of(FakeServer.with(60).ignoringPosition());
            Sweep sweep = walks.begin(3);
            List<PageRequest> asked = Walks.ask(sweep);
            order.forEach(index -> walks.answer(sweep, asked.get(index)));

            assertThat(sweep.state()).as("answers in order %s", order).isEqualTo(State.BROKEN);
        }
    }

    @Test
    void walks_begun_before_the_turn_do_not_count_against_the_new_dialect() {
        Walks walks = Walks.of(FakeServer.with(160).ignoringPosition());
        List<Sweep> begun = List.of(walks.begin(2), walks.begin(2), walks.begin(2), walks.begin(2));
        List<List<PageRequest>> asked = begun.stream().map(Walks::ask).toList();
        for (int i = 0; i < begun.size(); i++) {
            walks.answer(begun.get(i), asked.get(i).get(0));
            walks.answer(begun.get(i), asked.get(i).get(1));

            assertThat(begun.get(i).state()).isEqualTo(State.BROKEN);
        }
        assertThat(walks.paging.dialect()).isEqualTo(Dialect.ID_CURSOR);
        assertThat(walks.paging.isIgnored()).isFalse();
    }

    @Test
    void where_both_dialects_are_ignored_health_can_say_so_and_nothing_turns_for_ever() {
        Walks walks = Walks.of(FakeServer.with(160).ignoringPosition());
        for (int i = 0; i < 4; i++) {
            assertThat(walks.paging.isIgnored()).isFalse();
            assertThat(walks.walk().state()).isEqualTo(State.BROKEN);
        }

        assertThat(walks.paging.isIgnored()).isTrue();
        for (int i = 0; i < 10; i++) {
            Sweep sweep = walks.walk();
            assertThat(sweep.state()).isEqualTo(State.BROKEN);
            assertThat(sweep.asked()).isEqualTo(2);
            assertThat(walks.paging.dialect()).isEqualTo(Dialect.PAGE_NUMBER);
            assertThat(walks.paging.isIgnored()).isTrue();
        }
    }

    @Test
    void paging_that_works_again_is_no_longer_said_to_be_ignored() {
        Walks ignoring = Walks.of(FakeServer.with(160).ignoringPosition());
        for (int i = 0; i < 4; i++) {
            ignoring.walk();
        }
        Walks mended = new Walks(FakeServer.with(160), ignoring.paging);

        assertThat(mended.walk().state()).isEqualTo(State.COMPLETE);
        assertThat(mended.paging.isIgnored()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void a_pinned_dialect_stays_and_is_said_to_be_ignored(Dialect pinned) {
        Walks walks = Walks.of(FakeServer.with(160).ignoringPosition().givingEndId(), pinned);
        for (int i = 0; i < 6; i++) {
            assertThat(walks.walk().state()).isEqualTo(State.BROKEN);
            assertThat(walks.paging.dialect()).isEqualTo(pinned);
            assertThat(walks.paging.isIgnored()).isEqualTo(i > 0);
        }
    }

    @Test
    void a_cursor_in_the_answer_turns_the_dialect_at_once() {
        Walks walks = Walks.of(FakeServer.with(160).givingEndId());
        Sweep begun = walks.walk();

        assertThat(begun.state()).as("a walk in two dialects is none").isEqualTo(State.BROKEN);
        assertThat(begun.asked()).isEqualTo(1);
        assertThat(walks.paging.dialect()).isEqualTo(Dialect.ID_CURSOR);
        assertThat(walks.walk().state()).isEqualTo(State.COMPLETE);
    }

    @Test
    void answers_in_the_old_dialect_teach_nothing_about_the_new() {
        Walks walks = Walks.of(FakeServer.with(160).givingEndId());
        Sweep begun = walks.begin(3);
        List<PageRequest> asked = Walks.ask(begun);
        asked.forEach(request -> walks.answer(begun, request));

        assertThat(begun.state()).isEqualTo(State.BROKEN);
        assertThat(walks.paging.dialect()).isEqualTo(Dialect.ID_CURSOR);
        assertThat(walks.paging.fullness(50, 49)).isEqualTo(Paging.Fullness.EDGE);
        assertThat(walks.walk().rows()).isEqualTo(160);
    }

    @Test
    void a_cursor_that_the_server_gives_and_ignores_leads_back_and_not_round_in_circles() {
        Walks walks = Walks.of(FakeServer.with(160).ignoringPosition().givingEndId());
        walks.walk();
        assertThat(walks.paging.dialect()).isEqualTo(Dialect.ID_CURSOR);
        walks.walk();
        walks.walk();
        for (int i = 0; i < 10; i++) {
            assertThat(walks.paging.dialect()).isEqualTo(Dialect.PAGE_NUMBER);
            walks.walk();
        }
        assertThat(walks.paging.isIgnored()).isTrue();
    }
}
