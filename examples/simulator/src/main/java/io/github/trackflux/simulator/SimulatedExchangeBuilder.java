package io.github.trackflux.simulator;

import io.github.trackflux.simulator.exchange.Account;
import io.github.trackflux.simulator.exchange.Dialect;
import io.github.trackflux.simulator.exchange.ExchangeSettings;
import io.github.trackflux.simulator.exchange.Quirk;
import io.github.trackflux.simulator.listing.ListOrder;
import io.github.trackflux.simulator.market.MarketSettings;
import io.github.trackflux.simulator.tls.Certificate;
import io.github.trackflux.simulator.wire.WireFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a {@link SimulatedExchange} is like.
 *
 * <p><b>Defaults:</b> any free port, no round trip, plain http without faults, the system's clock, the account of {@link Account#simulated()}, no
 * truth log, and the defaults of {@link MarketSettings} and {@link ExchangeSettings}.
 */
public final class SimulatedExchangeBuilder {

    MarketSettings market = MarketSettings.defaults();
    ExchangeSettings exchange = ExchangeSettings.defaults();
    Account account = Account.simulated();
    RoundTrip roundTrip = RoundTrip.NONE;
    NanoClock clock = NanoClock.system();
    List<WireFault> wire = new ArrayList<>();
    int port;

    @Nullable
    Path truthLog;

    @Nullable
    Certificate certificate;

    SimulatedExchangeBuilder() {}

    /** Sets the market's settings that have no method of their own here. */
    public SimulatedExchangeBuilder market(UnaryOperator<MarketSettings> change) {
        market = change.apply(market);
        return this;
    }

    /** Sets the rules' settings that have no method of their own here. */
    public SimulatedExchangeBuilder exchange(UnaryOperator<ExchangeSettings> change) {
        exchange = change.apply(exchange);
        return this;
    }

    /** Seeds market, rules and jitter. */
    public SimulatedExchangeBuilder seed(long seed) {
        return market(settings -> settings.withSeed(seed)).exchange(settings -> settings.withSeed(seed));
    }

    /** Sets how many orders stand at the start, which the market is steered back to. */
    public SimulatedExchangeBuilder orders(int orders) {
        return market(settings -> settings.withOrders(orders));
    }

    /** Sets opens, closes and updates a second. */
    public SimulatedExchangeBuilder rates(double opens, double closes, double updates) {
        return market(settings -> settings.withRates(opens, closes, updates));
    }

    /** Lets nothing happen but what is done by hand. */
    public SimulatedExchangeBuilder still() {
        return rates(0, 0, 0).market(settings -> settings.withBurstsPerHour(0));
    }

    /** Sets the share of opens that close by themselves within 0.1 to 1.6 s. */
    public SimulatedExchangeBuilder shortLived(double share) {
        return market(settings -> settings.withShortLived(share));
    }

    /** Sets the order of the list. */
    public SimulatedExchangeBuilder order(ListOrder order) {
        return exchange(settings -> settings.withOrder(order));
    }

    /** Sets how it pages. */
    public SimulatedExchangeBuilder dialect(Dialect dialect) {
        return exchange(settings -> settings.withDialect(dialect));
    }

    /** Sets how many calls it answers in any sliding second. */
    public SimulatedExchangeBuilder limit(int calls) {
        return exchange(settings -> settings.withLimit(calls));
    }

    /** Adds oddities. */
    public SimulatedExchangeBuilder quirks(Quirk... quirks) {
        return exchange(settings -> settings.with(quirks));
    }

    /** Adds faults of the way there and back. */
    public SimulatedExchangeBuilder wire(WireFault... faults) {
        wire.addAll(List.of(faults));
        return this;
    }

    /** Speaks https, HTTP/2 too, and shows such a certificate. {@link SimulatedExchange#authority()} is whom to trust. */
    public SimulatedExchangeBuilder tls(Certificate kind) {
        certificate = kind;
        return this;
    }

    /** Sets the only key that it knows. */
    public SimulatedExchangeBuilder account(String key, String secret, String passphrase) {
        account = new Account(key, secret, passphrase);
        return this;
    }

    /** Sets how long a call is on its way: there and back together, plus or minus the jitter. */
    public SimulatedExchangeBuilder roundTrip(Duration mean, Duration jitter) {
        roundTrip = new RoundTrip(mean, jitter);
        return this;
    }

    /** Sets the clock; it must never go back. */
    public SimulatedExchangeBuilder clock(NanoClock source) {
        clock = source;
        return this;
    }

    /** Sets the port of 127.0.0.1; 0 takes any that is free. */
    public SimulatedExchangeBuilder port(int number) {
        if (number < 0 || number > 65_535) {
            throw new IllegalArgumentException("port must be between 0 and 65535, was " + number);
        }
        port = number;
        return this;
    }

    /** Writes every change and every call to a file, which is overwritten. */
    public SimulatedExchangeBuilder truthLog(Path file) {
        truthLog = file;
        return this;
    }

    /** Starts it; it listens when this returns. */
    public SimulatedExchange start() {
        return new SimulatedExchange(this);
    }
}
