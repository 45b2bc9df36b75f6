package io.github.trackflux.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.model.Orders;
import io.github.trackflux.page.Sweep.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One walk by page number: how many calls it takes, and how sure its end is. */
class SweepTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "49, 2", "50, 2", "51, 2", "99, 2", "100, 3", "101, 3", "150, 4", "1049, 21"})
    void a_first_walk_reads_past_the_fullest_page_once(int orders, int calls) {
        Sweep sweep = Walks.of(FakeServer.with(orders)).walk();

        assertThat(sweep.state()).isEqualTo(State.COMPLETE);
        assertThat(sweep.asked()).isEqualTo(calls);
        assertThat(sweep.rows()).isEqualTo(orders);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "49, 1", "50, 2", "51, 2", "99, 2", "100, 3", "101, 3", "150, 4", "1049, 21"})
    void once_a_full_page_was_seen_a_short_page_is_the_end(int orders, int calls) {
        Walks walks = Walks.of(FakeServer.with(50));
        walks.walk();
        walks.server.resize(orders);
        Sweep sweep = walks.walk();

        assertThat(sweep.state()).isEqualTo(State.COMPLETE);
        assertThat(sweep.asked()).isEqualTo(calls);
        assertThat(sweep.rows()).isEqualTo(orders);
        assertThat(sweep.isAtomic()).isEqualTo(orders < 50);
    }

    @Test
    void a_list_that_grows_over_a_page_and_back_takes_exactly_the_calls_that_it_needs() {
        Walks walks = Walks.of(FakeServer.with(49));

        assertThat(List.of(49, 50, 51, 50, 49, 50, 51).stream().map(orders -> {
                    walks.server.resize(orders);
                    Sweep sweep = walks.walk();
                    assertThat(sweep.state()).isEqualTo(State.COMPLETE);
                    return sweep.asked();
                }))
                .containsExactly(2, 2, 2, 2, 1, 2, 2);
    }

    @Test
    void a_page_that_was_an_edge_is_read_past_even_if_a_larger_one_was_seen_meanwhile() {
        Walks walks = Walks.of(FakeServer.with(30));
        Sweep sweep = walks.begin(1);
        walks.answer(sweep, Walks.ask(sweep).get(0));

        walks.server.resize(40);
        Sweep other = walks.begin(1);
        walks.answer(other, Walks.ask(other).get(0));

        List<PageRequest> next = Walks.ask(sweep);
        assertThat(next).hasSize(1);
        walks.answer(sweep, next.get(0), Page.EMPTY);
        assertThat(sweep.state()).isEqualTo(State.COMPLETE);
    }

    @Test
    void an_edge_is_read_past_at_first_and_then_now_and_then() {
        Walks walks = Walks.of(FakeServer.with(30));

        assertThat(walks.walk().state()).isEqualTo(State.COMPLETE);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 9; i++) {
                Sweep unproven = walks.walk();
                assertThat(unproven.state()).isEqualTo(State.UNPROVEN);
                assertThat(unproven.asked()).isEqualTo(1);
                assertThat(unproven.isAtomic()).isFalse();
            }
            Sweep checked = walks.walk();
            assertThat(checked.state()).isEqualTo(State.COMPLETE);
            assertThat(checked.asked()).isEqualTo(2);
        }
    }

    @Test
    void an_edge_is_read_past_when_something_is_missing() {
        Walks walks = Walks.of(FakeServer.with(30));
        walks.walk();
        walks.paging.checkEdge();

        assertThat(walks.walk().state()).isEqualTo(State.COMPLETE);
        assertThat(walks.walk().state()).isEqualTo(State.UNPROVEN);
    }

    @Test
    void an_edge_whose_next_page_failed_is_still_to_be_read_past() {
        Walks walks = Walks.of(FakeServer.with(30));
        Sweep sweep = walks.begin(1);
        walks.answer(sweep, sweep.next().orElseThrow());
        sweep.failed();

        assertThat(walks.walk().state()).isEqualTo(State.COMPLETE);
    }

    @Test
    void a_list_that_shrinks_below_its_edge_is_short_and_atomic() {
        Walks walks = Walks.of(FakeServer.with(30));
        walks.walk();
        walks.server.resize(29);
        Sweep sweep = walks.walk();

        assertThat(sweep.state()).isEqualTo(State.COMPLETE);
        assertThat(sweep.asked()).isEqualTo(1);
        assertThat(sweep.isAtomic()).isTrue();
    }

    @Test
    void a_hidden_cap_is_never_taken_for_a_short_page() {
        Walks walks = Walks.of(FakeServer.with(15).cappedTo(20));
        assertThat(walks.walk().state()).isEqualTo(State.COMPLETE);

        walks.server.resize(20);
        assertThat(walks.walk().state()).as("fuller than ever").isEqualTo(State.UNPROVEN);
        assertThat(walks.walk().state()).as("checked: nothing after it").isEqualTo(State.COMPLETE);

        walks.server.resize(21);
        Sweep sweep = walks.walk();
        int blind = 0;
        for (; sweep.state() == State.UNPROVEN; blind++) {
            assertThat(sweep.rows()).isEqualTo(20);
            sweep = walks.walk();
        }
        assertThat(blind).isBetween(1, 9);
        assertThat(sweep.state()).isEqualTo(State.COMPLETE);
        assertThat(sweep.rows()).isEqualTo(21);
        assertThat(walks.paging.isCapped()).isTrue();
        assertThat(walks.walk().rows()).as("the cap is known from now on").isEqualTo(21);
    }

    @Test
    void a_server_that_gives_twenty_at_most_is_walked_to_its_end() {
        Walks walks = Walks.of(FakeServer.with(65).cappedTo(20));
        Sweep sweep = walks.walk();

        assertThat(sweep.state()).isEqualTo(State.COMPLETE);
        assertThat(sweep.asked()).isEqualTo(4);
        assertThat(sweep.rows()).isEqualTo(65);
        assertThat(walks.paging.isCapped()).isTrue();
        assertThat(walks.paging.capacity(50)).isEqualTo(20);
        walks.server.resize(60);
        assertThat(walks.walk().asked()).as("a multiple of the cap").isEqualTo(4);
        walks.server.resize(19);
        assertThat(walks.walk().isAtomic()).isTrue();
    }

    @Test
    void sixty_rows_on_a_page_of_fifty_are_all_counted_and_the_walk_goes_on() {
        Walks walks = Walks.of(FakeServer.with(60));
        Sweep sweep = walks.begin(1);
        PageRequest first = sweep.next().orElseThrow();
        walks.answer(
                sweep,
                first,
                walks.server.answer(new PageRequest(Walks.ALL, new Position.Below(Optional.empty()), 100)));

        assertThat(sweep.state()).isEqualTo(State.OPEN);
        walks.answer(sweep, sweep.next().orElseThrow(), Page.EMPTY);
        assertThat(sweep.state()).isEqualTo(State.COMPLETE);
        assertThat(sweep.rows()).isEqualTo(60);
    }

    @Test
    void rows_that_cannot_be_read_count_towards_a_full_page() {
        Walks walks = Walks.of(FakeServer.with(0));
        Sweep sweep = walks.begin(1);
        walks.answer(
                sweep,
                sweep.next().orElseThrow(),
                new Page(List.of(Orders.order("1")), 50, List.of("2"), Optional.empty(), false));

        assertThat(sweep.state()).isEqualTo(State.OPEN);
        assertThat(sweep.next()).isPresent();
    }

    @Test
    void rows_without_any_number_do_not_stop_a_walk_by_page_number() {
        Walks walks = Walks.of(FakeServer.with(0));
        Sweep sweep = walks.begin(1);
        Page nameless = new Page(List.of(), 50, List.of(), Optional.empty(), false);
        walks.answer(sweep, sweep.next().orElseThrow(), nameless);
        walks.answer(sweep, sweep.next().orElseThrow(), nameless);
        walks.answer(sweep, sweep.next().orElseThrow(), Page.EMPTY);

        assertThat(sweep.state()).isEqualTo(State.COMPLETE);
        assertThat(sweep.rows()).isEqualTo(100);
    }

    @Test
    void a_page_past_the_end_is_the_empty_page() {
        Walks walks = Walks.of(FakeServer.with(50));
        Sweep sweep = walks.begin(1);
        walks.answer(sweep, sweep.next().orElseThrow());
        sweep.refused(sweep.next().orElseThrow());

        assertThat(sweep.state()).isEqualTo(State.COMPLETE);
        assertThat(sweep.rows()).isEqualTo(50);
    }

    @Test
    void a_first_page_that_does_not_exist_is_a_failure_and_no_empty_list() {
        Sweep sweep = Walks.of(FakeServer.with(0)).begin(1);
        sweep.refused(sweep.next().orElseThrow());

        assertThat(sweep.state()).isEqualTo(State.BROKEN);
        assertThat(sweep.isAtomic()).isFalse();
    }

    @Test
    void a_failed_page_proves_nothing_absent() {
        Walks walks = Walks.of(FakeServer.with(120));
        Sweep sweep = walks.begin(3);
        List<PageRequest> asked = Walks.ask(sweep);
        walks.answer(sweep, asked.get(0));
        sweep.failed();
        walks.answer(sweep, asked.get(2));

        assertThat(sweep.state()).isEqualTo(State.BROKEN);
        assertThat(sweep.next()).isEmpty();
        walks.answer(sweep, asked.get(1));
        assertThat(sweep.state()).as("a late answer mends nothing").isEqualTo(State.BROKEN);
        assertThat(sweep.rows()).as("what it showed counts").isEqualTo(120);
    }

    @Test
    void a_failure_after_the_end_changes_nothing() {
        Walks walks = Walks.of(FakeServer.with(120));
        Sweep sweep = walks.walk();
        sweep.failed();

        assertThat(sweep.state()).isEqualTo(State.COMPLETE);
    }

    @Test
    void a_walk_begins_with_the_first_call_sent_whichever_answers_first() {
        Sweep sweep = Walks.of(FakeServer.with(120)).begin(2);
        List<PageRequest> asked = Walks.ask(sweep);
        assertThat(sweep.start()).isEmpty();
        sweep.answered(new PageAnswer(asked.get(1), Page.EMPTY, Walks.timing(700)));
        assertThat(sweep.start()).contains(Duration.ofMillis(700));
        sweep.answered(new PageAnswer(asked.get(0), Page.EMPTY, Walks.timing(500)));

        assertThat(sweep.start()).contains(Duration.ofMillis(500));
    }

    @Test
    void it_asks_page_after_page_for_its_filter_and_size() {
        Filter filter = Walks.ALL.withSymbol("BTCUSDT");
        Sweep sweep = new Sweep(filter, new Paging(Optional.empty()), 43, 3);

        assertThat(Walks.ask(sweep))
                .containsExactly(
                        new PageRequest(filter, new Position.Numbered(1), 43),
                        new PageRequest(filter, new Position.Numbered(2), 43),
                        new PageRequest(filter, new Position.Numbered(3), 43));
        assertThat(sweep.filter()).isEqualTo(filter);
        assertThat(sweep.size()).isEqualTo(43);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void a_list_without_end_is_given_up_after_five_hundred_pages(Dialect dialect) {
        Walks walks = Walks.of(FakeServer.with(501 * dialect.largestPage()), dialect);
        Sweep sweep = walks.walk();

        assertThat(sweep.state()).isEqualTo(State.BROKEN);
        assertThat(sweep.asked()).isEqualTo(Sweep.MOST_PAGES).isEqualTo(500);
    }

    @Test
    void an_answer_to_another_walk_is_not_taken_for_its_own() {
        Walks walks = Walks.of(FakeServer.with(10));
        Sweep sweep = walks.begin(1);
        PageRequest own = sweep.next().orElseThrow();
        PageRequest alike = new PageRequest(own.filter(), own.position(), own.size());
        walks.answer(sweep, alike);

        assertThat(sweep.state()).isEqualTo(State.OPEN);
        assertThat(sweep.rows()).isZero();
    }
}
