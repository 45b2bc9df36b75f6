package io.github.trackflux.watch;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.simulator.SimulatedExchange;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The exchange to watch.
 *
 * @param name for the person who looks
 * @param credentials whose orders
 * @param url where it is; empty for the live exchange
 * @param ending what is to be done when nobody watches any more
 */
record Target(String name, Credentials credentials, Optional<URI> url, Runnable ending) implements AutoCloseable {
    private static final Duration ROUND_TRIP = Duration.ofMillis(80);
    private static final Duration JITTER = Duration.ofMillis(30);
    private static final double BURSTS_AN_HOUR = 20;
    /** No list of the exchange is longer. */
    private static final int MOST_ORDERS = 20_000;

    /** The exchange that these credentials are for. */
    static Target exchange(Credentials credentials, Optional<URI> url) {
        return new Target(url.map(URI::toString).orElse("Bitget"), credentials, url, () -> {});
    }

    /** A simulated one in this process, as far away as a real one: something happens about every second. */
    static Target simulated(int orders, OrderQuery query) {
        if (orders > MOST_ORDERS) {
            throw new IllegalArgumentException("--simulated-orders must be 0 to " + MOST_ORDERS + ", was " + orders);
        }
        String[] types = query.productTypes().stream().map(ProductType::wire).toArray(String[]::new);
        SimulatedExchange exchange = SimulatedExchange.builder()
                .orders(orders)
                .rates(0.3, 0.25, 0.4)
                .market(settings -> settings.withBurstsPerHour(BURSTS_AN_HOUR).withProductTypes(types))
                .roundTrip(ROUND_TRIP, JITTER)
                .start();
        URI url = URI.create(exchange.url());
        return new Target("SIMULATED exchange " + url, exchange.credentials(), Optional.of(url), exchange::close);
    }

    @Override
    public void close() {
        ending.run();
    }
}
