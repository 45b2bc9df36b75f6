package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.auth.RequestSigner;
import io.github.trackflux.call.ApiCall;
import io.github.trackflux.call.AuthenticationException;
import io.github.trackflux.call.ServerException;
import io.github.trackflux.call.ThrottledException;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.Reply;
import io.github.trackflux.suite.TestSecrets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

class SigningSourceTest {
    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final Duration HALF_WAY = Duration.ofMillis(40);

    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final AtomicReference<Duration> wallOffset = new AtomicReference<>(Duration.ZERO);
    private final Time time = new Time(
            scheduler,
            () -> scheduler.now(TimeUnit.NANOSECONDS),
            () -> NOW.plusNanos(scheduler.now(TimeUnit.NANOSECONDS)).plus(wallOffset.get()),
            () -> 0.5);
    private final Credentials credentials = TestSecrets.credentials();
    private final List<Map<String, String>> sent = new ArrayList<>();
    private final List<PageAnswer> answers = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();

    @Test
    void nothing_is_signed_before_it_is_sent() {
        AtomicInteger asked = new AtomicInteger();
        SigningSource source = new SigningSource(
                this::exchange,
                () -> {
                    asked.incrementAndGet();
                    return credentials;
                },
                new ServerClock(time),
                time);
        Mono<PageAnswer> call = source.read(Samples.firstPage());
        assertThat(asked).hasValue(0);

        scheduler.advanceTimeBy(Duration.ofMinutes(1));
        call.subscribe(answers::add);

        assertThat(asked).hasValue(1);
        assertThat(timestamps()).containsExactly(serverNow().toEpochMilli());
    }

    @Test
    void the_headers_are_those_of_the_signer_for_this_very_call() {
        source(new ServerClock(time)).read(Samples.firstPage()).subscribe();

        ApiCall call = Samples.firstPage().toCall();
        assertThat(sent).containsExactly(RequestSigner.sign(call, credentials, NOW));
    }

    @Test
    void a_machine_forty_seconds_off_is_refused_once_and_then_works() {
        wallOffset.set(Duration.ofSeconds(40));
        PageSource source = new RetryingSource(source(new ServerClock(time)), time);
        source.read(Samples.firstPage()).subscribe(answers::add, errors::add);
        scheduler.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(answers).hasSize(1);
        assertThat(sent).hasSize(2);

        source.read(Samples.firstPage()).subscribe(answers::add, errors::add);
        scheduler.advanceTimeBy(Duration.ofSeconds(1));

        assertThat(answers).hasSize(2);
        assertThat(sent).hasSize(3);
        assertThat(errors).isEmpty();
    }

    @Test
    void a_step_of_this_machines_clock_by_an_hour_is_not_noticed_by_the_exchange() {
        PageSource source = source(new ServerClock(time));
        read(source);

        wallOffset.set(Duration.ofHours(-1));
        read(source);
        wallOffset.set(Duration.ofHours(1));
        read(source);

        assertThat(answers).hasSize(3);
        assertThat(sent).hasSize(3);
        assertThat(errors).isEmpty();
    }

    @Test
    void every_try_is_stamped_and_signed_anew() {
        PageSource failing = new SigningSource(
                (call, headers) -> {
                    sent.add(headers);
                    return Mono.just(received(502, reply("", Optional.empty())));
                },
                () -> credentials,
                new ServerClock(time),
                time);
        new RetryingSource(failing, time).read(Samples.firstPage()).subscribe(answers::add, errors::add);
        scheduler.advanceTimeBy(Duration.ofMinutes(1));

        assertThat(sent).hasSize(3);
        assertThat(timestamps()).doesNotHaveDuplicates();
        assertThat(sent.stream().map(headers -> headers.get("ACCESS-SIGN"))).doesNotHaveDuplicates();
    }

    @Test
    void the_answer_carries_the_time_of_its_call_on_both_clocks() {
        wallOffset.set(Duration.ofSeconds(-20));
        ServerClock clock = new ServerClock(time);
        scheduler.advanceTimeBy(Duration.ofSeconds(5));
        read(source(clock));

        var timing = answers.get(0).timing();
        assertThat(timing.sent()).isEqualTo(Duration.ofSeconds(5));
        assertThat(timing.received()).isEqualTo(Duration.ofSeconds(5).plus(HALF_WAY.multipliedBy(2)));
        assertThat(timing.sentAt()).isEqualTo(NOW.plusSeconds(5));
        assertThat(timing.receivedAt()).isEqualTo(NOW.plusSeconds(5).plus(HALF_WAY.multipliedBy(2)));
    }

    @Test
    void the_answer_belongs_to_the_very_request_that_asked() {
        var request = Samples.firstPage();
        source(new ServerClock(time)).read(request).subscribe(answers::add);
        scheduler.advanceTimeBy(Duration.ofSeconds(1));

        assertThat(answers.get(0).request()).isSameAs(request);
    }

    @Test
    void a_refusal_is_its_error() {
        answeredWith(received(400, reply("40009", Optional.empty())));
        answeredWith(received(200, reply("40725", Optional.empty())));
        answeredWith(new Transport.Received(429, Optional.of(Duration.ofSeconds(7)), reply("429", Optional.empty())));

        assertThat(errors.get(0)).isInstanceOf(AuthenticationException.class);
        assertThat(errors.get(1)).isInstanceOf(ServerException.class);
        assertThat(errors.get(2))
                .isInstanceOfSatisfying(
                        ThrottledException.class,
                        error -> assertThat(error.retryAfter()).contains(Duration.ofSeconds(7)));
    }

    @Test
    void a_body_that_claims_success_under_a_status_that_does_not_is_no_success() {
        answeredWith(received(500, reply("00000", Optional.of(Page.EMPTY))));
        answeredWith(received(429, reply("00000", Optional.of(Page.EMPTY))));

        assertThat(answers).isEmpty();
        assertThat(errors.get(0)).isInstanceOf(ServerException.class);
        assertThat(errors.get(1)).isInstanceOf(ThrottledException.class);
    }

    @Test
    void the_clock_learns_from_a_refusal_too() {
        ServerClock clock = new ServerClock(time);
        Reply refused = new Reply("40725", "", Optional.of(NOW.plus(Duration.ofMinutes(3))), Optional.empty());
        new SigningSource((call, headers) -> Mono.just(received(500, refused)), () -> credentials, clock, time)
                .read(Samples.firstPage())
                .subscribe(answers::add, errors::add);

        assertThat(clock.at(time.now())).isEqualTo(NOW.plus(Duration.ofMinutes(3)));
    }

    @Test
    void credentials_are_asked_for_at_every_call_so_that_a_key_can_be_rotated() {
        AtomicInteger asked = new AtomicInteger();
        PageSource source = new SigningSource(
                this::exchange,
                () -> TestSecrets.credentials("key" + asked.incrementAndGet()),
                new ServerClock(time),
                time);
        read(source);
        read(source);

        assertThat(sent.stream().map(headers -> headers.get("ACCESS-KEY")))
                .containsExactly(TestSecrets.secret("key1"), TestSecrets.secret("key2"));
    }

    private void answeredWith(Transport.Received received) {
        new SigningSource((call, headers) -> Mono.just(received), () -> credentials, new ServerClock(time), time)
                .read(Samples.firstPage())
                .subscribe(answers::add, errors::add);
    }

    private void read(PageSource source) {
        source.read(Samples.firstPage()).subscribe(answers::add, errors::add);
        scheduler.advanceTimeBy(Duration.ofSeconds(1));
    }

    private SigningSource source(ServerClock clock) {
        return new SigningSource(this::exchange, () -> credentials, clock, time);
    }

    /** Answers after a round trip, and refuses a call whose timestamp is outside the window. */
    private Mono<Transport.Received> exchange(ApiCall call, Map<String, String> headers) {
        sent.add(headers);
        return Mono.delay(HALF_WAY, scheduler)
                .map(arrived -> {
                    Instant stamp = Instant.ofEpochMilli(Long.parseLong(headers.get("ACCESS-TIMESTAMP")));
                    boolean fine = Duration.between(stamp, serverNow()).abs().compareTo(WINDOW) <= 0;
                    Optional<Instant> clock = Optional.of(serverNow());
                    return fine
                            ? received(200, new Reply("00000", "success", clock, Optional.of(Page.EMPTY)))
                            : received(400, new Reply("40008", "expired", clock, Optional.empty()));
                })
                .delayElement(HALF_WAY, scheduler);
    }

    private static Transport.Received received(int status, Reply reply) {
        return new Transport.Received(status, Optional.empty(), reply);
    }

    private static Reply reply(String code, Optional<Page> page) {
        return new Reply(code, "", Optional.empty(), page);
    }

    private Instant serverNow() {
        return NOW.plusNanos(scheduler.now(TimeUnit.NANOSECONDS));
    }

    private List<Long> timestamps() {
        return sent.stream()
                .map(headers -> Long.parseLong(headers.get("ACCESS-TIMESTAMP")))
                .toList();
    }
}
