package io.github.trackflux.simulator.junit;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.simulator.NamedFault;
import io.github.trackflux.simulator.SimulatedExchange;
import io.github.trackflux.simulator.SimulatedExchangeBuilder;
import io.github.trackflux.simulator.exchange.Quirk;
import io.github.trackflux.simulator.market.NewOrder;
import io.github.trackflux.simulator.wire.WireFault;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A simulated exchange that runs while tests do, and is as new for each of them.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SimulatorExtension exchange = SimulatorExtension.still();
 *
 * @Test
 * void a_close_is_told() {
 *     TrackingOrders orders = exchange.closing(
 *             TrackingOrders.builder(exchange.credentials()).baseUrl(exchange.uri()).build());
 *     String number = exchange.open(NewOrder.of("BTCUSDT").withSize("0.5").withPrice("68000"));
 *     …
 *     exchange.play(NamedFault.SERVER_ERROR);
 *     exchange.awaitCalls(3);
 *     exchange.heal();
 *     exchange.close(number);
 * }
 * }</pre>
 *
 * <p>In a {@code static} field it starts before the first test of the class and is reset before each one: orders, faults,
 * limit and tally begin anew, while {@link #uri} and {@link #credentials} stay, so that a client that lives longer than a test
 * may keep them. In an instance field each test has one of its own, which is what tests that run in parallel need.
 *
 * <p>Needs {@code junit-jupiter-api} 5.13 or newer, or 6, which this artifact does not bring. <b>Threading:</b> safe.
 * <b>Errors:</b> every method but the factories throws an {@link IllegalStateException} outside of tests.
 */
public final class SimulatorExtension implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(SimulatorExtension.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UnaryOperator<SimulatedExchangeBuilder> settings;
    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private volatile @Nullable SimulatedExchange running;

    private SimulatorExtension(UnaryOperator<SimulatedExchangeBuilder> settings) {
        this.settings = settings;
    }

    /** Returns one without orders, in which nothing happens but what the test does. */
    public static SimulatorExtension still() {
        return with(builder -> builder.still().orders(0));
    }

    /** Returns one with these settings: a market that moves by itself, a round trip, TLS, another limit. */
    public static SimulatorExtension with(UnaryOperator<SimulatedExchangeBuilder> settings) {
        return new SimulatorExtension(settings);
    }

    /** Returns where it is, for {@code TrackingOrdersBuilder.baseUrl}. */
    public URI uri() {
        return URI.create(server().url());
    }

    /** Returns the credentials that it accepts, for {@code TrackingOrders.builder}. */
    public Credentials credentials() {
        return server().credentials();
    }

    /** Returns the exchange itself, for all that has no method here: its truth, its rules, its market. */
    public SimulatedExchange server() {
        SimulatedExchange server = running;
        if (server == null) {
            throw new IllegalStateException("the simulated exchange runs during tests only; is the field annotated with"
                    + " @RegisterExtension?");
        }
        return server;
    }

    /** Opens exactly this order; returns its {@code trackingNo}. */
    public String open(NewOrder order) {
        return server().market(market -> market.open(order)).trackingNo();
    }

    /**
     * Closes a part of an order: its row says from now on that so much is closed.
     *
     * @param closedSize all that is closed by now, such as {@code "0.2"}
     * @param averagePrice of all that is closed by now
     */
    public void closePart(String trackingNo, String closedSize, String averagePrice) {
        var unused = server().market(
                        market -> market.update(trackingNo, row -> row.withClosedPart(averagePrice, closedSize)));
    }

    /** Closes an order: the list does not show it any more. */
    public void close(String trackingNo) {
        var unused = server().market(market -> market.close(trackingNo));
    }

    /** Plays these faults from now on, to every call. */
    public void play(NamedFault... faults) {
        server().play(faults);
    }

    /** Plays this oddity from now on; {@link Quirk#when} limits it. */
    public void play(Quirk quirk) {
        server().play(quirk);
    }

    /** Plays this fault of the wire from now on; {@link WireFault#when} limits it. */
    public void play(WireFault fault) {
        server().play(fault);
    }

    /** Ends all faults that were played. */
    public void heal() {
        server().heal();
    }

    /**
     * Waits until so many more calls were answered, well or badly; calls that are {@code LOST} or {@code RESET} never are. What a client makes of the
     * last of them may take it a moment longer: wait for one more than you need.
     *
     * @throws AssertionError if they do not come within 30 seconds
     */
    public void awaitCalls(int more) {
        CountDownLatch answered = new CountDownLatch(more);
        var unused = server().exchange(rules -> {
            rules.listen((request, reply, at) -> answered.countDown());
            return rules;
        });
        try {
            if (!answered.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(
                        (more - answered.getCount()) + " of " + more + " calls came within " + PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for calls", e);
        }
    }

    /** Closes this after the test, the last one first, so that its calls are not the next test's. Returns it. */
    public synchronized <T extends AutoCloseable> T closing(T client) {
        toClose.push(client);
        return client;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!start(context)) {
            server().reset();
        }
    }

    /** Whether it did not run yet. What is kept in a context is found from those within it, and closed at its end. */
    private boolean start(ExtensionContext context) {
        if (context.getStore(NAMESPACE).get(this) != null) {
            return false;
        }
        SimulatedExchange started = settings.apply(SimulatedExchange.builder()).start();
        running = started;
        context.getStore(NAMESPACE).put(this, new Running(started));
        return true;
    }

    @Override
    public synchronized void afterEach(ExtensionContext context) throws Exception {
        while (!toClose.isEmpty()) {
            toClose.pop().close();
        }
    }

    /** Ends with the context that it was put into. */
    private final class Running implements AutoCloseable {
        private final SimulatedExchange exchange;

        Running(SimulatedExchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void close() {
            running = null;
            exchange.close();
        }
    }
}
