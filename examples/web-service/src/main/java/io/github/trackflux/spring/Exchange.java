package io.github.trackflux.spring;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.simulator.SimulatedExchange;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The exchange to watch: the real one if there is a key, else, if that is wanted, a simulated one in this process, as far away
 * as a real one. For production take out what is simulated here, and {@code trackflux-simulator} with it.
 */
public final class Exchange implements AutoCloseable {
    private static final Duration ROUND_TRIP = Duration.ofMillis(80);
    private static final Duration JITTER = Duration.ofMillis(30);

    private final String name;
    private final Credentials credentials;
    private final Optional<URI> url;
    private final Optional<SimulatedExchange> simulated;

    private Exchange(String name, Credentials credentials, Optional<URI> url, Optional<SimulatedExchange> simulated) {
        this.name = name;
        this.credentials = credentials;
        this.url = url;
        this.simulated = simulated;
    }

    /** The live exchange, or the one at the configured address. */
    static Exchange real(TrackfluxProperties properties, Credentials credentials) {
        Optional<URI> url = Optional.ofNullable(properties.baseUrl());
        return new Exchange(url.map(URI::getAuthority).orElse("Bitget"), credentials, url, Optional.empty());
    }

    /**
     * The one that the properties say.
     *
     * @throws IllegalStateException if they say none
     */
    static Exchange of(TrackfluxProperties properties) {
        TrackfluxProperties.Key key = properties.key();
        if (key.isWhole()) {
            return real(properties, credentials(key));
        }
        if (!properties.simulated()) {
            throw new IllegalStateException("there is no API key: set trackflux.key.api-key, trackflux.key.secret and"
                    + " trackflux.key.passphrase, or make a bean of Credentials; with trackflux.simulated=true a"
                    + " simulated exchange is started inside");
        }
        if (properties.baseUrl() != null) {
            throw new IllegalStateException(
                    "trackflux.base-url needs a key: the simulated exchange has an address of its own");
        }
        return simulated(properties);
    }

    private static Credentials credentials(TrackfluxProperties.Key key) {
        return Credentials.of(
                Objects.requireNonNull(key.apiKey()).reveal(),
                Objects.requireNonNull(key.secret()).reveal(),
                Objects.requireNonNull(key.passphrase()).reveal());
    }

    private static Exchange simulated(TrackfluxProperties properties) {
        TrackfluxProperties.Simulator like = properties.simulator();
        String[] types =
                properties.productTypes().stream().map(ProductType::wire).toArray(String[]::new);
        SimulatedExchange exchange = SimulatedExchange.builder()
                .seed(like.seed())
                .orders(like.orders())
                .rates(like.changesPerSecond(), like.changesPerSecond(), like.changesPerSecond())
                .market(market -> market.withProductTypes(types))
                .roundTrip(ROUND_TRIP, JITTER)
                .start();
        URI url = URI.create(exchange.url());
        return new Exchange("simulated exchange", exchange.credentials(), Optional.of(url), Optional.of(exchange));
    }

    /** For the person who looks. */
    public String name() {
        return name;
    }

    /** Whether its orders are made up. */
    public boolean isSimulated() {
        return simulated.isPresent();
    }

    /** The simulated exchange, to play with. */
    public Optional<SimulatedExchange> simulated() {
        return simulated;
    }

    Credentials credentials() {
        return credentials;
    }

    /** Where it is, if that is not the live exchange's address. */
    Optional<URI> url() {
        return url;
    }

    @Override
    public void close() {
        simulated.ifPresent(SimulatedExchange::close);
    }

    @Override
    public String toString() {
        return name;
    }
}
