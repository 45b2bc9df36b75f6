package io.github.trackflux.simulator;

import io.github.trackflux.simulator.exchange.Account;
import io.github.trackflux.simulator.exchange.Exchange;
import io.github.trackflux.simulator.exchange.ExchangeSettings;
import io.github.trackflux.simulator.market.Market;
import io.github.trackflux.simulator.market.MarketSettings;
import io.github.trackflux.simulator.market.Truth;
import io.github.trackflux.simulator.wire.WireFault;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a simulated exchange plays from its start, or its last reset, to the next: all state that a test can leave behind. */
final class Scene {

    private static final Duration TRUTH_KEPT = Duration.ofHours(1);

    /**
     * How every scene begins.
     *
     * @param market what the market is like
     * @param rules how the endpoint behaves
     * @param account the only key
     * @param wire what goes wrong on the wire
     */
    record Script(MarketSettings market, ExchangeSettings rules, Account account, List<WireFault> wire) {}

    private final Market market;
    private final Truth truth;
    private final Exchange exchange;
    private volatile Tally tally = Tally.NONE;

    private Scene(Script script, long now) {
        market = Market.start(script.market(), now);
        truth = Truth.of(market, TRUTH_KEPT);
        exchange = new Exchange(market, script.account(), script.rules());
    }

    static Scene begin(Script script, long now, @Nullable TruthLog log) {
        Scene scene = new Scene(script, now);
        scene.exchange.listen((request, reply, at) -> scene.tally = scene.tally.with(reply));
        if (log != null) {
            scene.market.listen(log);
            scene.exchange.listen(log);
        }
        return scene;
    }

    Market market() {
        return market;
    }

    Truth truth() {
        return truth;
    }

    Exchange exchange() {
        return exchange;
    }

    Tally tally() {
        return tally;
    }
}
