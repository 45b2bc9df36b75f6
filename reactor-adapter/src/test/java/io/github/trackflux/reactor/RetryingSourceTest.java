package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.call.AccountException;
import io.github.trackflux.call.AuthenticationException;
import io.github.trackflux.call.BannedException;
import io.github.trackflux.call.ClockException;
import io.github.trackflux.call.ConfigurationException;
import io.github.trackflux.call.MaintenanceException;
import io.github.trackflux.call.PageNumberException;
import io.github.trackflux.call.PermissionException;
import io.github.trackflux.call.ProtocolException;
import io.github.trackflux.call.ServerException;
import io.github.trackflux.call.StaleException;
import io.github.trackflux.call.ThrottledException;
import io.github.trackflux.call.TooManyRowsException;
import io.github.trackflux.call.TrackfluxException;
import io.github.trackflux.call.TransportException;
import io.github.trackflux.call.UnknownCodeException;
import io.github.trackflux.call.UntrustedServerException;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

class RetryingSourceTest {
    private static final Duration NEVER_MIND = Duration.ofHours(2);

    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final Random random = new Random(5);
    private final Time time =
            new Time(scheduler, () -> scheduler.now(TimeUnit.NANOSECONDS), Instant::now, random::nextDouble);
    private final List<Duration> tries = new ArrayList<>();
    private final List<PageAnswer> answers = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();

    static Stream<Arguments> tries() {
        return Stream.of(
                Arguments.of(new ServerException("40725", ""), 3),
                Arguments.of(new UnknownCodeException("99999", ""), 3),
                Arguments.of(new ThrottledException("429", "", Optional.empty()), 5),
                Arguments.of(new TransportException("", ""), 2),
                Arguments.of(new ClockException("40008", ""), 2),
                Arguments.of(new ProtocolException("", ""), 2),
                // The feed waits, or the walk ends: trying again at once helps neither.
                Arguments.of(new MaintenanceException("40200", ""), 1),
                Arguments.of(new BannedException("", ""), 1),
                Arguments.of(new PageNumberException("40209", ""), 1),
                // Nobody tries a feed for being stale.
                Arguments.of(new StaleException(""), 1),
                // Nothing that a second try could change.
                Arguments.of(new AuthenticationException("40009", ""), 1),
                Arguments.of(new PermissionException("40014", ""), 1),
                Arguments.of(new AccountException("40013", ""), 1),
                Arguments.of(new ConfigurationException("40034", ""), 1),
                Arguments.of(new TooManyRowsException("40303", ""), 1),
                Arguments.of(new UntrustedServerException("", ""), 1),
                Arguments.of(new IllegalStateException("a bug"), 1));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("tries")
    void a_page_is_tried_as_often_as_its_error_makes_sense_and_ends_with_that_error(Throwable error, int times) {
        read(always(error));

        scheduler.advanceTimeBy(NEVER_MIND);

        assertThat(tries).hasSize(times);
        assertThat(errors).containsExactly(error);
    }

    @Test
    void the_table_above_has_every_error_and_tries_none_again_that_does_not_pass() {
        assertThat(tries().<Object>map(row -> row.get()[0].getClass()))
                .contains((Object[]) TrackfluxException.class.getPermittedSubclasses());
        assertThat(tries().filter(row -> row.get()[0] instanceof TrackfluxException error && !error.isTransient()))
                .allMatch(row -> row.get()[1].equals(1));
    }

    @Test
    void a_lost_connection_a_wrong_clock_and_a_garbled_answer_are_tried_again_at_once() {
        for (TrackfluxException error : List.of(
                new TransportException("", ""), new ClockException("40008", ""), new ProtocolException("", ""))) {
            read(always(error));
        }

        assertThat(tries).hasSize(6).containsOnly(Duration.ZERO);
    }

    @Test
    void waits_after_a_server_error_are_random_below_a_bound_that_doubles() {
        List<Duration> first = new ArrayList<>();
        List<Duration> second = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            tries.clear();
            read(always(new ServerException("", "")));
            scheduler.advanceTimeBy(Duration.ofSeconds(10));
            first.add(tries.get(1).minus(tries.get(0)));
            second.add(tries.get(2).minus(tries.get(1)));
        }

        assertThat(first).allMatch(wait -> wait.toMillis() <= 200);
        assertThat(first).anyMatch(wait -> wait.toMillis() < 50).anyMatch(wait -> wait.toMillis() > 150);
        assertThat(second).allMatch(wait -> wait.toMillis() <= 400);
        assertThat(second).anyMatch(wait -> wait.toMillis() < 100).anyMatch(wait -> wait.toMillis() > 300);
    }

    @Test
    void jitter_never_exceeds_its_cap_however_often_it_was_tried() {
        for (int before = 0; before < 100; before++) {
            Duration wait = time.jittered(Duration.ofSeconds(1), before, Duration.ofSeconds(30));
            assertThat(wait).isBetween(Duration.ZERO, Duration.ofSeconds(30));
        }
    }

    @Test
    void the_answer_of_a_later_try_is_the_answer() {
        PageAnswer answer = Samples.answer(Samples.firstPage(), Page.EMPTY);
        read(request -> Mono.defer(() -> {
            tried();
            return tries.size() < 3 ? Mono.error(new ServerException("", "")) : Mono.just(answer);
        }));

        scheduler.advanceTimeBy(NEVER_MIND);

        assertThat(answers).containsExactly(answer);
        assertThat(errors).isEmpty();
    }

    @Test
    void errors_of_different_kinds_share_one_count_of_tries() {
        read(request -> Mono.defer(() -> {
            tried();
            return Mono.error(tries.size() == 1 ? new TransportException("", "") : new ProtocolException("", ""));
        }));

        scheduler.advanceTimeBy(NEVER_MIND);

        assertThat(tries).hasSize(2);
        assertThat(errors).singleElement().isInstanceOf(ProtocolException.class);
    }

    @Test
    void every_try_is_a_subscription_of_its_own_that_pays_for_itself() {
        CallBudget budget = new CallBudget(1, Time.of(scheduler));
        read(new BudgetedSource(
                always(new ProtocolException("", "")), budget, new HostBudget(HostBudget.UNLIMITED, time)));

        // The answer of the first is a second and 10 ms old when the second may go.
        scheduler.advanceTimeBy(Duration.ofMillis(1009));
        assertThat(tries).hasSize(1);
        scheduler.advanceTimeBy(Duration.ofMillis(1));
        assertThat(tries).containsExactly(Duration.ZERO, Duration.ofMillis(1010));
    }

    @Test
    void cancelling_while_it_waits_ends_it() {
        Disposable reading = read(always(new ServerException("", "")));

        reading.dispose();
        scheduler.advanceTimeBy(NEVER_MIND);

        assertThat(tries).hasSize(1);
        assertThat(errors).isEmpty();
    }

    private PageSource always(Throwable error) {
        return request -> Mono.defer(() -> {
            tried();
            return Mono.error(error);
        });
    }

    private void tried() {
        tries.add(Duration.ofNanos(scheduler.now(TimeUnit.NANOSECONDS)));
    }

    private Disposable read(PageSource source) {
        return new RetryingSource(source, time).read(Samples.firstPage()).subscribe(answers::add, errors::add);
    }
}
