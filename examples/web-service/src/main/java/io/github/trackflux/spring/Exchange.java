package io.github.trackflux.spring;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.simulator.SimulatedExchange;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** The exchange to watch: the real one if there is a key, else a simulated one in this process, as far away as a real one. */
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

    static Exchange of(TrackfluxProperties properties) {
        TrackfluxProperties.Key key = properties.key();
        return key.isWhole() ? real(properties, credentials(key)) : simulated(properties);
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
        Credentials account = Credentials.of(
                exchange.account().key(),
                exchange.account().secret(),
                exchange.account().passphrase());
        return new Exchange(
                "simulated exchange", account, Optional.of(URI.create(exchange.url())), Optional.of(exchange));
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
