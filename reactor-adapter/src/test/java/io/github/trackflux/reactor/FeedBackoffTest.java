package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.call.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** How long a feed keeps away from an exchange that is down, or has told it to go. */
class FeedBackoffTest {
    private static final Duration BAN = Duration.ofMinutes(5);

    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final Time time = Time.of(scheduler);
    private final FakeExchange exchange = new FakeExchange(time);
    private final List<Throwable> errors = new ArrayList<>();

    @BeforeEach
    void begin() {
        exchange.open.addAll(Samples.orders(1, 60));
        exchange.client().watch(Samples.QUERY).subscribe(event -> {}, errors::add);
        pass(Duration.ofSeconds(20));
        exchange.calls.clear();
    }

    @Test
    void in_maintenance_it_looks_every_ten_seconds_to_a_minute() {
        exchange.trouble = FakeExchange.refusing(200, "40200");
        pass(Duration.ofHours(2));

        // One call may have been on its way when the first refusal came.
        assertThat(gaps().stream().skip(1)).allMatch(gap -> gap.toSeconds() >= 10 && gap.toSeconds() <= 61);
        assertThat(exchange.calls).hasSizeBetween(115, 722);

        exchange.trouble = FakeExchange.FINE;
        pass(Duration.ofSeconds(61));
        exchange.calls.clear();
        pass(Duration.ofSeconds(10));
        assertThat(exchange.calls).hasSizeGreaterThan(85);
        assertThat(errors).isEmpty();
    }

    @Test
    void a_ban_is_five_minutes_without_a_single_call_and_doubles_to_an_hour() {
        exchange.trouble = FakeExchange.refusing(403, "");
        pass(Duration.ofMillis(200));
        int before = exchange.calls.size();

        pass(BAN.minusSeconds(1));
        assertThat(exchange.calls).hasSize(before);

        // One try after each ban, which is twice as long as the one before, up to an hour.
        pass(Duration.ofHours(4));
        List<Duration> gaps = gaps();
        assertThat(gaps.subList(before - 1, gaps.size()))
                .extracting(Duration::toMinutes)
                .containsExactly(5L, 10L, 20L, 40L, 60L, 60L);
        assertThat(errors).isEmpty();
    }

    @Test
    void no_call_is_sent_once_the_refusal_is_there_not_even_the_one_that_was_waiting_its_turn() {
        pass(Duration.ofMillis(1));
        exchange.trouble = FakeExchange.refusing(403, "");
        while (exchange.calls.isEmpty()) {
            pass(Duration.ofMillis(1));
        }

        pass(BAN);

        assertThat(exchange.calls).hasSize(1);
    }

    @Test
    void what_else_fails_while_it_keeps_away_does_not_shorten_that() {
        // All that is sent in this second is answered at its end, in the order in which it was sent.
        Duration end = time.now().plusSeconds(1);
        int[] sent = {0};
        exchange.trouble = answer -> FakeExchange.refusing(sent[0]++ == 0 ? 403 : 200, sent[0] == 1 ? "" : "40200")
                .apply(answer.delaySubscription(end.minus(time.now()), scheduler));
        pass(Duration.ofSeconds(2));
        assertThat(sent[0]).isGreaterThan(3);
        exchange.calls.clear();

        pass(BAN.minusSeconds(3));

        assertThat(exchange.calls).isEmpty();
    }

    @Test
    void a_few_failures_are_forgiven_and_many_in_a_row_slow_it_down() {
        exchange.trouble = answer -> Mono.error(new TransportException("", "lost"));
        pass(Duration.ofMinutes(5));
        exchange.calls.clear();
        pass(Duration.ofMinutes(10));

        // Each failure is two calls, and 30 to 60 s between them.
        assertThat(exchange.calls).hasSizeBetween(18, 44);
        assertThat(errors).isEmpty();
    }

    @Test
    void after_a_success_it_is_at_full_speed_again() {
        exchange.trouble = FakeExchange.refusing(502, "");
        pass(Duration.ofMinutes(5));
        exchange.trouble = FakeExchange.FINE;
        pass(Duration.ofSeconds(61));
        exchange.calls.clear();

        pass(Duration.ofSeconds(10));

        assertThat(exchange.calls).hasSizeGreaterThan(85);
    }

    private List<Duration> gaps() {
        List<Duration> gaps = new ArrayList<>();
        for (int i = 1; i < exchange.calls.size(); i++) {
            gaps.add(exchange.calls.get(i).minus(exchange.calls.get(i - 1)));
        }
        return gaps;
    }

    private void pass(Duration time) {
        Duration step = Duration.ofMillis(50);
        Duration rest = time;
        for (; rest.compareTo(step) > 0; rest = rest.minus(step)) {
            scheduler.advanceTimeBy(step);
        }
        scheduler.advanceTimeBy(rest);
    }
}
