package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers in processes of their own, killed with {@code kill -9} at random moments: at {@code read_committed} nothing is
 * lost, doubled or false. {@link KillReport} does the same for longer, with zombies and a broker that restarts.
 */
@Tag("long")
@Timeout(400)
final class KillIT {
    private static final long SEED = Long.getLong("trackflux.seed", 20261126L);
    private static final int ACCOUNTS = 8;
    private static final int KILLS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    @TempDir
    private Path directory;

    @Test
    void three_kills_lose_nothing_double_nothing_and_tell_nothing_false() throws Exception {
        Random random = new Random(SEED);
        SimulatedAccounts exchange = new SimulatedAccounts(ACCOUNTS, Churn.still(4, SEED), Duration.ofMillis(20), 0);
        Map<String, String> settings = TestBroker.settings(TestBroker.shared(), exchange);
        settings.put("session.timeout", "PT4S");
        BridgeConfig config = TestBroker.config(settings);
        try (Admin admin = Admin.create(config.clientProperties())) {
            assertThat(new TopicSetup(admin, config).ensure()).isPositive();
        }
        try (Fleet fleet = new Fleet(exchange, settings, directory);
                Heartbeats beats = new Heartbeats(config, ACCOUNTS)) {
            fleet.addAccounts();
            fleet.start();
            fleet.start();
            Churn churn = new Churn(exchange, 4, 10, SEED);
            beats.allSince(0, PATIENCE);
            // What closes before an account is watched for the first time is not missed by a kill.
            long begun = Told.nanos(Instant.now());
            Duration longest = Duration.ZERO;
            for (int kill = 0; kill < KILLS; kill++) {
                Duration takeover = beats.allSince(fleet.kill(random.nextInt(fleet.size())), PATIENCE);
                longest = takeover.compareTo(longest) > 0 ? takeover : longest;
            }
            churn.end();
            long ended = Told.nanos(Instant.now());
            try (TopicReader events = new TopicReader(
                            config.bootstrapServers(), config.topics().events());
                    TopicReader state = new TopicReader(
                            config.bootstrapServers(), config.topics().state())) {
                events.until(() -> Verdict.isTrue(exchange, events.toTheEnd(), state.toTheEnd()));
                assertThat(fleet.stop()).isLessThan(Duration.ofSeconds(25));
                Verdict verdict = new Verdict(exchange, events.toTheEnd());
                verdict.isRight();
                verdict.missesNothing(longest.plusSeconds(5), begun, ended);
                assertThat(verdict.gaps).as("somebody went on after a kill").isPositive();
                assertThat(Verdict.isTrue(exchange, events.toTheEnd(), state.toTheEnd()))
                        .isTrue();
            }
        } finally {
            exchange.close();
        }
    }
}
