package io.github.trackflux.reactor.simulation;

import io.github.trackflux.call.CallTiming;
import io.github.trackflux.call.TransportException;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.reactor.SimulatedPace;
import io.github.trackflux.simulator.exchange.ExchangeSettings;
import io.github.trackflux.simulator.exchange.Outcome;
import io.github.trackflux.simulator.exchange.Page;
import io.github.trackflux.simulator.exchange.Refusal;
import io.github.trackflux.simulator.market.Market;
import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.FeedStep;
import java.time.Duration;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Plays a scenario without bytes, Reactor or retries: production's decisions at production's pace, plain rows. Thousands
 * of virtual hours an hour. Time is nanoseconds since the run began.
 */
public final class QuickRun implements World {
    private static final int SLOTS = 10;
    private static final int FAILURES_FORGIVEN = 3;
    private static final long FIRST_BACKOFF = Duration.ofMillis(500).toNanos();
    private static final long LONGEST_BACKOFF = Duration.ofSeconds(30).toNanos();

    private final Scenario scenario;
    private Watcher watcher;
    private final Consumer<FeedStep> steps;
    private final Findings findings = new Findings();
    private final SplittableRandom random;
    private final Market market;
    private final PlainServer server;
    private final Oracle oracle;
    private final Permits permits = new Permits(SLOTS);
    private final SimulatedPace pace = new SimulatedPace(SLOTS);
    private final PriorityQueue<Moment> moments = new PriorityQueue<>();
    private long now;
    private long made;
    private long wakeAt;
    private long pausedUntil;
    private int failures;
    /** Whether the feed is dead, and how many have been, so that answers to the dead are known. */
    private boolean dead;

    private int deaths;
    private final SplittableRandom saves;
    private Optional<Checkpoint> saved = Optional.empty();

    /** Something that happens at a time; of several at once, what was made first. */
    private record Moment(long at, long number, Runnable event) implements Comparable<Moment> {
        @Override
        public int compareTo(Moment other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private QuickRun(Scenario scenario, Watcher watcher, Consumer<FeedStep> steps) {
        Rows rows = new Rows();
        this.scenario = scenario;
        this.watcher = watcher;
        this.steps = steps;
        this.random = new SplittableRandom(scenario.seed() + 2);
        this.saves = new SplittableRandom(scenario.seed() + 4);
        this.market = Market.start(scenario.market(), Scenario.START);
        this.server = new PlainServer(market, scenario.exchange(), rows);
        this.oracle = new Oracle(scenario, market, rows, findings);
        scenario.plan()
                .forEach(act -> at(act.at().toNanos(), () -> {
                    market.advanceTo(exchangeTime());
                    act.act().accept(this);
                }));
    }

    /** Plays a whole scenario. */
    public static Findings play(Scenario scenario, Watcher watcher) {
        return play(scenario, watcher, step -> {});
    }

    /** Plays a whole scenario and shows every step. */
    public static Findings play(Scenario scenario, Watcher watcher, Consumer<FeedStep> steps) {
        return new QuickRun(scenario, watcher, steps).play();
    }

    private Findings play() {
        long end = scenario.lasting().toNanos();
        while (true) {
            Moment moment = moments.peek();
            boolean happens = moment != null && moment.at() <= wakeAt;
            long next = happens ? moment.at() : wakeAt;
            if (next > end) {
                break;
            }
            now = next;
            if (happens) {
                moments.remove().event().run();
            } else {
                turn();
            }
        }
        now = end;
        market.advanceTo(exchangeTime());
        oracle.ended(exchangeTime());
        return findings;
    }

    /** Sends the next call if its time has come; else says when to look again. */
    private void turn() {
        if (dead) {
            wakeAt = Long.MAX_VALUE;
            return;
        }
        Duration time = Duration.ofNanos(now);
        long due = Math.max(pausedUntil, now + pace.pause(time).toNanos());
        if (due > now) {
            wakeAt = due;
            return;
        }
        if (!permits.take(now)) {
            wakeAt = permits.nextFree();
            return;
        }
        Optional<PageRequest> request = watcher.next(time);
        if (request.isEmpty()) {
            permits.untake();
            wakeAt = now + watcher.idle(time).toNanos();
            return;
        }
        pace.sent(time);
        send(request.get());
    }

    private void send(PageRequest request) {
        long sent = now;
        int life = deaths;
        long out = scenario.network().oneWay(random, now);
        if (out == Network.NEVER) {
            giveUp(request, sent, life);
        } else {
            at(now + out, () -> arrived(request, sent, life));
        }
    }

    private void arrived(PageRequest request, long sent, int life) {
        oracle.arrived(exchangeTime());
        Outcome outcome = server.answer(request, exchangeTime());
        long back = scenario.network().oneWay(random, now);
        if (back == Network.NEVER || now + back > sent + Network.TIMEOUT.toNanos()) {
            giveUp(request, sent, life);
        } else {
            at(now + back, () -> returned(request, sent, life, outcome));
        }
    }

    private void giveUp(PageRequest request, long sent, int life) {
        at(sent + Network.TIMEOUT.toNanos(), () -> {
            failures++;
            step(
                    sent,
                    life,
                    timing -> watcher.failed(request, new TransportException("", "no answer in time"), timing));
        });
    }

    private void returned(PageRequest request, long sent, int life, Outcome outcome) {
        if (outcome instanceof Page page) {
            failures = 0;
            pace.answered(Duration.ofNanos(now - sent));
            if (life == deaths) {
                oracle.looked(Scenario.START + sent, exchangeTime());
            }
            step(sent, life, timing -> watcher.answered(new PageAnswer(request, server.page(request, page), timing)));
        } else {
            failures++;
            step(sent, life, timing -> watcher.failed(request, PlainServer.error((Refusal) outcome), timing));
        }
    }

    private void step(long sent, int life, Function<CallTiming, FeedStep> answer) {
        permits.answered(now);
        if (life != deaths) {
            return;
        }
        pausedUntil = Math.max(pausedUntil, now + backoff());
        market.advanceTo(exchangeTime());
        FeedStep step = answer.apply(new CallTiming(
                Duration.ofNanos(sent), Duration.ofNanos(now), Scenario.instant(sent), Scenario.instant(now)));
        steps.accept(step);
        oracle.told(step, exchangeTime());
        if (scenario.isInterrupted() && step.checkpoint().isPresent() && saves.nextBoolean()) {
            saved = step.checkpoint();
            oracle.saved(exchangeTime());
        }
        wakeAt = now;
    }

    private long backoff() {
        if (failures < FAILURES_FORGIVEN) {
            return 0;
        }
        return random.nextLong(Math.min(LONGEST_BACKOFF, FIRST_BACKOFF << Math.min(failures, 20)) + 1);
    }

    private void at(long time, Runnable event) {
        moments.add(new Moment(time, made++, event));
    }

    private long exchangeTime() {
        return Scenario.START + now;
    }

    @Override
    public Market market() {
        return market;
    }

    @Override
    public ExchangeSettings exchange() {
        return server.settings();
    }

    @Override
    public void change(ExchangeSettings settings) {
        server.change(settings);
    }

    @Override
    public void foreignCall() {}

    @Override
    public void kill(Duration down) {
        if (!dead) {
            dead = true;
            deaths++;
            at(now + down.toNanos(), () -> {
                dead = false;
                failures = 0;
                pausedUntil = 0;
                watcher = watcher.restarted(saved, Duration.ofNanos(now));
                market.advanceTo(exchangeTime());
                oracle.restarted(exchangeTime());
                wakeAt = now;
            });
        }
    }
}
