package io.github.trackflux.reactor;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.reactor.simulation.Findings;
import io.github.trackflux.reactor.simulation.Invariant;
import io.github.trackflux.reactor.simulation.Oracle;
import io.github.trackflux.reactor.simulation.Rows;
import io.github.trackflux.reactor.simulation.Scenario;
import io.github.trackflux.reactor.simulation.World;
import io.github.trackflux.simulator.exchange.Account;
import io.github.trackflux.simulator.exchange.Exchange;
import io.github.trackflux.simulator.exchange.ExchangeSettings;
import io.github.trackflux.simulator.exchange.Reply;
import io.github.trackflux.simulator.exchange.Request;
import io.github.trackflux.simulator.market.Market;
import io.github.trackflux.suite.TestSecrets;
import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.FeedStep;
import io.github.trackflux.view.TrackerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.test.scheduler.VirtualTimeScheduler;

/**
 * Plays a scenario with all of production but its sockets: signatures, budget, retries, bytes, Reactor; in virtual time,
 * on the caller's thread.
 */
public final class FullRun implements World {
    /** What no log line and no error may show. */
    public static final String SECRETS = TestSecrets.MARKER;

    private static final Account ACCOUNT = new Account("key-" + SECRETS, "secret-" + SECRETS, "phrase-" + SECRETS);
    private static final Credentials CREDENTIALS =
            Credentials.of(ACCOUNT.key(), ACCOUNT.secret(), ACCOUNT.passphrase());
    /** A host of its own for each run: clients of one host share a budget. */
    private static final AtomicInteger HOSTS = new AtomicInteger();

    private static final int MOST_HOSTS = 60_000;

    private final Scenario scenario;
    private final Findings findings = new Findings();
    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
    private final Market market;
    private final Exchange exchange;
    private final Oracle oracle;
    private final Transport network;
    private final TrackingOrdersBuilder builder;
    private final SplittableRandom saves;
    private TrackingOrders orders;
    private Disposable feed = Disposables.disposed();
    private Optional<byte[]> saved = Optional.empty();
    private Runnable restart = () -> {};

    private FullRun(Scenario scenario) {
        SplittableRandom random = new SplittableRandom(scenario.seed() + 2);
        Time time = new Time(
                scheduler,
                this::nanos,
                () -> Scenario.instant(nanos()).plus(scenario.skew()),
                random.split()::nextDouble);
        this.scenario = scenario;
        this.market = Market.start(scenario.market(), Scenario.START);
        this.exchange = new Exchange(market, ACCOUNT, scenario.exchange());
        this.oracle = new Oracle(scenario, market, new Rows(), findings);
        this.network = new SimulatedNetwork(scenario.network(), this::answer, oracle::looked, time, random);
        this.builder = builder(scenario.tracker()).time(time);
        this.saves = new SplittableRandom(scenario.seed() + 4);
        this.orders = new TrackingOrders(builder, network);
    }

    private static TrackingOrdersBuilder builder(TrackerSettings settings) {
        int port = 1 + HOSTS.getAndIncrement() % MOST_HOSTS;
        TrackingOrdersBuilder builder = TrackingOrders.builder(CREDENTIALS)
                .baseUrl(URI.create("http://localhost:" + port))
                .every(settings.every())
                .holdDown(settings.holdDown())
                .emptyGuard(settings.emptyGuard());
        settings.dialect().ifPresent(builder::dialect);
        return builder;
    }

    /** Whoever listens to the feed. */
    interface Audience {
        /**
         * Begins to listen; anew after each kill.
         *
         * @param steps judged as they pass
         * @param from the checkpoint that they go on from
         * @return how the audience is killed with the feed
         */
        Disposable listen(Flux<FeedStep> steps, Optional<Checkpoint> from, Scheduler scheduler);

        /** The run is over, and whoever listens now lives on for as long as this takes. */
        default void over() {}
    }

    /** Plays a whole scenario. */
    public static Findings play(Scenario scenario) {
        return play(scenario, step -> {});
    }

    /** Plays a whole scenario and shows every step. */
    public static Findings play(Scenario scenario, Consumer<FeedStep> steps) {
        return new FullRun(scenario)
                .play((judged, from, scheduler) -> judged.doOnNext(steps).subscribe());
    }

    /** Plays a whole scenario with whoever listens, in its time. */
    static Findings play(Scenario scenario, Audience audience) {
        return new FullRun(scenario).play(audience);
    }

    private Findings play(Audience audience) {
        for (World.Act act : scenario.plan()) {
            scheduler.schedule(() -> act.act().accept(this), act.at().toNanos(), TimeUnit.NANOSECONDS);
        }
        begin(audience);
        scheduler.advanceTimeBy(scenario.lasting());
        audience.over();
        feed.dispose();
        orders.close();
        scheduler.dispose();
        market.advanceTo(now());
        oracle.ended(now());
        return findings;
    }

    private void begin(Audience audience) {
        Optional<Checkpoint> from = saved.map(Checkpoint::ofJson);
        Flux<FeedStep> told = from.map(checkpoint -> orders.steps(scenario.query(), checkpoint))
                .orElseGet(() -> orders.steps(scenario.query()));
        feed = audience.listen(told.doOnNext(this::told).doOnError(this::ended), from, scheduler);
        restart = () -> begin(audience);
    }

    private Reply answer(Request request) {
        oracle.arrived(now());
        return exchange.answer(request, now());
    }

    private void told(FeedStep step) {
        market.advanceTo(now());
        oracle.told(step, now());
        if (scenario.isInterrupted() && step.checkpoint().isPresent() && saves.nextBoolean()) {
            saved = step.checkpoint().map(Checkpoint::toJson);
            oracle.saved(now());
        }
    }

    private void ended(Throwable error) {
        oracle.broke(Invariant.ENDLESS, error.toString(), now());
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause.toString().contains(SECRETS)) {
                oracle.broke(Invariant.NO_SECRET, cause.getClass().getSimpleName(), now());
            }
        }
    }

    private long nanos() {
        return scheduler.now(TimeUnit.NANOSECONDS);
    }

    private long now() {
        return Scenario.START + nanos();
    }

    @Override
    public Market market() {
        market.advanceTo(now());
        return market;
    }

    @Override
    public ExchangeSettings exchange() {
        return exchange.settings();
    }

    @Override
    public void change(ExchangeSettings settings) {
        exchange.change(settings);
    }

    @Override
    public void foreignCall() {
        exchange.foreignCall(now());
    }

    @Override
    public void kill(Duration down) {
        if (feed.isDisposed()) {
            return;
        }
        feed.dispose();
        scheduler.schedule(
                () -> {
                    // Of the same key and host, and so with what is left of the same budget.
                    orders = new TrackingOrders(builder, network);
                    market.advanceTo(now());
                    oracle.restarted(now());
                    restart.run();
                },
                down.toNanos(),
                TimeUnit.NANOSECONDS);
    }
}
