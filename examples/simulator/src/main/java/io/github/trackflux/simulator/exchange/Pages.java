package io.github.trackflux.simulator.exchange;

import io.github.trackflux.simulator.listing.Listing;
import io.github.trackflux.simulator.listing.Replica;
import io.github.trackflux.simulator.market.Market;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Reads pages of the market's list, with all quirks but those of the spelling: the fast way to simulate, without keys,
 * limits and JSON.
 */
public final class Pages {

    private final Market market;
    private final SplittableRandom random;
    private final Map<Duration, Replica> replicas = new HashMap<>();
    private ExchangeSettings settings;
    private QuirkSet quirks;
    private long calls;

    /** Makes a reader of that market. */
    public Pages(Market market, ExchangeSettings settings) {
        this.market = market;
        this.settings = settings;
        this.quirks = new QuirkSet(settings.quirks());
        this.random = new SplittableRandom(settings.seed());
        replica(Duration.ZERO);
    }

    /** Behaves otherwise from now on; the seed stays. */
    public void change(ExchangeSettings newSettings) {
        settings = newSettings;
        quirks = new QuirkSet(newSettings.quirks());
        replicas.values().forEach(replica -> {
            replica.sort(newSettings.order());
            replica.linger(newSettings.linger());
        });
    }

    /**
     * Plays the market up to a moment and reads a page of it.
     *
     * @param asked which page
     * @param now nanoseconds since the epoch
     * @return a {@link Page}, or the {@link Refusal} that a quirk gives instead
     */
    public Outcome read(PageQuery asked, long now) {
        return read(call(asked, now));
    }

    Call call(PageQuery asked, long now) {
        return new Call(asked, now, ++calls, random);
    }

    Outcome read(Call call) {
        market.advanceTo(call.now());
        Optional<Refusal> refusal = quirks.refusal(call);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        PageQuery query = quirks.query(call);
        Listing list = replica(quirks.lag(call)).at(call.now());
        return quirks.page(new Page(list.page(query.filter(), query.window(), random, quirks.hidden(call))), call);
    }

    QuirkSet quirks() {
        return quirks;
    }

    private Replica replica(Duration lag) {
        return replicas.computeIfAbsent(lag, behind -> {
            Replica replica = Replica.of(market, settings.order(), behind);
            replica.linger(settings.linger());
            return replica;
        });
    }
}
