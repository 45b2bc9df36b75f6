package io.github.trackflux.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.call.CallTiming;
import io.github.trackflux.call.ServerException;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.view.Script.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a tracker measures its own health. */
class PulseTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void a_sweep_makes_news_fresh_and_failures_let_them_age() {
        Script script = Script.knowing(rows(60));
        assertThat(script.health().freshness().sweptAgo()).isLessThan(SECOND);
        double from = script.seconds();

        for (int i = 1; i <= 20; i++) {
            Call call = script.at(from + i).send();
            script.fail(call);
        }

        Freshness freshness = script.health().freshness();
        assertThat(freshness.sweptAgo()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
        assertThat(freshness.seenAgo()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
        assertThat(script.health().state()).isEqualTo(FeedState.STALE);
        script.run(script.seconds() + 2);
        assertThat(script.health().state()).isEqualTo(FeedState.LIVE);
    }

    @Test
    void a_period_is_what_a_sweep_takes_at_the_present_rate_and_never_less_than_a_second_or_the_cadence() {
        assertThat(Script.knowing(rows(5)).health().freshness().period()).isEqualTo(SECOND);

        Script many = Script.knowing(rows(950));
        assertThat(many.health().freshness().period()).isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(6));
        many.tracker.rate(2);
        many.run(many.seconds() + 1);
        assertThat(many.health().freshness().period()).isGreaterThan(Duration.ofMillis(9_500));
        assertThat(many.health().callsPerSecond()).isEqualTo(2);

        TrackerSettings slow = TrackerSettings.DEFAULT.withEvery(Duration.ofSeconds(5));
        assertThat(Script.knowing(slow, rows(5)).health().freshness().period()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void of_several_lists_the_one_that_was_swept_longest_ago_counts() {
        OrderQuery both = OrderQuery.of(ProductType.USDT_FUTURES, ProductType.COIN_FUTURES);
        Script script = new Script(TrackerSettings.DEFAULT, both).shows(rows(3)).run(5);
        assertThat(script.health().state()).isEqualTo(FeedState.LIVE);
        double from = script.seconds();

        for (int i = 1; i <= 40; i++) {
            Call call = script.at(from + i / 2.0).send();
            boolean coin = call.request().filter().productType() == ProductType.COIN_FUTURES;
            if (coin) {
                script.fail(call);
            } else {
                script.answer(call);
            }
        }

        assertThat(script.health().freshness().sweptAgo()).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(21));
        assertThat(script.health().freshness().seenAgo()).isLessThanOrEqualTo(SECOND);
    }

    @Test
    void how_long_the_longest_suspected_has_been_is_told() {
        Script script = Script.knowing(rows(120));
        // It is gone, and its probes get no answer.
        script.shows(rows(120).subList(1, 120));
        double from = script.seconds();
        for (int i = 1; i <= 40; i++) {
            Call call = script.at(from + i / 5.0).send();
            if (call.request().filter().traderId().isPresent()
                    || call.request().filter().symbol().isPresent()) {
                script.fail(call);
            } else {
                script.answer(call);
            }
        }

        assertThat(script.health().suspects()).isEqualTo(1);
        assertThat(script.health().oldestSuspect()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test
    void a_machine_that_slept_knows_by_the_servers_time_how_old_its_news_are() {
        Tracker tracker = new Tracker(Script.ACCOUNT, OrderQuery.of(Script.USDT), TrackerSettings.DEFAULT);
        PageRequest first = tracker.next(Duration.ZERO).orElseThrow();
        Instant start = Instant.parse("2026-11-23T06:00:00Z");
        FeedStep before = tracker.answered(new PageAnswer(first, Page.EMPTY, at(0, start)));
        assertThat(before.health().state()).isEqualTo(FeedState.LIVE);

        // Its monotonic clock stood still; the server's did not.
        PageRequest next = tracker.next(SECOND).orElseThrow();
        FeedStep after =
                tracker.failed(next, new ServerException("", "down"), at(1, start.plus(Duration.ofMinutes(10))));

        assertThat(after.health().freshness().sweptAgo()).isEqualTo(Duration.ofMinutes(10));
        assertThat(after.health().state()).isEqualTo(FeedState.STALE);
    }

    private static CallTiming at(int seconds, Instant serverTime) {
        Duration moment = Duration.ofSeconds(seconds);
        return new CallTiming(moment, moment, serverTime, serverTime);
    }

    private static List<Row> rows(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> Row.row(count + 1 - i).trader("T" + i % 40).symbol("S" + i % 30 + "USDT"))
                .toList();
    }
}
