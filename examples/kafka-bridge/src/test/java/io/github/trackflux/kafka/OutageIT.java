package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kafka goes away for a while and comes back: nothing is lost, and health tells the truth all the time. */
@Timeout(600)
final class OutageIT {
    /** Watched through the outage without a hole. */
    private static final int STEADY = 4;
    /** One more, in which so much happens that its feed must be held up. */
    private static final String FLOODED = "acc-" + STEADY;

    private static final int FLOOD_A_SECOND = 60;
    /** What one step may bring beyond the bound: a change of each order that may be open. */
    private static final int STEP = 40;

    /** Answers of the exchange that were read. */
    private static final String READ = "trackflux_calls_seconds_count{outcome=\"success\"}";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path directory = TestBroker.directory();
    private final int port = EmbeddedBroker.freePort();
    private final SimulatedAccounts exchange =
            new SimulatedAccounts(STEADY + 1, Churn.still(5, 3), Duration.ofMillis(5), 0);
    private final Map<String, String> settings = new HashMap<>(TestBroker.settings("127.0.0.1:" + port, exchange));
    private final BridgeConfig config = TestBroker.config(settings);
    private EmbeddedBroker broker = EmbeddedBroker.start(directory, port, Map.of());
    private double mostWaiting;

    @AfterEach
    void end() {
        broker.close();
        exchange.close();
        EmbeddedBroker.delete(directory);
    }

    @Test
    @Tag("long")
    void a_short_outage() throws Exception {
        try (Bridge bridge = running()) {
            Http http = new Http(bridge.httpPort());
            watched(http);
            Churn churn = new Churn(exchange, 0, STEADY, 5, 4, 3);
            long begun = Told.nanos(Instant.now());
            away(Duration.ofSeconds(6), http);
            churn.end();
            Verdict verdict = verdict(begun);
            assertThat(verdict.gaps).as("the feeds went on").isZero();
            assertThat(http.metric("trackflux_bridge_events_waiting")).isZero();
            assertThat(metrics(http))
                    .contains(
                            "trackflux_bridge_kafka_delay_seconds_count",
                            READ,
                            "trackflux_feeds{state=\"live\"}",
                            "trackflux_sweep_age_seconds",
                            "trackflux_bridge_accounts{state=\"live\"}");
        }
    }

    /** Long enough that the session ends, and that one account has more to tell than may wait. */
    @Test
    @Tag("simulation")
    void two_minutes() throws Exception {
        try (Bridge bridge = running()) {
            Http http = new Http(bridge.httpPort());
            watched(http);
            Churn steady = new Churn(exchange, 0, STEADY, 5, 4, 3);
            Churn flood = new Churn(exchange, STEADY, STEADY + 1, 10, FLOOD_A_SECOND, 3);
            long begun = Told.nanos(Instant.now());
            double polls = http.metric(READ);
            Duration back = away(Duration.ofMinutes(2), http);
            polls = http.metric(READ) - polls;
            steady.end();
            flood.end();
            Verdict verdict = verdict(begun);
            assertThat(mostWaiting)
                    .as("one is held up, all are bounded")
                    .isBetween(1.0 * Outbox.MOST, (STEADY + 1.0) * (Outbox.MOST + STEP));
            assertThat(verdict.accountsWithGaps()).containsExactly(FLOODED);
            ReportPage.put("kafka-faults.md", "outage", """
                    | | |
                    |---|---|
                    | broker away | 120 s |
                    | answers of the exchange that were read meanwhile | %,.0f |
                    | events that waited for Kafka, at most | %,.0f |
                    | ready again after the broker's start | %.1f s |
                    | events in all, each once and in order | %,d |
                    | accounts with a `gap`, of the %d that were not flooded | 0 |
                    """.formatted(
                            polls, mostWaiting, back.toMillis() / 1000.0, verdict.events, STEADY));
        }
    }

    private Bridge running() {
        Bridge bridge = Bridge.start(
                config, CredentialSources.of(Map.of(), Optional.empty()).with(exchange));
        try (AccountsTopic topic = new AccountsTopic(config)) {
            for (int number = 0; number <= STEADY; number++) {
                topic.put(new AccountName("acc-" + number), AccountSpec.of("simulated:" + number));
            }
        }
        return bridge;
    }

    private static void watched(Http http) throws InterruptedException {
        until(() -> http.status("/ready") == 200 && http.metric("trackflux_bridge_accounts_owned") == STEADY + 1);
        until(() -> http.metric("trackflux_bridge_events_total") >= (STEADY + 1) * 6);
        assertThat(http.status("/health")).isEqualTo(200);
    }

    /** Takes the broker away and brings it back; how long it took then until the worker was ready. */
    private Duration away(Duration outage, Http http) throws Exception {
        broker.close();
        long away = System.nanoTime();
        until(() -> http.status("/ready") == 503);
        assertThat(http.get("/health").statusCode())
                .as("a restart would not help")
                .isEqualTo(200);
        assertThat(http.get("/ready").body()).contains("\"reached\":false");
        double polls = http.metric(READ);
        until(() -> {
            mostWaiting = Math.max(mostWaiting, http.metric("trackflux_bridge_events_waiting"));
            return System.nanoTime() - away > outage.toNanos();
        });
        assertThat(http.metric(READ)).as("the exchange is still looked at").isGreaterThan(polls + 10);
        assertThat(http.status("/ready")).isEqualTo(503);
        broker = EmbeddedBroker.start(directory, port, Map.of());
        long back = System.nanoTime();
        until(() -> http.status("/ready") == 200);
        return Duration.ofNanos(System.nanoTime() - back);
    }

    private Verdict verdict(long begun) {
        long ended = Told.nanos(Instant.now());
        try (TopicReader events = new TopicReader(
                        config.bootstrapServers(), config.topics().events());
                TopicReader state = new TopicReader(
                        config.bootstrapServers(), config.topics().state())) {
            events.until(() -> Verdict.isTrue(exchange, events.toTheEnd(), state.toTheEnd()));
            Verdict verdict = new Verdict(exchange, events.toTheEnd());
            verdict.isRight();
            // Of two minutes, also what opened and closed while Kafka was away.
            verdict.missesNothing(Duration.ofSeconds(15), begun, ended, STEADY);
            return verdict;
        }
    }

    private static List<String> metrics(Http http) {
        return http.get("/metrics")
                .body()
                .lines()
                .map(line -> line.split(" ", 2)[0])
                .toList();
    }

    private static void until(BooleanSupplier done) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.plusMinutes(2).toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            var unused = new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
        }
    }
}
