package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.call.PageNumberException;
import io.github.trackflux.call.ProtocolException;
import io.github.trackflux.call.ServerException;
import io.github.trackflux.call.TooManyRowsException;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Dialect;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.page.Paging;
import io.github.trackflux.page.Position;
import io.github.trackflux.page.Sweep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Over a server whose pages are written down here; how a call is made is of no concern. */
class ListWalkTest {
    private final List<PageRequest> asked = new ArrayList<>();

    @Test
    void a_short_list_is_one_page_and_the_proof_of_its_end() {
        StepVerifier.create(numbers(walk(listOf(Samples.orders(1, 3)))))
                .expectNext("1", "2", "3")
                .verifyComplete();

        assertThat(pages()).containsExactly(1, 2);
    }

    @Test
    void an_empty_list_is_one_call() {
        StepVerifier.create(walk(listOf(List.of()))).verifyComplete();

        assertThat(pages()).containsExactly(1);
    }

    @Test
    void all_rows_of_all_pages_come_in_the_servers_order() {
        List<TrackingOrder> all = Samples.orders(1, 120);

        StepVerifier.create(walk(listOf(all)).collectList()).expectNext(all).verifyComplete();

        assertThat(pages()).containsExactly(1, 2, 3);
    }

    @Test
    void a_list_that_ends_with_a_full_page_is_read_one_page_further() {
        StepVerifier.create(walk(listOf(Samples.orders(1, 100))))
                .expectNextCount(100)
                .verifyComplete();

        assertThat(pages()).containsExactly(1, 2, 3);
    }

    @Test
    void nothing_is_asked_before_subscription() {
        Flux<TrackingOrder> rows = walk(listOf(Samples.orders(1, 3)));
        assertThat(asked).isEmpty();

        rows.blockLast();
        assertThat(asked).isNotEmpty();
    }

    @Test
    void a_page_is_fetched_when_the_rows_of_the_one_before_it_have_been_taken() {
        StepVerifier.create(walk(listOf(Samples.orders(1, 120))), 0)
                .expectSubscription()
                .thenRequest(1)
                .expectNextCount(1)
                .then(() -> assertThat(pages()).containsExactly(1))
                .thenRequest(48)
                .expectNextCount(48)
                .then(() -> assertThat(pages()).containsExactly(1))
                .thenRequest(2)
                .expectNextCount(2)
                .then(() -> assertThat(pages()).containsExactly(1, 2))
                .thenRequest(48)
                .expectNextCount(48)
                .then(() -> assertThat(pages()).containsExactly(1, 2))
                .thenRequest(Long.MAX_VALUE)
                .expectNextCount(21)
                .verifyComplete();
    }

    @Test
    void a_walk_with_a_demand_of_one_at_a_time_sees_every_row() {
        List<TrackingOrder> all = Samples.orders(1, 120);

        StepVerifier.create(walk(listOf(all)).limitRate(1).collectList())
                .expectNext(all)
                .verifyComplete();
    }

    @Test
    void taking_the_first_rows_asks_for_no_second_page() {
        walk(listOf(Samples.orders(1, 120))).take(10).blockLast();

        assertThat(pages()).containsExactly(1);
    }

    @Test
    void an_order_that_slips_over_a_page_border_comes_once() {
        // One opens at the head between the two pages: the last row of page 1 is the first of page 2.
        PageSource shifting = paged(page -> page == 1 ? Samples.orders(1, 50) : Samples.orders(50, 70));

        StepVerifier.create(numbers(walk(shifting)).collectList())
                .assertNext(numbers -> assertThat(numbers).hasSize(70).doesNotHaveDuplicates())
                .verifyComplete();
    }

    @Test
    void rows_that_do_not_fit_the_filter_are_left_out() {
        Filter bitcoin = Samples.FILTER.withSymbol("BTCUSDT");

        StepVerifier.create(new ListWalk(listOf(Samples.orders(1, 6)), bitcoin, new Paging(Optional.empty())).rows())
                .recordWith(ArrayList::new)
                .expectNextCount(4)
                .consumeRecordedWith(rows ->
                        assertThat(rows).extracting(TrackingOrder::symbol).containsOnly("BTCUSDT"))
                .verifyComplete();
    }

    @Test
    void an_error_on_page_two_comes_after_the_rows_of_page_one_and_ends_the_walk() {
        ServerException error = new ServerException("40725", "busy");
        PageSource failing = request ->
                answer(request, page -> page == 1 ? Mono.just(Page.of(Samples.orders(1, 50))) : Mono.error(error));

        StepVerifier.create(walk(failing)).expectNextCount(50).verifyErrorMatches(error::equals);

        assertThat(pages()).containsExactly(1, 2);
    }

    @Test
    void no_such_page_after_a_full_page_is_the_end() {
        PageSource strict = request -> answer(
                request,
                page -> page == 1
                        ? Mono.just(Page.of(Samples.orders(1, 50)))
                        : Mono.error(new PageNumberException("40209", "")));

        StepVerifier.create(walk(strict)).expectNextCount(50).verifyComplete();
    }

    @Test
    void no_such_page_where_the_list_begins_is_an_error() {
        PageSource odd = request -> answer(request, page -> Mono.error(new PageNumberException("40209", "")));

        StepVerifier.create(walk(odd)).verifyError(PageNumberException.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_server_that_shows_an_end_id_is_walked_by_cursor_from_there_on_and_no_row_comes_twice() {
        List<TrackingOrder> all = Samples.orders(230, 1);

        StepVerifier.create(walk(cursored(all, true)).collectList())
                .expectNext(all)
                .verifyComplete();

        assertThat(asked.get(0).position().dialect()).isEqualTo(Dialect.PAGE_NUMBER);
        assertThat(asked.subList(1, asked.size()))
                .allMatch(request -> request.position().dialect() == Dialect.ID_CURSOR);
    }

    @Test
    void a_server_that_ignores_page_numbers_and_shows_no_end_id_is_walked_by_cursor_too() {
        List<TrackingOrder> all = Samples.orders(230, 1);

        StepVerifier.create(walk(cursored(all, false)).collectList())
                .expectNext(all)
                .verifyComplete();
    }

    @Test
    void a_pinned_dialect_is_spoken_whatever_the_server_shows() {
        List<TrackingOrder> all = Samples.orders(130, 1);
        Paging pinned = new Paging(Optional.of(Dialect.ID_CURSOR));

        StepVerifier.create(new ListWalk(cursored(all, true), Samples.FILTER, pinned).rows())
                .expectNextCount(130)
                .verifyComplete();
        assertThat(asked).allMatch(request -> request.position().dialect() == Dialect.ID_CURSOR);
    }

    @Test
    void a_server_that_answers_every_position_alike_is_a_protocol_error_after_few_calls() {
        PageSource stuck = request -> Mono.fromSupplier(() -> {
            asked.add(request);
            return Samples.answer(request, Page.of(Samples.orders(1, request.size())));
        });

        StepVerifier.create(walk(stuck)).thenConsumeWhile(row -> true).verifyError(ProtocolException.class);

        assertThat(asked).hasSizeLessThan(20);
    }

    @Test
    void rows_that_tell_no_place_to_go_on_from_are_a_protocol_error_after_few_calls() {
        PageSource lost = request -> Mono.fromSupplier(() -> {
            asked.add(request);
            return Samples.answer(request, new Page(List.of(), 50, List.of(), Optional.empty(), false));
        });
        Paging cursor = new Paging(Optional.of(Dialect.ID_CURSOR));

        StepVerifier.create(new ListWalk(lost, Samples.FILTER, cursor).rows()).verifyError(ProtocolException.class);

        assertThat(asked).hasSizeLessThan(20);
    }

    @Test
    void a_list_without_an_end_is_given_up() {
        PageSource endless = paged(page -> Samples.orders(page * 50, page * 50 + 49));

        StepVerifier.create(walk(endless)).thenConsumeWhile(row -> true).verifyError(TooManyRowsException.class);

        assertThat(asked).hasSize(Sweep.MOST_PAGES);
    }

    @Test
    void every_subscription_is_a_walk_of_its_own() {
        Flux<TrackingOrder> rows = walk(listOf(Samples.orders(1, 60)));

        StepVerifier.create(rows).expectNextCount(60).verifyComplete();
        StepVerifier.create(rows).expectNextCount(60).verifyComplete();

        assertThat(pages()).containsExactly(1, 2, 1, 2);
    }

    @Test
    void cancelling_while_a_page_is_out_gives_up_its_call() {
        TestPublisher<Page> second = TestPublisher.create();
        PageSource slow = request ->
                answer(request, page -> page == 1 ? Mono.just(Page.of(Samples.orders(1, 50))) : second.mono());

        Disposable walking = walk(slow).subscribe();
        second.assertWasSubscribed();
        second.assertNotCancelled();

        walking.dispose();

        second.assertCancelled();
    }

    @Test
    void a_walk_pays_for_every_page_and_frees_what_it_paid() {
        VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
        Time time = Time.of(scheduler);
        CallBudget budget = new CallBudget(2, time);
        HostBudget host = new HostBudget(HostBudget.UNLIMITED, time);
        List<TrackingOrder> rows = new ArrayList<>();
        walk(new BudgetedSource(listOf(Samples.orders(1, 120)), budget, host)).subscribe(rows::add);
        assertThat(rows).hasSize(100);

        scheduler.advanceTimeBy(Duration.ofMillis(1010));
        assertThat(rows).hasSize(120);
    }

    private static Flux<TrackingOrder> walk(PageSource source) {
        return Flux.defer(() -> new ListWalk(source, Samples.FILTER, new Paging(Optional.empty())).rows());
    }

    private static Flux<String> numbers(Flux<TrackingOrder> rows) {
        return rows.map(TrackingOrder::trackingNo);
    }

    private PageSource listOf(List<TrackingOrder> all) {
        return request -> answer(request, page -> Mono.just(slice(all, (page - 1) * request.size(), request.size())));
    }

    private PageSource paged(Function<Integer, List<TrackingOrder>> pages) {
        return request -> answer(request, page -> Mono.just(Page.of(pages.apply(page))));
    }

    private Mono<PageAnswer> answer(PageRequest request, Function<Integer, Mono<Page>> pages) {
        return Mono.defer(() -> {
            asked.add(request);
            return pages.apply(number(request)).map(page -> Samples.answer(request, page));
        });
    }

    /** A server of the later documents, newest first: it does not know page numbers and begins anew for each. */
    private PageSource cursored(List<TrackingOrder> all, boolean endId) {
        return request -> Mono.fromSupplier(() -> {
            asked.add(request);
            int below = request.position() instanceof Position.Below cursor
                    ? cursor.id().map(Integer::parseInt).orElse(Integer.MAX_VALUE)
                    : Integer.MAX_VALUE;
            List<TrackingOrder> rest = all.stream()
                    .filter(order -> Integer.parseInt(order.trackingNo()) < below)
                    .toList();
            Page page = slice(rest, 0, request.size());
            Optional<String> last = endId && !page.rows().isEmpty()
                    ? Optional.of(page.rows().get(page.rows().size() - 1).trackingNo())
                    : Optional.empty();
            return Samples.answer(
                    request, new Page(page.rows(), page.rawCount(), page.unreadable(), last, page.numberedRows()));
        });
    }

    private static Page slice(List<TrackingOrder> all, int from, int size) {
        return Page.of(all.subList(Math.min(from, all.size()), Math.min(from + size, all.size())));
    }

    private List<Integer> pages() {
        return asked.stream().map(ListWalkTest::number).toList();
    }

    private static int number(PageRequest request) {
        return request.position() instanceof Position.Numbered numbered ? numbered.number() : 0;
    }
}
