package io.github.trackflux.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.model.Orders;
import io.github.trackflux.page.Sweep.State;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One walk by id cursor. */
class CursorSweepTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "99, 2", "100, 2", "101, 2", "200, 3", "250, 3"})
    void it_walks_to_the_end_with_or_without_a_cursor_in_the_answer(int orders, int calls) {
        for (FakeServer server :
                List.of(FakeServer.with(orders), FakeServer.with(orders).givingEndId())) {
            Sweep sweep = Walks.of(server, Dialect.ID_CURSOR).walk();

            assertThat(sweep.state()).isEqualTo(State.COMPLETE);
            assertThat(sweep.asked()).isEqualTo(calls);
            assertThat(sweep.rows()).isEqualTo(orders);
        }
    }

    @Test
    void it_waits_for_each_answer_since_the_next_page_hangs_on_it() {
        Walks walks = Walks.of(FakeServer.with(250), Dialect.ID_CURSOR);
        Sweep sweep = walks.begin(3);

        assertThat(Walks.ask(sweep)).hasSize(1);
    }

    @Test
    void it_goes_on_below_the_cursor_that_the_server_gave() {
        Walks walks = Walks.of(FakeServer.with(0), Dialect.ID_CURSOR);
        Sweep sweep = walks.begin(1);
        walks.answer(sweep, sweep.next().orElseThrow(), page(100, 500, Optional.of("77")));

        assertThat(sweep.next().orElseThrow().position()).isEqualTo(new Position.Below(Optional.of("77")));
    }

    @Test
    void it_goes_on_below_the_last_row_where_the_server_gave_none() {
        Walks walks = Walks.of(FakeServer.with(0), Dialect.ID_CURSOR);
        Sweep sweep = walks.begin(1);
        walks.answer(sweep, sweep.next().orElseThrow(), page(100, 500, Optional.empty()));

        assertThat(sweep.next().orElseThrow().position()).isEqualTo(new Position.Below(Optional.of("401")));
    }

    @Test
    void a_closed_row_between_two_pages_hides_no_other() {
        Walks walks = Walks.of(FakeServer.with(250), Dialect.ID_CURSOR);
        Sweep sweep = walks.begin(1);
        walks.answer(sweep, sweep.next().orElseThrow());
        walks.server.resize(251);
        walks.walk(sweep);

        assertThat(sweep.rows()).isEqualTo(250);
        assertThat(sweep.state()).isEqualTo(State.COMPLETE);
    }

    @Test
    void a_capped_cursor_page_is_walked_past() {
        Walks walks = Walks.of(FakeServer.with(65).cappedTo(20), Dialect.ID_CURSOR);
        Sweep sweep = walks.walk();

        assertThat(sweep.state()).isEqualTo(State.COMPLETE);
        assertThat(sweep.rows()).isEqualTo(65);
        assertThat(walks.paging.isCapped()).isTrue();
    }

    @Test
    void a_page_past_the_end_is_the_empty_page_here_too() {
        Walks walks = Walks.of(FakeServer.with(100), Dialect.ID_CURSOR);
        Sweep sweep = walks.begin(1);
        walks.answer(sweep, sweep.next().orElseThrow());
        sweep.refused(sweep.next().orElseThrow());

        assertThat(sweep.state()).isEqualTo(State.COMPLETE);
    }

    @Test
    void a_cursor_that_does_not_move_breaks_the_walk() {
        Walks walks = Walks.of(FakeServer.with(0), Dialect.ID_CURSOR);
        Sweep sweep = walks.begin(1);
        walks.answer(sweep, sweep.next().orElseThrow(), page(100, 500, Optional.of("401")));
        walks.answer(sweep, sweep.next().orElseThrow(), page(100, 400, Optional.of("401")));
        walks.answer(sweep, sweep.next().orElseThrow(), page(100, 400, Optional.of("401")));

        assertThat(sweep.state()).isEqualTo(State.BROKEN);
    }

    @Test
    void a_page_of_unreadable_rows_is_walked_past_by_their_numbers() {
        Walks walks = Walks.of(FakeServer.with(0), Dialect.ID_CURSOR);
        Sweep sweep = walks.begin(1);
        walks.answer(sweep, sweep.next().orElseThrow(), unreadable(500, 100));

        assertThat(sweep.state()).isEqualTo(State.OPEN);
        assertThat(sweep.next().orElseThrow().position()).isEqualTo(new Position.Below(Optional.of("401")));
    }

    @Test
    void a_page_that_shows_no_number_leads_nowhere_and_not_back_to_the_first() {
        Walks walks = Walks.of(FakeServer.with(0), Dialect.ID_CURSOR);
        Sweep sweep = walks.begin(1);
        walks.answer(sweep, sweep.next().orElseThrow(), new Page(List.of(), 100, List.of(), Optional.empty(), false));

        assertThat(sweep.state()).isEqualTo(State.BROKEN);
        assertThat(sweep.next()).isEmpty();
    }

    @Test
    void the_same_unreadable_rows_twice_are_the_same_page() {
        Walks walks = Walks.of(FakeServer.with(0), Dialect.ID_CURSOR);
        Sweep sweep = walks.begin(1);
        walks.answer(sweep, sweep.next().orElseThrow(), unreadable(500, 100));
        walks.answer(sweep, sweep.next().orElseThrow(), unreadable(500, 100));

        assertThat(sweep.state()).isEqualTo(State.BROKEN);
    }

    private static Page page(int rows, int newest, Optional<String> endId) {
        return new Page(
                IntStream.range(0, rows)
                        .mapToObj(i -> Orders.order(Integer.toString(newest - i)))
                        .toList(),
                rows,
                List.of(),
                endId,
                true);
    }

    private static Page unreadable(int newest, int rows) {
        List<String> numbers = IntStream.range(0, rows)
                .mapToObj(i -> Integer.toString(newest - i))
                .toList();
        return new Page(List.of(), rows, numbers, Optional.empty(), true);
    }
}
