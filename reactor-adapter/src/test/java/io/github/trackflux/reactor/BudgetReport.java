package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.page.Paging;
import io.github.trackflux.simulator.SimulatedExchange;
import io.github.trackflux.simulator.Tally;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Minutes at full speed over real HTTP, against exchanges that allow ten calls in any sliding second, with idle spells
 * after which all connections are cold; beside each client another, with a plain bucket, at an exchange of its own that is
 * just like it. Writes {@code docs/budget.md}. {@code -Dreport.minutes=2} makes it shorter than 10 minutes.
 */
@Tag("simulation")
final class BudgetReport {
    private static final Duration LASTING = Duration.ofMinutes(Integer.getInteger("report.minutes", 10));
    private static final Duration BUSY = Duration.ofSeconds(40);
    /** Longer than a connection is kept, and than a call that was given up is held. */
    private static final Duration IDLE = Duration.ofSeconds(17);

    private static final double SHARE = 0.9;
    private static final int PLAIN_CALLERS = 16;

    /**
     * One exchange, and how it is called.
     *
     * @param roundTrip mean, in milliseconds; the jitter is half of it, to either side
     * @param limit that the exchange allows, of which clients are told 10
     */
    private record Case(String name, int orders, int roundTrip, int limit, int clients, int feeds) {}

    private static final List<Case> CASES = List.of(
            new Case("60 orders", 60, 0, 10, 1, 1),
            new Case("120 orders", 120, 50, 10, 1, 1),
            new Case("120 orders", 120, 100, 10, 1, 1),
            new Case("480 orders", 480, 200, 10, 1, 1),
            new Case("two clients with two feeds each", 120, 80, 10, 2, 2),
            new Case("5 allowed", 120, 80, 5, 1, 1));

    /** An exchange with somebody who calls it, or rests. */
    private static final class Side {
        private final Case row;
        private final SimulatedExchange exchange;
        private final Flux<?> calling;
        private Optional<Disposable> busy = Optional.empty();
        private final Stopwatch stopwatch = new Stopwatch();
        private long busyNanos;
        private long since;
        private long answeredBefore;

        Side(Case row, boolean plain, List<AutoCloseable> opened) {
            this.row = row;
            this.exchange = SimulatedExchange.builder()
                    .seed(row.roundTrip())
                    .orders(row.orders())
                    .rates(1, 1, 2)
                    .limit(row.limit())
                    .roundTrip(Duration.ofMillis(row.roundTrip()), Duration.ofMillis(row.roundTrip() / 2))
                    .start();
            opened.add(exchange);
            List<Flux<?>> all = new ArrayList<>();
            for (int i = 0; i < row.clients(); i++) {
                all.add(plain ? plain(exchange, opened) : feeds(exchange, row.feeds(), stopwatch, opened));
            }
            this.calling = Flux.merge(all);
        }

        void begin() {
            since = System.nanoTime();
            busy = Optional.of(calling.subscribe());
        }

        /** Counts from now on. */
        void warm() {
            rest();
            busyNanos = 0;
            answeredBefore = exchange.tally().answered();
            stopwatch.reset();
        }

        void rest() {
            busy.ifPresent(Disposable::dispose);
            busyNanos += System.nanoTime() - since;
        }

        double callsPerSecond() {
            return (exchange.tally().answered() - answeredBefore) / (busyNanos / 1e9);
        }

        double possible() {
            return row.limit() / (1.01 + stopwatch.meanMillis() / 1000);
        }

        String figures() {
            Tally tally = exchange.tally();
            return String.format(Locale.ROOT, "%.2f | %d", callsPerSecond(), tally.throttled());
        }
    }

    /** How long calls took, as their sender saw it: on a busy machine longer than the network. */
    private static final class Stopwatch {
        private final LongAdder nanos = new LongAdder();
        private final LongAdder calls = new LongAdder();

        Transport around(Transport transport) {
            return (call, headers) -> Mono.defer(() -> {
                long from = System.nanoTime();
                return transport.send(call, headers).doOnNext(received -> {
                    nanos.add(System.nanoTime() - from);
                    calls.increment();
                });
            });
        }

        void reset() {
            nanos.reset();
            calls.reset();
        }

        double meanMillis() {
            return nanos.sum() / 1e6 / Math.max(1, calls.sum());
        }
    }

    @Test
    void full_speed_without_a_refusal_where_a_plain_bucket_is_refused() throws Exception {
        List<AutoCloseable> opened = new ArrayList<>();
        List<Side> ours = new ArrayList<>();
        List<Side> plain = new ArrayList<>();
        try {
            for (Case row : CASES) {
                ours.add(new Side(row, false, opened));
                plain.add(new Side(row, true, opened));
            }
            play(ours, plain);
            write(ours, plain);
            for (int i = 0; i < CASES.size(); i++) {
                check(ours.get(i), plain.get(i));
            }
        } finally {
            for (int i = opened.size() - 1; i >= 0; i--) {
                opened.get(i).close();
            }
        }
    }

    private static void play(List<Side> ours, List<Side> plain) {
        ours.forEach(Side::begin);
        plain.forEach(Side::begin);
        Mono.delay(IDLE).block();
        ours.forEach(Side::warm);
        plain.forEach(Side::warm);
        Mono.delay(IDLE).block();
        long end = System.nanoTime() + LASTING.toNanos();
        while (System.nanoTime() < end) {
            ours.forEach(Side::begin);
            plain.forEach(Side::begin);
            Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
            Mono.delay(left.compareTo(BUSY) < 0 ? left : BUSY).block();
            ours.forEach(Side::rest);
            plain.forEach(Side::rest);
            System.out.printf(
                    Locale.ROOT,
                    "%d s left; refused: ours %d, plain %d%n",
                    Math.max(0, (end - System.nanoTime()) / 1_000_000_000),
                    refused(ours),
                    refused(plain));
            if (System.nanoTime() < end) {
                Mono.delay(IDLE).block();
            }
        }
    }

    private static long refused(List<Side> sides) {
        return sides.stream()
                .mapToLong(side -> side.exchange.tally().throttled())
                .sum();
    }

    private static void check(Side ours, Side plain) {
        Case row = ours.row;
        if (row.limit() == 10) {
            assertThat(ours.exchange.tally().throttled()).as("%s", row).isZero();
        } else {
            assertThat(ours.exchange.tally().throttled()).as("%s", row).isLessThanOrEqualTo(30);
        }
        assertThat(ours.callsPerSecond()).as("%s", row).isGreaterThan(SHARE * ours.possible());
        assertThat(plain.exchange.tally().throttled())
                .as("%s, plain bucket", row)
                .isPositive();
    }

    private static Flux<?> feeds(
            SimulatedExchange exchange, int feeds, Stopwatch stopwatch, List<AutoCloseable> opened) {
        URI url = URI.create(exchange.url());
        Transport transport = new NettyTransport(url, UnaryOperator.identity(), Time.system());
        opened.add(transport::close);
        TrackingOrders orders = new TrackingOrders(
                TrackingOrders.builder(credentials(exchange)).baseUrl(url), stopwatch.around(transport));
        return Flux.range(0, feeds).flatMap(feed -> orders.steps(Samples.QUERY));
    }

    /** The same stack but for the budget, and walks one after the other, as many at once as a feed has calls. */
    private static Flux<?> plain(SimulatedExchange exchange, List<AutoCloseable> opened) {
        Time time = Time.system();
        Transport transport = new NettyTransport(URI.create(exchange.url()), UnaryOperator.identity(), time);
        opened.add(transport::close);
        PageSource signed = new SigningSource(transport, () -> credentials(exchange), new ServerClock(time), time);
        PageSource source = new RetryingSource(new PlainBucketSource(signed), time);
        return Flux.range(0, PLAIN_CALLERS)
                .flatMap(
                        caller -> Flux.defer(
                                        () -> new ListWalk(source, Samples.FILTER, new Paging(Optional.empty())).rows())
                                .onErrorResume(error -> Flux.empty())
                                .repeat(),
                        PLAIN_CALLERS);
    }

    private static Credentials credentials(SimulatedExchange exchange) {
        return Credentials.of(
                exchange.account().key(),
                exchange.account().secret(),
                exchange.account().passphrase());
    }

    private static void write(List<Side> ours, List<Side> plain) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "# The budget against a strict server",
                "",
                LASTING.toMinutes() + " minutes over real HTTP at the fastest cadence, " + BUSY.toSeconds()
                        + " s busy and "
                        + IDLE.toSeconds()
                        + " s idle by turns, so that each spell begins with cold connections. The exchange"
                        + " allows so many",
                "calls in any sliding second, and clients are told 10. Possible are 10 / (1.01 s + round trip as measured) calls a"
                        + " second. Beside it, at an exchange of its",
                "own that is just like it, the same client with Bucket4j's plain `capacity 10, refill 10/s`. Made by",
                "`mvn -Psimulation -pl reactor-adapter -am verify -Dtest=BudgetReport -Dsurefire.failIfNoSpecifiedTests=false`.",
                "",
                "| | round trip, ms | measured | allowed | possible/s | calls/s | refused | plain bucket: calls/s | refused |",
                "|---|---|---|---|---|---|---|---|---|"));
        for (int i = 0; i < CASES.size(); i++) {
            Case row = CASES.get(i);
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %d ± %d | %.0f | %d | %.2f | %s | %s |",
                    row.name(),
                    row.roundTrip(),
                    row.roundTrip() / 2,
                    ours.get(i).stopwatch.meanMillis(),
                    row.limit(),
                    ours.get(i).possible(),
                    ours.get(i).figures(),
                    plain.get(i).figures()));
        }
        Files.write(Path.of("..", "docs", "budget.md"), lines);
    }
}
