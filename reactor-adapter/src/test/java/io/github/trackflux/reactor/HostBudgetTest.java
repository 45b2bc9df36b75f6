package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.call.BannedException;
import io.github.trackflux.call.ServerException;
import io.github.trackflux.call.ThrottledException;
import io.github.trackflux.call.TransportException;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Several users of one host, each with a budget of its own. */
class HostBudgetTest {
    private static final Duration PERIOD = Duration.ofMillis(1010);
    private static final Mono<PageAnswer> FINE = Mono.just(Samples.answer(Samples.firstPage(), Page.EMPTY));

    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final Time time = Time.of(scheduler);
    private final HostBudget host = new HostBudget(10, time);
    private final List<String> sent = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();

    @Test
    void all_users_together_get_no_more_than_the_host_allows_and_each_its_turn() {
        for (String user : List.of("a", "b", "c")) {
            PageSource source = user(user, FINE);
            for (int i = 0; i < 10; i++) {
                read(source);
            }
        }
        scheduler.advanceTimeBy(PERIOD.minusMillis(1));
        assertThat(sent).hasSize(10);

        scheduler.advanceTimeBy(PERIOD.multipliedBy(2));
        assertThat(sent).hasSize(30);
        List<String> second = sent.subList(10, 20);
        assertThat(second.stream().filter("b"::equals)).hasSizeBetween(4, 6);
    }

    @Test
    void who_waits_for_the_host_and_gives_up_has_sent_nothing_and_leaves_nothing_behind() {
        CallBudget budget = new CallBudget(10, time);
        PageSource others = user("others", FINE);
        PageSource source = user("waiting", FINE, budget);
        for (int i = 0; i < 10; i++) {
            read(others);
        }
        List<Disposable> waiting = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            waiting.add(read(source));
        }

        waiting.forEach(Disposable::dispose);

        List<Permit> free = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            budget.acquire().subscribe(free::add);
        }
        assertThat(free).hasSize(10);
        scheduler.advanceTimeBy(PERIOD);
        read(others);
        assertThat(sent).hasSize(11).containsOnly("others");
    }

    @Test
    void a_ban_closes_the_host_for_every_user_and_its_error_says_for_how_long() {
        read(user("a", Mono.error(new BannedException("", "403"))));
        assertThat(errors).singleElement().isInstanceOfSatisfying(BannedException.class, error -> {
            assertThat(error.closedFor()).isEqualTo(Duration.ofMinutes(5));
            assertThat(error).hasMessage("403");
        });

        scheduler.advanceTimeBy(Duration.ofMinutes(2));
        read(user("b", FINE));
        assertThat(sent).containsExactly("a");
        assertThat(errors.get(1))
                .isInstanceOfSatisfying(
                        BannedException.class,
                        error -> assertThat(error.closedFor()).isEqualTo(Duration.ofMinutes(3)));

        scheduler.advanceTimeBy(Duration.ofMinutes(3));
        read(user("b", FINE));
        assertThat(sent).containsExactly("a", "b");
        assertThat(errors).hasSize(2);
    }

    @Test
    void a_ban_long_after_the_last_is_a_first_one_again() {
        PageSource banned = user("a", Mono.error(new BannedException("", "403")));
        read(banned);
        scheduler.advanceTimeBy(Duration.ofMinutes(5));
        read(banned);
        assertThat(host.closedFor()).isEqualTo(Duration.ofMinutes(10));

        scheduler.advanceTimeBy(Duration.ofMinutes(10 + 60));
        read(banned);
        assertThat(host.closedFor()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void a_host_that_for_a_minute_lets_nobody_through_has_banned_this_address() {
        for (int i = 0; i <= 6; i++) {
            assertThat(host.closedFor()).isZero();
            host.failed(new ThrottledException("429", "", Optional.empty()));
            scheduler.advanceTimeBy(Duration.ofSeconds(10));
        }
        assertThat(host.closedFor()).isEqualTo(Duration.ofSeconds(290));
    }

    @Test
    void a_host_that_answers_anybody_has_banned_nobody() {
        for (int i = 0; i <= 60; i++) {
            host.failed(new ThrottledException("429", "", Optional.empty()));
            scheduler.advanceTimeBy(Duration.ofSeconds(10));
            if (i % 5 == 4) {
                host.answered();
            }
            if (i % 5 == 2) {
                host.failed(new ServerException("502", ""));
            }
        }
        assertThat(host.closedFor()).isZero();
    }

    @Test
    void a_call_that_was_swallowed_holds_its_place_at_the_host_as_long_as_its_permit() {
        HostBudget one = new HostBudget(1, time);
        CallBudget budget = new CallBudget(10, time);
        read(new BudgetedSource(request -> Mono.error(new TransportException("", "lost")), budget, one));
        read(new BudgetedSource(request -> counted("next", FINE), new CallBudget(10, time), one));

        scheduler.advanceTimeBy(Duration.ofSeconds(10).plus(PERIOD).minusNanos(1));
        assertThat(sent).isEmpty();
        scheduler.advanceTimeBy(Duration.ofNanos(1));
        assertThat(sent).containsExactly("next");
    }

    @Test
    @Timeout(30)
    @SuppressWarnings("SystemGC") // the point
    void a_ban_outlives_all_clients() {
        Budgets.ofHost("banned.test", "", 90, time).failed(new BannedException("", "403"));
        for (int i = 0; i < 5; i++) {
            System.gc();
        }

        assertThat(Budgets.ofHost("banned.test", "", 90, time).closedFor()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void each_address_of_this_machine_has_a_budget_of_its_own_at_each_host() {
        HostBudget any = Budgets.ofHost("addresses.test", "", 90, time);

        assertThat(Budgets.ofHost("addresses.test", "", 90, time)).isSameAs(any);
        assertThat(Budgets.ofHost("addresses.test", "10.0.0.2", 90, time)).isNotSameAs(any);
        assertThat(Budgets.ofHost("others.test", "", 90, time)).isNotSameAs(any);
    }

    private PageSource user(String name, Mono<PageAnswer> answer) {
        return user(name, answer, new CallBudget(10, time));
    }

    private PageSource user(String name, Mono<PageAnswer> answer, CallBudget budget) {
        return new BudgetedSource(request -> counted(name, answer), budget, host);
    }

    private Mono<PageAnswer> counted(String name, Mono<PageAnswer> answer) {
        return answer.doOnSubscribe(started -> sent.add(name));
    }

    private Disposable read(PageSource source) {
        return source.read(Samples.firstPage()).subscribe(answer -> {}, errors::add);
    }
}
