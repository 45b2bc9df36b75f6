package io.github.trackflux.strategy;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Consumer;
import reactor.core.Exceptions;

/**
 * One strategy with its paper account. Used by one thread at a time; what it makes of signals depends on nothing but them.
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
    private boolean cut;
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
        if (cut) {
            return;
        }
        if (signal instanceof Signal.Told told) {
            quotes = quotes.after(told.event());
        }
        if (signal instanceof Signal.Cut off && off.strategy().equals(name)) {
            cut = true;
            stop(signal, "fell too far behind");
        }
        if (stopped.isEmpty()) {
            decide(signal);
        }
        BigDecimal equity = account.equity(quotes);
        curve.add(signal.at(), equity);
        shown = equity;
    }

    private void decide(Signal signal) {
        Decision<S> decision;
        try {
            decision = strategy.decide(state, signal, quotes);
        } catch (RuntimeException | Error failed) {
            Exceptions.throwIfJvmFatal(failed);
            stop(signal, failed.toString());
            return;
        }
        state = decision.state();
        for (Target target : decision.targets()) {
            Fill.of(account, target, quotes).ifPresent(fill -> {
                account = account.after(fill);
                trades = trades.with(account.paidFor(fill.symbol()));
                decided.accept(Decided.of(name, signal, target, fill));
            });
        }
    }

    private void stop(Signal signal, String why) {
        if (stopped.isEmpty()) {
            stopped = Optional.of("stopped at signal " + signal.number() + ": " + why);
        }
    }

    /** How it stands. */
    Result result() {
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
