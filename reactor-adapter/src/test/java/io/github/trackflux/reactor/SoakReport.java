package io.github.trackflux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.simulator.SimulatedExchange;
import io.github.trackflux.suite.TestSecrets;
import io.github.trackflux.view.FeedStep;
import io.github.trackflux.view.OrderView;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Everything as users have it, over real HTTP, under faults that change every few seconds, for {@code -Dsoak.minutes}: what
 * it takes stays what it was, nothing is lost, and in the end the view is the truth. Writes {@code docs/soak.md}.
 */
@Tag("simulation")
class SoakReport {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration SETTLING = Duration.ofSeconds(90);
    private static final int ORDERS = 110;
    private static final int SAMPLES = 60;
    private static final int BEATS_OF_A_MIX = 10;
    private static final int BEATS_OF_A_GUEST = 16;

    private final Duration length =
            Duration.ofSeconds((long) (60 * Double.parseDouble(System.getProperty("soak.minutes", "30"))));
    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> ends = new ConcurrentLinkedQueue<>();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong falsely = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicReference<OrderView> view = new AtomicReference<>();
    private final SoakMeasures measures = new SoakMeasures();
    private final SimulatedExchange exchange = SimulatedExchange.builder()
            .orders(ORDERS)
            .still()
            .roundTrip(Duration.ofMillis(40), Duration.ofMillis(20))
            .account(TestSecrets.KEY, TestSecrets.SECRET, TestSecrets.PASSPHRASE)
            .start();
    private final SoakSwarm swarm = new SoakSwarm(exchange, Long.getLong("trackflux.seed", 1));
    private ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();

    @BeforeEach
    void watch() {
        before = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        ByteBufUtil.setLeakListener((type, records) -> leaks.add(type + " " + records));
        // What the limiter refuses; what a fault says in its place asks to wait.
        exchange.exchange(rules -> {
            rules.listen((request, reply, at) ->
                    refused.addAndGet(reply.status() == 429 && !reply.headers().containsKey("Retry-After") ? 1 : 0));
            return rules;
        });
    }

    @AfterEach
    void stop() {
        exchange.close();
        ResourceLeakDetector.setLevel(before);
        ByteBufUtil.setLeakListener(null);
    }

    @Test
    void nothing_grows_nothing_is_lost_and_the_view_is_the_truth() throws IOException {
        int connections;
        try (TrackingOrders orders = TrackingOrders.builder(TestSecrets.credentials())
                .baseUrl(URI.create(exchange.url()))
                .build()) {
            Disposable watching = orders.steps(Samples.QUERY).subscribe(this::told, ends::add);
            run(orders);
            swarm.calm();
            boolean settled = settles();
            watching.dispose();
            report();
            assertThat(ends).as("feeds that ended").isEmpty();
            assertThat(settled)
                    .as("the view is the truth in the end: %s, %s", view.get(), open())
                    .isTrue();
        }
        connections = connectionsLeft();

        assertThat(falsely).as("closes that were none").hasValue(0);
        assertThat(refused).as("calls beyond the limit").hasValue(0);
        assertThat(connections).as("connections left").isZero();
        assertThat(leaks).as("buffers lost").isEmpty();
        measures.assertFlat();
    }

    /** Beat by beat: the market moves, the mix of faults changes, a guest comes and goes, and all is measured. */
    private void run(TrackingOrders orders) {
        long start = System.nanoTime();
        long end = start + length.toNanos();
        long sampleEvery = length.minus(WARM_UP).dividedBy(SAMPLES).toNanos();
        long nextSample = start + WARM_UP.toNanos();
        Disposable guest = () -> {};
        for (int beat = 0; System.nanoTime() < end; beat++) {
            swarm.move();
            if (beat % BEATS_OF_A_MIX == 0) {
                swarm.mix();
            }
            if (beat % BEATS_OF_A_GUEST == 0) {
                guest.dispose();
                guest = orders.watch(Samples.QUERY).subscribe(event -> {}, ends::add);
            }
            if (System.nanoTime() >= nextSample) {
                nextSample += sampleEvery;
                measures.sample(Duration.ofNanos(System.nanoTime() - start), exchange.connections());
                progress(Duration.ofNanos(System.nanoTime() - start));
            }
            Mono.delay(BEAT).block();
        }
        guest.dispose();
    }

    private void told(FeedStep step) {
        events.addAndGet(step.events().size());
        step.view().ifPresent(view::set);
        for (OrderEvent event : step.events()) {
            if (event instanceof OrderEvent.Closed closed
                    && exchange.truth().closedAt(closed.last().trackingNo()).isEmpty()) {
                falsely.incrementAndGet();
            }
        }
    }

    private boolean settles() {
        long end = System.nanoTime() + SETTLING.toNanos();
        while (System.nanoTime() < end) {
            OrderView last = view.get();
            if (last != null && last.orders().keySet().equals(open())) {
                return true;
            }
            Mono.delay(BEAT).block();
        }
        return false;
    }

    private Set<String> open() {
        return exchange.market(market -> {
            Set<String> numbers = new HashSet<>();
            market.openOrders().forEach(order -> numbers.add(order.trackingNo()));
            return numbers;
        });
    }

    /** A moment after the client was closed. */
    private int connectionsLeft() {
        for (int i = 0; i < 20 && exchange.connections() > 0; i++) {
            Mono.delay(BEAT).block();
        }
        return exchange.connections();
    }

    private void progress(Duration passed) {
        System.out.printf(
                "soak: %d of %d s, %s; %d events, %s, %d refused, %d leaks, playing %s%n",
                passed.toSeconds(),
                length.toSeconds(),
                measures,
                events.get(),
                exchange.tally(),
                refused.get(),
                leaks.size(),
                swarm);
    }

    private void report() throws IOException {
        String page = """
                # Soak

                A client and a visitor that comes and goes every %d seconds watch about %d orders of a simulated exchange over real
                HTTP. Every half second an order opens, changes or closes; every %d seconds another mix of %d faults begins.
                Written by `SoakReport`.

                | | |
                |---|---|
                | length | %d s |
                | calls answered as they should be | %d |
                | made to fail | %d |
                | of them refused by the limiter | %d |
                | events | %d |
                | closes told that were none | %d |
                | feeds that ended | %d |
                | buffers lost, leak detector at paranoid | %d |

                The exchange is in the same process and remembers every order: so the heap's slope. Off the heap is what Netty's pool reserved
                for its busiest moment, bodies of 5 MB on both sides.

                %s
                ![Heap, buffers, threads and connections over time](soak.svg)
                """.formatted(
                        BEATS_OF_A_GUEST / 2,
                        ORDERS,
                        BEATS_OF_A_MIX / 2,
                        swarm.size(),
                        length.toSeconds(),
                        exchange.tally().answered(),
                        exchange.tally().throttled() + exchange.tally().failed(),
                        refused.get(),
                        events.get(),
                        falsely.get(),
                        ends.size(),
                        leaks.size(),
                        measures.table());
        Files.writeString(DOCS.resolve("soak.md"), page);
        Files.writeString(DOCS.resolve("soak.svg"), measures.picture());
    }
}
