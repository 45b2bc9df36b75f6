package io.github.trackflux.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole of it: workers in processes of their own over hundreds of accounts, {@code kill -9}, pauses that make zombies,
 * a broker that restarts. Writes its part of {@code docs/kafka-faults.md}, and the picture.
 */
@Tag("simulation")
final class KillReport {
    private static final long SEED = Long.getLong("trackflux.seed", 20261126L);
    private static final int WORKERS = 3;
    private static final int ACCOUNTS = Integer.getInteger("kill.accounts", 300);
    private static final int KILLS = Integer.getInteger("kill.kills", 50);
    private static final int PAUSES = Integer.getInteger("kill.pauses", 6);
    private static final int RESTARTS = Integer.getInteger("kill.restarts", 3);
    /** Then no further trouble begins. */
    private static final Duration LONGEST = Duration.ofMinutes(Integer.getInteger("kill.minutes", 30));

    private static final int PARTITIONS = 12;
    private static final Duration MARGIN = Duration.ofSeconds(20);
    private static final int ORDERS = 5;
    private static final double CHANGES_A_SECOND = 15;
    private static final Duration SESSION = Duration.ofSeconds(6);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path directory;

    private final Random random = new Random(SEED);
    private final Path brokerDirectory = TestBroker.directory();
    private final int port = EmbeddedBroker.freePort();
    private final List<Befallen> befallen = new ArrayList<>();
    private EmbeddedBroker broker = EmbeddedBroker.start(brokerDirectory, port, Map.of());

    private enum Trouble {
        KILL("`kill -9` of a worker, another started in its place", "#06c"),
        PAUSE("a worker stopped past its session time-out, then woken", "#c60"),
        RESTART("the broker stopped, up to 5 s away, started again", "#090");

        private final String words;
        private final String colour;

        Trouble(String words, String colour) {
            this.words = words;
            this.colour = colour;
        }
    }

    /** What befell, when in the run, and how long it took until all accounts were committed again. */
    private record Befallen(Trouble trouble, Duration at, Duration until) {}

    @Test
    void kills_zombies_and_restarts() throws Exception {
        SimulatedAccounts exchange =
                new SimulatedAccounts(ACCOUNTS, Churn.still(ORDERS, SEED), Duration.ofMillis(40), 0);
        Map<String, String> settings = new HashMap<>(TestBroker.settings(broker.bootstrapServers(), exchange));
        settings.put("topic.partitions", Integer.toString(PARTITIONS));
        settings.put("poll.every", "PT5S");
        settings.put("checkpoint.every", "PT5S");
        settings.put("session.timeout", SESSION.toString());
        BridgeConfig config = TestBroker.config(settings);
        try (Admin admin = Admin.create(config.clientProperties())) {
            assertThat(new TopicSetup(admin, config).ensure()).isEqualTo(PARTITIONS);
        }
        long begun = Told.nanos(Instant.now());
        try (Fleet fleet = new Fleet(exchange, settings, directory);
                Heartbeats beats = new Heartbeats(config, ACCOUNTS)) {
            fleet.addAccounts();
            for (int worker = 0; worker < WORKERS; worker++) {
                fleet.start();
            }
            Churn churn = new Churn(exchange, ORDERS, CHANGES_A_SECOND, SEED);
            say("all watched after " + beats.allSince(0, PATIENCE).toSeconds() + " s");
            List<Trouble> troubles = new ArrayList<>();
            troubles.addAll(Collections.nCopies(KILLS, Trouble.KILL));
            troubles.addAll(Collections.nCopies(PAUSES, Trouble.PAUSE));
            troubles.addAll(Collections.nCopies(RESTARTS, Trouble.RESTART));
            Collections.shuffle(troubles, random);
            for (Trouble trouble : troubles) {
                rest(random.nextInt(4000));
                Duration at = Duration.ofNanos(Told.nanos(Instant.now()) - begun);
                if (at.compareTo(LONGEST) > 0) {
                    say("time is up");
                    break;
                }
                Duration until = befall(trouble, fleet, beats);
                befallen.add(new Befallen(trouble, at, until));
                say(befallen.size() + " of " + troubles.size() + ", " + trouble + ", all watched again after "
                        + until.toMillis() + " ms");
            }
            churn.end();
            long ended = Told.nanos(Instant.now());
            verdict(config, exchange, fleet, begun, ended);
        } finally {
            broker.close();
            exchange.close();
            EmbeddedBroker.delete(brokerDirectory);
        }
    }

    private Duration befall(Trouble trouble, Fleet fleet, Heartbeats beats) throws Exception {
        int worker = random.nextInt(fleet.size());
        switch (trouble) {
            case KILL -> {
                return beats.allSince(fleet.kill(worker), PATIENCE);
            }
            case PAUSE -> {
                fleet.pause(worker);
                Duration until = beats.allSince(System.currentTimeMillis(), PATIENCE);
                // It wakes up when others have its accounts, and must not write.
                fleet.resume(worker);
                beats.allSince(System.currentTimeMillis(), PATIENCE);
                return until;
            }
            case RESTART -> {
                broker.close();
                rest(random.nextInt(5000));
                broker = EmbeddedBroker.start(brokerDirectory, port, Map.of());
                return beats.allSince(System.currentTimeMillis(), PATIENCE);
            }
        }
        throw new IllegalStateException(trouble.name());
    }

    /** For how long nobody may have looked: one trouble may come on the heels of another, of each kind once. */
    private Duration longest() {
        Duration longest = Duration.ZERO;
        for (Trouble trouble : Trouble.values()) {
            longest = longest.plus(
                    times(trouble).stream().max(Duration::compareTo).orElse(Duration.ZERO));
        }
        return longest;
    }

    private List<Duration> times(Trouble trouble) {
        return befallen.stream()
                .filter(one -> one.trouble() == trouble)
                .map(Befallen::until)
                .sorted()
                .toList();
    }

    private void verdict(BridgeConfig config, SimulatedAccounts exchange, Fleet fleet, long begun, long ended)
            throws Exception {
        try (TopicReader events = new TopicReader(
                        config.bootstrapServers(), config.topics().events());
                TopicReader state = new TopicReader(
                        config.bootstrapServers(), config.topics().state())) {
            events.until(() -> Verdict.isTrue(exchange, events.toTheEnd(), state.toTheEnd()));
            Duration stopped = fleet.stop();
            Verdict verdict = new Verdict(exchange, events.toTheEnd());
            verdict.isRight();
            verdict.missesNothing(longest().plus(MARGIN), begun, ended);
            assertThat(Verdict.isTrue(exchange, events.toTheEnd(), state.toTheEnd()))
                    .isTrue();
            write(verdict, Duration.ofNanos(ended - begun), stopped);
        }
    }

    private void write(Verdict verdict, Duration length, Duration stopped) {
        ReportPage.picture("kafka-faults.svg", picture(length));
        ReportPage.put("kafka-faults.md", "kills", """
                %d workers in processes of their own, %d accounts with some %d orders each on %d partitions, looked at every 5 s, %.0f changes a second in all; one
                broker; a session time-out of %d s; two cores that others used too; seed %d; %d minutes.

                | what befell them | times | all accounts committed again after: median | 90 %% | longest |
                |---|---|---|---|---|
                %s
                ![](kafka-faults.svg)

                The time counts from the trouble (from the broker's start for the last), and up to 5 s of it are the wait for an account's next look and checkpoint.

                Read at `read_committed` afterwards: %,d events, of these %,d opens, %,d closes and %,d gaps; **0 lost, 0 doubled, 0 false**. In every account `seq` ran from 1 without a
                hole or a double, every order kept its grammar, every open, update and close was true at the exchange when it was said to be, and no order that was there for %d s was
                missed. At quiet both topics led to exactly what was open. A friendly end of all workers took %.1f s.
                """.formatted(
                        WORKERS,
                        ACCOUNTS,
                        ORDERS,
                        PARTITIONS,
                        CHANGES_A_SECOND,
                        SESSION.toSeconds(),
                        SEED,
                        length.toMinutes(),
                        rows(),
                        verdict.events,
                        verdict.opened,
                        verdict.closed,
                        verdict.gaps,
                        longest().plus(MARGIN).toSeconds(),
                        seconds(stopped)));
    }

    private String rows() {
        StringBuilder rows = new StringBuilder();
        for (Trouble trouble : Trouble.values()) {
            List<Duration> times = times(trouble);
            rows.append(
                    times.isEmpty()
                            ? "| %s | 0 | - | - | - |\n".formatted(trouble.words)
                            : "| %s | %d | %.1f s | %.1f s | %.1f s |\n"
                                    .formatted(
                                            trouble.words,
                                            times.size(),
                                            seconds(times.get(times.size() / 2)),
                                            seconds(times.get(times.size() * 9 / 10)),
                                            seconds(times.get(times.size() - 1))));
        }
        return rows.toString();
    }

    /** A bar for each trouble: when it was, and how long until all accounts were committed again. */
    private String picture(Duration length) {
        double across = 560 / seconds(length);
        double up = 160
                / seconds(Collections.max(befallen, Comparator.comparing(Befallen::until))
                        .until());
        StringBuilder svg = new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 240\" font-family=\"sans-serif\" font-size=\"11\">\n");
        for (int second = 0; second * up <= 160; second += 5) {
            svg.append("<path d=\"M40,%.1f H600\" stroke=\"#ddd\"/><text x=\"8\" y=\"%.1f\">%d s</text>%n"
                    .formatted(200 - second * up, 204 - second * up, second));
        }
        for (Befallen one : befallen) {
            svg.append("<path d=\"M%1$.1f,200 V%2$.1f\" stroke=\"%3$s\" stroke-width=\"4\"/>%n"
                    .formatted(40 + seconds(one.at()) * across, 200 - seconds(one.until()) * up, one.trouble().colour));
        }
        int x = 40;
        for (Trouble trouble : Trouble.values()) {
            svg.append("<text x=\"%d\" y=\"230\" fill=\"%s\">%s</text>%n"
                    .formatted(x, trouble.colour, trouble.words.replace("`", "").split(",", 2)[0]));
            x += 190;
        }
        return svg.append("</svg>\n").toString();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static void rest(int millis) throws InterruptedException {
        var unused = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }

    private static void say(String progress) {
        System.out.println(Instant.now() + " " + progress);
    }
}
