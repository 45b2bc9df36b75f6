package io.github.trackflux.strategy;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Consumer;
import reactor.core.Exceptions;

/**
 * One strategy with its paper account. Used by one thread at a time; what it makes of signals depends on nothing but them. A
 * strategy that does not come back can be abandoned by another thread: nothing changes then any more.
 *
 * @param <S> what the strategy remembers
 */
final class Seat<S> {
    private final String name;
    private final Strategy<S> strategy;
    private final BigDecimal cash;
    private final Consumer<Decided> decided;
    private final Curve curve = new Curve();
    private S state;
    private Account account;
    private Quotes quotes = Quotes.NONE;
    private Trades trades = Trades.NONE;
    private Optional<String> stopped = Optional.empty();
    private boolean ended;
    private long deciding;
    private volatile BigDecimal shown;

    /** @param decided is told each trade as it is made */
    Seat(String name, Strategy<S> strategy, BigDecimal cash, Consumer<Decided> decided) {
        this.name = name;
        this.strategy = strategy;
        this.cash = cash;
        this.decided = decided;
        this.state = strategy.start();
        this.account = Account.of(cash);
        this.shown = cash;
    }

    String name() {
        return name;
    }

    /**
     * Takes the next signal. A strategy that failed trades no more, and what it holds is still worth what it costs; one that
     * was cut off stays as it was then.
     */
    void take(Signal signal) {
        if (begins(signal)) {
            Quotes now = signal instanceof Signal.Told told ? quotes.after(told.event()) : quotes;
            // Not under the lock: whoever abandons a strategy does not wait for it.
            Runnable outcome = outcome(signal, now);
            settle(signal, now, outcome);
        }
    }

    private synchronized boolean begins(Signal signal) {
        if (!ended) {
            deciding = signal.number();
        }
        return !ended;
    }

    private Runnable outcome(Signal signal, Quotes now) {
        if (isCutOff(signal)) {
            return () -> stop(signal, "fell too far behind");
        }
        if (stopped.isPresent()) {
            return () -> {};
        }
        try {
            Decision<S> decision = strategy.decide(state, signal, now);
            return () -> follow(signal, decision);
        } catch (RuntimeException | Error failed) {
            Exceptions.throwIfJvmFatal(failed);
            return () -> stop(signal, failed.toString());
        }
    }

    private synchronized void settle(Signal signal, Quotes now, Runnable outcome) {
        if (ended) {
            return;
        }
        quotes = now;
        outcome.run();
        BigDecimal equity = account.equity(quotes);
        curve.add(signal.at(), equity);
        shown = equity;
        ended = isCutOff(signal);
    }

    private boolean isCutOff(Signal signal) {
        return signal instanceof Signal.Cut off && off.strategy().equals(name);
    }

    private void follow(Signal signal, Decision<S> decision) {
        state = decision.state();
        for (Target target : decision.targets()) {
            Fill.of(account, target, quotes).ifPresent(fill -> {
                account = account.after(fill);
                trades = trades.with(account.paidFor(fill.symbol()));
                decided.accept(Decided.of(name, signal, target, fill));
            });
        }
    }

    /** Stays as it is, whatever the strategy still comes to decide; may be called by any thread. */
    synchronized void abandon() {
        ended = true;
        if (stopped.isEmpty()) {
            stopped = Optional.of("still deciding at the end, on signal " + deciding);
        }
    }

    private void stop(Signal signal, String why) {
        if (stopped.isEmpty()) {
            stopped = Optional.of("stopped at signal " + signal.number() + ": " + why);
        }
    }

    /** How it stands; when it takes no signal, or was abandoned. */
    synchronized Result result() {
        return new Result(
                name,
                cash,
                account,
                quotes,
                trades,
                account.equity(quotes),
                account.unrealised(quotes),
                curve,
                stopped);
    }

    /** Its equity after the last signal; may be asked from any thread. */
    BigDecimal equity() {
        return shown;
    }
}
