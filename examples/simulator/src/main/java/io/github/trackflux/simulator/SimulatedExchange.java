package io.github.trackflux.simulator;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.simulator.exchange.Account;
import io.github.trackflux.simulator.exchange.Call;
import io.github.trackflux.simulator.exchange.Exchange;
import io.github.trackflux.simulator.exchange.ExchangeSettings;
import io.github.trackflux.simulator.exchange.Quirk;
import io.github.trackflux.simulator.exchange.Reply;
import io.github.trackflux.simulator.exchange.Request;
import io.github.trackflux.simulator.market.Market;
import io.github.trackflux.simulator.market.Truth;
import io.github.trackflux.simulator.tls.Identity;
import io.github.trackflux.simulator.wire.Passage;
import io.github.trackflux.simulator.wire.WireFault;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Bitget's <em>Get Current Tracking Orders</em> on loopback, to test against.
 *
 * <pre>{@code
 * try (SimulatedExchange exchange = SimulatedExchange.builder().orders(120).seed(7).start()) {
 *     client(exchange.url(), exchange.account());
 *     String number = exchange.market(market -> market.open("BTCUSDT", "a-trader")).trackingNo();
 *     …
 *     exchange.truth().closedAt(number);
 * }
 * }</pre>
 *
 * <p><b>Time:</b> the market moves with the clock, every few milliseconds and with each call. <b>Threading:</b> safe.
 * Market and rules live on one thread of their own, in which {@link #market} and {@link #exchange} run what they are
 * given while the caller waits. <b>Errors:</b> what is run there and throws, throws at the caller.
 */
public final class SimulatedExchange implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(5);

    private final NanoClock clock;
    private final RoundTrip roundTrip;
    private final SplittableRandom random;
    private final SplittableRandom wireRandom;
    private final Scene.Script script;
    private final @Nullable TruthLog log;
    private final @Nullable Identity identity;
    private final MarketThread thread = new MarketThread();
    private final HttpFront http;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Scene scene;
    private volatile List<WireFault> wire;
    private long arrivals;

    SimulatedExchange(SimulatedExchangeBuilder settings) {
        clock = settings.clock;
        roundTrip = settings.roundTrip;
        random = new SplittableRandom(settings.market.seed());
        wireRandom = new SplittableRandom(~settings.market.seed());
        script = new Scene.Script(settings.market, settings.exchange, settings.account, List.copyOf(settings.wire));
        wire = script.wire();
        identity = settings.certificate == null ? null : Identity.of(settings.certificate);
        log = settings.truthLog == null ? null : new TruthLog(settings.truthLog);
        scene = Scene.begin(script, clock.now(), log);
        http = listen(settings.port);
        thread.every(TICK, () -> scene.market().advanceTo(clock.now()));
    }

    private HttpFront listen(int port) {
        try {
            return new HttpFront(port, identity, this::arrive);
        } catch (RuntimeException noServer) {
            stop();
            throw noServer;
        }
    }

    /** Returns the builder; all settings have defaults. */
    public static SimulatedExchangeBuilder builder() {
        return new SimulatedExchangeBuilder();
    }

    /** Returns the base URL, without a slash at the end. */
    public String url() {
        return (identity == null ? "http" : "https") + "://127.0.0.1:" + http.port();
    }

    /**
     * Returns whom a client must trust in order to trust this server's certificate.
     *
     * @throws IllegalStateException if it speaks no TLS
     */
    public X509Certificate authority() {
        if (identity == null) {
            throw new IllegalStateException(
                    "the simulated exchange speaks no TLS; build it with tls(Certificate.GOOD)");
        }
        return identity.authority();
    }

    /** Returns how many connections are open. */
    public int connections() {
        return http.connections();
    }

    /** Returns the key, secret and passphrase that it knows. */
    public Account account() {
        return script.account();
    }

    /** Returns the same three as credentials, for {@code TrackingOrders.builder}. */
    public Credentials credentials() {
        Account account = account();
        return Credentials.of(account.key(), account.secret(), account.passphrase());
    }

    /** Returns who was open when; it may be asked at any time, and keeps closed orders for an hour. */
    public Truth truth() {
        return scene.truth();
    }

    /** Returns how many calls came so far, and what became of them. */
    public Tally tally() {
        return scene.tally();
    }

    /** Returns the exchange's time. */
    public Instant now() {
        return Instant.EPOCH.plusNanos(clock.now());
    }

    /** Runs something on the market as it is now: opens, updates and closes by hand. */
    public <T> T market(Function<Market, T> work) {
        return thread.run(() -> {
            scene.market().advanceTo(clock.now());
            return work.apply(scene.market());
        });
    }

    /** Runs something on the rules: other keys, listeners, foreign calls. */
    public <T> T exchange(Function<Exchange, T> work) {
        return thread.run(() -> work.apply(scene.exchange()));
    }

    /** Behaves otherwise from now on: another limit, list order, quirks. */
    public ExchangeSettings change(UnaryOperator<ExchangeSettings> change) {
        return exchange(rules -> {
            rules.change(change.apply(rules.settings()));
            return rules.settings();
        });
    }

    /** Lets these faults happen on the wire from now on, and no others. */
    public void wire(WireFault... faults) {
        wire = List.of(faults);
    }

    /** Plays these faults from now on, on top of what goes wrong already, each in its usual strength and to every call. */
    public void play(NamedFault... faults) {
        for (NamedFault fault : faults) {
            fault.playOn(this);
        }
    }

    /** Plays this oddity from now on, on top of what goes wrong already. */
    public void play(Quirk quirk) {
        var unused = change(settings -> settings.with(quirk));
    }

    /** Plays this fault of the wire from now on, on top of what goes wrong already. */
    public void play(WireFault fault) {
        thread.run(() -> {
            wire = Stream.concat(wire.stream(), Stream.of(fault)).toList();
            return wire;
        });
    }

    /** Lets no more go wrong than when it was started. */
    public void heal() {
        wire = script.wire();
        var unused = change(settings -> settings.withQuirks(script.rules().quirks()));
    }

    /**
     * Begins anew, as when it was started: market, rules, faults, truth and tally. URL, keys and clock stay, and so do
     * connections; a call that is on its way finds its connection reset.
     */
    public void reset() {
        thread.run(() -> {
            wire = script.wire();
            scene = Scene.begin(script, clock.now(), log);
            return scene;
        });
    }

    /** The way of a call: there, counted and answered, and back. */
    private CompletableFuture<Arrived> arrive(Request request) {
        CompletableFuture<Arrived> arrived = new CompletableFuture<>();
        Scene asked = scene;
        // On the thread already here, since that is where the jitter is drawn.
        thread.after(0, () -> thread.after(roundTrip.leg(random), () -> receive(request, asked, arrived)));
        return arrived;
    }

    private void receive(Request request, Scene asked, CompletableFuture<Arrived> arrived) {
        try {
            Passage passage = passage(request);
            if (passage.fate() == Passage.Fate.ANSWERED) {
                thread.after(passage.held().toNanos(), () -> answer(request, asked, passage, arrived));
            } else {
                arrived.complete(new Arrived(passage, Optional.empty()));
            }
        } catch (RuntimeException brokenFault) {
            arrived.completeExceptionally(brokenFault);
        }
    }

    private Passage passage(Request request) {
        Call call = scene.exchange().arrival(request, clock.now(), ++arrivals, wireRandom);
        Passage passage = Passage.PLAIN;
        for (WireFault fault : wire) {
            passage = fault.passage(passage, call);
        }
        return passage;
    }

    private void answer(Request request, Scene asked, Passage passage, CompletableFuture<Arrived> arrived) {
        try {
            if (asked != scene) { // another test's call
                arrived.complete(new Arrived(Passage.PLAIN.withFate(Passage.Fate.RESET), Optional.empty()));
                return;
            }
            Reply reply = asked.exchange().answer(request, clock.now());
            thread.after(roundTrip.leg(random), () -> arrived.complete(new Arrived(passage, Optional.of(reply))));
        } catch (RuntimeException brokenQuirk) {
            arrived.completeExceptionally(brokenQuirk);
        }
    }

    /** Stops listening and moving; the truth can still be asked. Does nothing the second time. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            // First the thread: an answer that comes when the connections are gone would be logged as an error.
            stop();
            http.close();
        }
    }

    private void stop() {
        thread.close();
        if (log != null) {
            log.close();
        }
    }
}
