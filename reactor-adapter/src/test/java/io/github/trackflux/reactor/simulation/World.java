package io.github.trackflux.reactor.simulation;

import io.github.trackflux.simulator.exchange.ExchangeSettings;
import io.github.trackflux.simulator.market.Market;
import java.time.Duration;
import java.util.function.Consumer;

/** What a plan can do to a run. */
public interface World {
    /** The market, played up to now. */
    Market market();

    /** How the exchange shows it. */
    ExchangeSettings exchange();

    /** Shows it in another way from now on. */
    void change(ExchangeSettings settings);

    /** Another program of the same user makes a call; does nothing where no limit is simulated. */
    void foreignCall();

    /** Kills the feed, whatever it is at; it comes back after so long, as it was saved last. */
    void kill(Duration down);

    /**
     * One entry of a plan.
     *
     * @param at from the start of the run
     * @param act what is done then
     */
    record Act(Duration at, Consumer<World> act) {}
}
