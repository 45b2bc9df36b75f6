package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.simulator.SimulatedExchange;
import io.github.trackflux.simulator.exchange.Account;
import io.github.trackflux.view.FeedStep;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One feed of a thousand orders over real HTTP and up to a thousand subscribers: what they cost the exchange, the heap and
 * one another. Writes {@code docs/subscribers.md}; about three minutes, {@code -Dsubscribers.seconds=5} makes it shorter.
 */
@Tag("simulation")
class SubscribersReport {
    private static final Duration WATCHED = Duration.ofSeconds(Integer.getInteger("subscribers.seconds", 30));
    private static final int ORDERS = 1_000;
    private static final int WARM_UP = 20_000;
    private static final int STEPS = 20_000;
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Duration LONG = Duration.ofMinutes(2);

    private final List<String> page = new ArrayList<>();

    @Test
    void a_thousand_subscribers_ask_no_more_of_the_exchange_than_one() throws Exception {
        page.addAll(List.of(
                "# Subscribers of one feed",
                "",
                "Written by `SubscribersReport`: the whole stack against the simulated exchange over real HTTP on this machine, "
                        + ORDERS + " orders,",
                "5 changes a second, round trip 80 ms, each row " + WATCHED.toSeconds() + " s. Machine: "
                        + Runtime.getRuntime().availableProcessors() + " processors, JDK "
                        + System.getProperty("java.version") + ".",
                "",
                "Delivery is from the step that told an event to the subscriber's `onNext`, in milliseconds, over all subscribers.",
                "",
                "| way | subscribers | calls/s | events told to each | delivery p50 | p99 | longest | CPU of one processor |",
                "|---|---|---|---|---|---|---|---|"));
        double alone = watched("events", 1, LiveOrders::events);
        double most = watched("events", 100, LiveOrders::events);
        most = Math.max(most, watched("events", 1_000, LiveOrders::events));
        most = Math.max(most, watched("conflated", 1_000, LiveOrders::conflated));
        page.addAll(List.of(
                "",
                "Heap for each of 1,000 subscribers, beside the one state of the loop, in bytes:",
                "",
                "| what waits | bytes for each |",
                "|---|---|"));
        memory("nothing, every event wanted", LiveOrders::events, false);
        memory("every order and then a change of each, every event wanted", LiveOrders::events, true);
        memory("nothing, conflated", LiveOrders::conflated, false);
        memory("every order and then a change of each, conflated", LiveOrders::conflated, true);
        page.addAll(List.of(
                "",
                "What the loop itself spends on a step that changes one order, so that any subscriber may come after it:",
                "",
                "| orders open | microseconds | bytes |",
                "|---|---|---|"));
        step(1_000);
        step(20_000);
        Files.write(Path.of("..", "docs", "subscribers.md"), page);

        assertThat(most).isLessThan(1.1 * alone + 0.2);
    }

    /** Watches a lively exchange; tells how many calls a second it was sent. */
    private double watched(String way, int subscribers, Function<LiveOrders, Flux<OrderEvent>> stream)
            throws IOException, InterruptedException {
        Map<Long, Long> told = new ConcurrentHashMap<>();
        try (SimulatedExchange exchange = SimulatedExchange.builder()
                        .orders(ORDERS)
                        .rates(2, 1.6, 1.4)
                        .roundTrip(Duration.ofMillis(80), Duration.ZERO)
                        .start();
                TrackingOrders orders = client(exchange)) {
            Flux<FeedStep> steps = orders.steps(Samples.QUERY).doOnNext(step -> {
                long now = System.nanoTime();
                step.events().forEach(event -> told.put(event.header().sequence(), now));
            });
            LiveOrders live = LiveOrders.of(LiveStart.anew(steps), LiveOptions.DEFAULT, Time.system());
            CountDownLatch synced = new CountDownLatch(subscribers);
            List<Delays> all = new ArrayList<>();
            for (int i = 0; i < subscribers; i++) {
                Delays delays = new Delays(told, synced);
                all.add(delays);
                stream.apply(live).subscribe(delays::add);
            }
            assertThat(synced.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            long calls = exchange.tally().calls();
            long cpu = cpu();
            long from = System.nanoTime();
            Mono.delay(WATCHED).block();
            double seconds = (System.nanoTime() - from) / 1e9;
            double perSecond = (exchange.tally().calls() - calls) / seconds;
            double load = (cpu() - cpu) / 1e9 / seconds;
            live.close();
            live.events().then().block();
            long[] delays = all.stream().flatMapToLong(Delays::stream).sorted().toArray();
            page.add(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %.2f | %,d | %.2f | %.1f | %.1f | %.0f %% |",
                    way,
                    subscribers,
                    perSecond,
                    delays.length / subscribers,
                    at(delays, 0.5),
                    at(delays, 0.99),
                    at(delays, 1),
                    100 * load));
            return perSecond;
        }
    }

    private static TrackingOrders client(SimulatedExchange exchange) {
        Account account = exchange.account();
        return TrackingOrders.builder(Credentials.of(account.key(), account.secret(), account.passphrase()))
                .baseUrl(URI.create(exchange.url()))
                .build();
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** What the inboxes of subscribers that take all, or nothing, hold; the feed is a script, so nothing else moves. */
    private void memory(String what, Function<LiveOrders, Flux<OrderEvent>> stream, boolean isSlow)
            throws InterruptedException {
        LiveScript script = new LiveScript();
        LiveOrders live = LiveOrders.of(LiveStart.anew(script.steps()), LiveOptions.DEFAULT, Time.system());
        live.events().subscribe(Ear.asking(0));
        List<Ear<OrderEvent>> subscribers = new ArrayList<>();
        OrderEvent[] opens = new OrderEvent[ORDERS];
        Arrays.setAll(opens, i -> script.opens(i + 1));
        script.tell(opens);
        script.tell(script.synced());
        long before = used();
        CountDownLatch taken = new CountDownLatch(isSlow ? 0 : ORDERS * (2 * ORDERS + 1));
        for (int i = 0; i < ORDERS; i++) {
            Ear<OrderEvent> ear = Ear.asking(0);
            subscribers.add(ear);
            stream.apply(live)
                    .doOnNext(event -> taken.countDown())
                    .filter(event -> false)
                    .subscribe(ear);
            if (!isSlow) {
                ear.request(Long.MAX_VALUE);
            }
        }
        OrderEvent[] changes = new OrderEvent[ORDERS];
        Arrays.setAll(changes, i -> script.changes(i + 1, "2"));
        script.tell(changes);
        assertThat(taken.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        long held = used() - before;
        page.add(String.format(Locale.ROOT, "| %s | %,d |", what, Math.max(0, held) / ORDERS));
        assertThat(subscribers).hasSize(ORDERS);
        live.close();
    }

    private void step(int orders) {
        LiveScript script = new LiveScript();
        LiveState state = new LiveState();
        OrderEvent[] opens = new OrderEvent[orders];
        Arrays.setAll(opens, i -> script.opens(i + 1));
        state.add(script.step(opens));
        long open = 0;
        long nanos = 0;
        long bytes = 0;
        for (int i = 0; i < WARM_UP + STEPS; i++) {
            FeedStep step = script.step(script.changes(1 + i % orders, Integer.toString(i + 2)));
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long from = System.nanoTime();
            open += state.add(step).now().open().size();
            if (i >= WARM_UP) {
                nanos += System.nanoTime() - from;
                bytes += THREADS.getCurrentThreadAllocatedBytes() - allocated;
            }
        }
        assertThat(open).isEqualTo((long) orders * (WARM_UP + STEPS));
        page.add(String.format(Locale.ROOT, "| %,d | %.1f | %,d |", orders, nanos / 1e3 / STEPS, bytes / STEPS));
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    /** When one subscriber heard each event, after the first that all had heard. */
    private static final class Delays {
        private final Map<Long, Long> told;
        private final CountDownLatch synced;
        private long[] nanos = new long[64];
        private int count;
        private boolean isSynced;

        Delays(Map<Long, Long> told, CountDownLatch synced) {
            this.told = told;
            this.synced = synced;
        }

        synchronized void add(OrderEvent event) {
            if (isSynced) {
                nanos = count == nanos.length ? Arrays.copyOf(nanos, 2 * count) : nanos;
                nanos[count++] = System.nanoTime() - told.get(event.header().sequence());
            } else if (event instanceof OrderEvent.Synced) {
                isSynced = true;
                synced.countDown();
            }
        }

        synchronized LongStream stream() {
            return Arrays.stream(nanos, 0, count);
        }
    }
}
