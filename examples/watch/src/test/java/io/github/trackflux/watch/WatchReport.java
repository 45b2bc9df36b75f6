package io.github.trackflux.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.simulator.SimulatedExchange;
import io.github.trackflux.simulator.SimulatedExchangeBuilder;
import io.github.trackflux.simulator.exchange.Calls;
import io.github.trackflux.simulator.exchange.Dialect;
import io.github.trackflux.simulator.exchange.Quirk;
import io.github.trackflux.simulator.exchange.Quirks;
import io.github.trackflux.simulator.exchange.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The program over real HTTP on a busy market, held against the truth and timed from the change to the line. Writes
 * {@code docs/latency.md}. It takes 12 minutes; {@code -Dreport.seconds=20} makes it shorter.
 */
@Tag("simulation")
final class WatchReport {
    private static final int[] ORDERS = {5, 60, 200, 500, 1000};
    private static final Duration WATCHED = Duration.ofSeconds(Integer.getInteger("report.seconds", 50));
    private static final Quirk ERRORS = Quirks.refusal(Refusal.SERVER_ERROR).when(Calls.share(0.02));

    private static final int CALM_LONGER = 8;
    private static final int BUSY_LONGER = 2;
    private static final String[] AIMS = {
        "110 / 190; 110 / 190; 1 %",
        "220 / 400, 280 / 450; 260 / 550, 340 / 600; 6 %",
        "310 / 680, 430 / 750; 360 / 900, 500 / 1,100; 9 %",
        "370 / 1,000, 640 / 1,150; 480 / 2,000, 780 / 2,600; 14 %",
        "400 / 1,350, 840 / 1,600; 550 / 3,600, 1,200 / 4,900; 14 %"
    };

    /** One row of the table. */
    private record Case(String name, int orders, String holdDown, Dialect dialect, List<Quirk> quirks) {}

    @Test
    void no_line_is_false_and_none_is_lost() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (int orders : ORDERS) {
            cases.add(new Case("", orders, "0s", Dialect.PAGE_NUMBER, List.of()));
        }
        for (int orders : ORDERS) {
            cases.add(new Case("hold-down 2 s", orders, "2s", Dialect.PAGE_NUMBER, List.of()));
        }
        for (int orders : ORDERS) {
            cases.add(new Case("2 % HTTP 500", orders, "0s", Dialect.PAGE_NUMBER, List.of(ERRORS)));
        }
        for (int orders : ORDERS) {
            cases.add(new Case("id cursor", orders, "0s", Dialect.ID_CURSOR, List.of()));
        }
        List<Timed> rows = sideBySide(cases, WatchReport::watch);
        List<String> table = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            table.add(line(cases.get(i), rows.get(i)));
        }
        List<Timed> runs = new ArrayList<>(rows);
        write(table, paces(runs));
        assertThat(runs).allSatisfy(run -> {
            assertThat(run.falseCloses()).isZero();
            assertThat(run.falseOpens()).isZero();
            assertThat(run.lostCloses()).isZero();
            assertThat(run.refused()).isZero();
        });
    }

    /** One of the runs of this report. */
    private interface Work<T> {
        Timed run(T of) throws IOException;
    }

    /** A few at once, since all of them mostly wait. */
    private static <T> List<Timed> sideBySide(List<T> cases, Work<T> work) throws IOException {
        List<Timed> runs = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(ORDERS.length);
        try {
            List<Future<Timed>> started = new ArrayList<>();
            cases.forEach(of -> started.add(threads.submit(() -> work.run(of))));
            for (Future<Timed> run : started) {
                runs.add(run.get());
                System.err.printf("%d of %d: %s%n", runs.size(), cases.size(), cases.get(runs.size() - 1));
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IOException(e);
        } finally {
            threads.shutdownNow();
        }
        return runs;
    }

    private static Timed watch(Case row) throws IOException {
        SimulatedExchangeBuilder exchange = exchange(row.orders())
                .rates(2, 1.6, 1)
                .shortLived(0.2)
                .dialect(row.dialect())
                .quirks(row.quirks().toArray(Quirk[]::new));
        return watch(exchange, WATCHED, row.holdDown());
    }

    private static SimulatedExchangeBuilder exchange(int orders) {
        return SimulatedExchange.builder().orders(orders).roundTrip(Duration.ofMillis(80), Duration.ofMillis(30));
    }

    private static Timed watch(SimulatedExchangeBuilder builder, Duration watched, String holdDown) throws IOException {
        try (SimulatedExchange exchange = builder.start()) {
            return Timed.watch(exchange, watched, "--json", "--every", "max", "--hold-down", holdDown);
        }
    }

    /** How soon changes are told at two paces of the market; the calm one is watched longer, since little happens. */
    private static List<String> paces(List<Timed> runs) throws IOException {
        List<Integer> orders = IntStream.of(ORDERS).boxed().toList();
        List<Timed> calms = sideBySide(
                orders,
                count -> watch(
                        exchange(count).rates(0.2, 0.2, 0.2).shortLived(0), WATCHED.multipliedBy(CALM_LONGER), "0s"));
        List<Timed> busies = sideBySide(
                orders,
                count -> watch(
                        exchange(count).rates(2, 1.6, 1).shortLived(0.2), WATCHED.multipliedBy(BUSY_LONGER), "0s"));
        runs.addAll(calms);
        runs.addAll(busies);
        List<String> table = new ArrayList<>();
        for (int i = 0; i < ORDERS.length; i++) {
            Timed calm = calms.get(i);
            Timed busy = busies.get(i);
            table.add(String.format(
                    Locale.ROOT,
                    "| %d | %s | %s | %s | %s | %s | %.1f %% | %s |",
                    ORDERS[i],
                    Timed.quantiles(calm.both()),
                    Timed.quantiles(calm.closes()),
                    Timed.quantiles(calm.updates()),
                    Timed.quantiles(busy.both()),
                    Timed.quantiles(busy.closes()),
                    100 * busy.shortLivedMissed(),
                    AIMS[i]));
        }
        return table;
    }

    private static String line(Case row, Timed run) {
        return String.format(
                Locale.ROOT,
                "| %d | %s | %d | %d | %d | %s | %s | %s | %s | %s | %.1f |",
                row.orders(),
                row.name(),
                run.falseCloses(),
                run.falseOpens(),
                run.lostCloses(),
                Timed.quantiles(run.both()),
                Timed.quantiles(run.opens()),
                Timed.quantiles(run.closes()),
                Timed.quantiles(run.oldCloses()),
                run.missed(),
                run.callsPerSecond());
    }

    private static void write(List<String> table, List<String> paces) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "# From a change to its line",
                "",
                "`watch --json --every max` in a JVM of its own against the simulator over real HTTP, "
                        + WATCHED.toSeconds() + " s a row, five rows at once: 2 opens, 1.6 closes",
                "and 1 update a second, a fifth of the opens short-lived (0.1 to 1.6 s), round trip 80 ± 30 ms, hold-down 0 unless"
                        + " stated. Times are",
                "median / 95th percentile in ms, from the change in the exchange to the line on standard output. Made by",
                "`mvn -Psimulation -pl examples/watch -am verify -Dtest=WatchReport -Dsurefire.failIfNoSpecifiedTests=false`;"
                        + " absolute times depend on the machine.",
                "",
                "| orders | | false closes | false opens | lost closes | opens and closes | opens | closes | closes of orders older"
                        + " than 2 s | opens missed (short-lived) | calls/s |",
                "|---|---|---|---|---|---|---|---|---|---|---|"));
        lines.addAll(table);
        lines.addAll(List.of(
                "",
                "## Calm and busy",
                "",
                "The same with hold-down 0. Calm: 0.2 opens, closes and updates a second, watched for "
                        + WATCHED.multipliedBy(CALM_LONGER).toSeconds() + " s; busy: as above, for "
                        + WATCHED.multipliedBy(BUSY_LONGER).toSeconds() + " s.",
                "Short-lived are the orders that live 0.1 to 1.6 s. The aims are for a market where no group fills a page"
                        + " (`AttentionSpeedTest` holds them in virtual time);",
                "in the simulator's own market some do from 500 orders on, and their closes need more than one answer.",
                "",
                "| orders | calm: opens and closes | closes | updates | busy: opens and closes | closes | short-lived missed | aim:"
                        + " calm, closes; busy, closes; missed |",
                "|---|---|---|---|---|---|---|---|"));
        lines.addAll(paces);
        Files.write(Path.of("..", "..", "docs", "latency.md"), lines);
    }
}
