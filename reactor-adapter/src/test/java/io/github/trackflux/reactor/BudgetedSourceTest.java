package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.call.AuthenticationException;
import io.github.trackflux.call.ProtocolException;
import io.github.trackflux.call.ServerException;
import io.github.trackflux.call.ThrottledException;
import io.github.trackflux.call.TransportException;
import io.github.trackflux.call.UntrustedServerException;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

/** With a budget of one call a second, what becomes of its permit is told by when the next call may go. */
class BudgetedSourceTest {
    private static final Duration PERIOD = Duration.ofMillis(1010);
    private static final Duration LOST = Duration.ofSeconds(10).plus(PERIOD);
    private static final Duration TICK = Duration.ofNanos(1);

    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final CallBudget budget = new CallBudget(1, Time.of(scheduler));
    private final HostBudget host = new HostBudget(HostBudget.UNLIMITED, Time.of(scheduler));
    private final AtomicInteger sent = new AtomicInteger();
    private final List<PageAnswer> answers = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();

    static Stream<Throwable> answers() {
        return Stream.of(
                new ServerException("40725", ""),
                new ThrottledException("429", "", Optional.empty()),
                new AuthenticationException("40009", ""),
                new ProtocolException("", ""),
                new UntrustedServerException("", ""),
                new IllegalStateException("a bug"));
    }

    @Test
    void nothing_is_sent_without_a_permit() {
        budget.acquire().subscribe();

        read(Mono.never());
        scheduler.advanceTimeBy(Duration.ofHours(1));

        assertThat(sent).hasValue(0);
    }

    @Test
    void an_answer_gives_the_permit_back_a_second_later() {
        PageAnswer answer = Samples.answer(Samples.firstPage(), Page.EMPTY);
        read(Mono.just(answer));

        assertThat(answers).containsExactly(answer);
        assertThat(freeAfter(PERIOD)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void whatever_the_server_says_is_an_answer_too(Throwable error) {
        read(Mono.error(error));

        assertThat(errors).containsExactly(error);
        assertThat(freeAfter(PERIOD)).isTrue();
    }

    @Test
    void a_call_that_the_network_swallowed_may_still_be_counted_for_ten_seconds() {
        read(Mono.error(new TransportException("", "no whole answer in time")));

        assertThat(errors).hasSize(1);
        assertThat(freeAfter(LOST)).isTrue();
    }

    @Test
    void a_call_that_was_cancelled_on_its_way_may_still_be_counted_for_ten_seconds() {
        TestPublisher<PageAnswer> call = TestPublisher.create();
        Disposable reading = read(call.mono());

        reading.dispose();

        call.assertCancelled();
        assertThat(freeAfter(LOST)).isTrue();
    }

    @Test
    void a_call_that_was_cancelled_before_it_got_its_permit_leaves_nothing_behind() {
        List<Permit> held = new ArrayList<>();
        budget.acquire().subscribe(held::add);
        Disposable reading = read(Mono.never());

        reading.dispose();
        held.get(0).unused();

        assertThat(sent).hasValue(0);
        read(Mono.never());
        assertThat(sent).hasValue(1);
    }

    @Test
    void a_source_that_throws_gives_the_permit_back() {
        new BudgetedSource(
                        request -> {
                            throw new IllegalStateException("a bug");
                        },
                        budget,
                        host)
                .read(Samples.firstPage())
                .subscribe(answers::add, errors::add);

        assertThat(errors).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(freeAfter(PERIOD)).isTrue();
    }

    private Disposable read(Mono<PageAnswer> call) {
        return new BudgetedSource(request -> call.doOnSubscribe(started -> sent.incrementAndGet()), budget, host)
                .read(Samples.firstPage())
                .subscribe(answers::add, errors::add);
    }

    /** Whether the only permit is free then, and not a nanosecond before. */
    private boolean freeAfter(Duration time) {
        AtomicInteger got = new AtomicInteger();
        budget.acquire().subscribe(permit -> got.incrementAndGet());
        scheduler.advanceTimeBy(time.minus(TICK));
        boolean early = got.get() > 0;
        scheduler.advanceTimeBy(TICK);
        return !early && got.get() == 1;
    }
}
