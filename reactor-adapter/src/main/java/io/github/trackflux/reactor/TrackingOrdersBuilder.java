package io.github.trackflux.reactor;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.page.Dialect;
import io.github.trackflux.view.TrackerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import reactor.netty.http.client.HttpClient;

/** Settings of a client, each with a default that is right for the live exchange. Not thread-safe. */
public final class TrackingOrdersBuilder {
    private static final int MOST_CALLS = 10;

    private final Supplier<Credentials> credentials;
    private TrackerSettings settings = TrackerSettings.DEFAULT;
    private URI baseUrl = BaseUrl.BITGET;
    private UnaryOperator<HttpClient> customiser = UnaryOperator.identity();
    private int callsPerSecond = MOST_CALLS;
    private boolean demo;
    private boolean addressMayChange;
    private Time time = Time.system();

    TrackingOrdersBuilder(Supplier<Credentials> credentials) {
        this.credentials = credentials;
    }

    /**
     * Another host than {@code https://api.bitget.com}.
     *
     * @param baseUrl https, or http on this machine's loopback; host and port only
     */
    public TrackingOrdersBuilder baseUrl(URI baseUrl) {
        this.baseUrl = BaseUrl.check(baseUrl);
        return this;
    }

    /**
     * How often to look. With a cadence, a feed begins after a part of it that chance draws: feeds that are started
     * together must not look together for ever.
     *
     * @param every from the start of one sweep to the start of the next, zero to an hour; zero, the default, is as fast as
     *     the budget allows
     */
    public TrackingOrdersBuilder every(Duration every) {
        settings = settings.withEvery(every);
        return this;
    }

    /**
     * How far behind a replica of the server may be. Delays only the close of an order younger than this.
     *
     * @param holdDown zero to 60 s; 2 s by default
     */
    public TrackingOrdersBuilder holdDown(Duration holdDown) {
        settings = settings.withHoldDown(holdDown);
        return this;
    }

    /**
     * How long a list must stay empty before its orders are closed.
     *
     * @param emptyGuard zero to 60 s, over three answers at least; 1 s by default
     */
    public TrackingOrdersBuilder emptyGuard(Duration emptyGuard) {
        settings = settings.withEmptyGuard(emptyGuard);
        return this;
    }

    /** Speaks this dialect, whatever the server answers. By default the seed's, until the server shows the other. */
    public TrackingOrdersBuilder dialect(Dialect dialect) {
        settings = settings.withDialect(dialect);
        return this;
    }

    /**
     * How many calls the exchange allows this user in any second.
     *
     * @param callsPerSecond 1 to 10; 10 by default
     */
    public TrackingOrdersBuilder callsPerSecond(int callsPerSecond) {
        if (callsPerSecond < 1 || callsPerSecond > MOST_CALLS) {
            throw new IllegalArgumentException(
                    "calls per second must be 1 to " + MOST_CALLS + ", was " + callsPerSecond);
        }
        this.callsPerSecond = callsPerSecond;
        return this;
    }

    /** Reads the demo account, which needs a demo key: sends the header {@code paptrading: 1}. */
    public TrackingOrdersBuilder demoTrading() {
        this.demo = true;
        return this;
    }

    /**
     * Bears it that this machine's address is not on the key's list ({@code 40018}, {@code 40038}) and tries again every
     * minute: for machines whose address on the internet changes now and then. By default that ends a feed.
     */
    public TrackingOrdersBuilder addressMayChange() {
        this.addressMayChange = true;
        return this;
    }

    /**
     * Changes the HTTP client: a proxy, metrics, an event loop. Base URL, redirects (never followed) and retries (made in
     * one place, with a fresh signature) are set after it. HTTP/2 is spoken where TLS offers it; {@code
     * client.protocol(HttpProtocol.HTTP11)} turns that off. Called more than once; must only change what it is given.
     */
    public TrackingOrdersBuilder httpClient(UnaryOperator<HttpClient> customiser) {
        this.customiser = customiser;
        return this;
    }

    TrackingOrdersBuilder time(Time time) {
        this.time = time;
        return this;
    }

    /** A client with these settings; sends nothing yet. */
    public TrackingOrders build() {
        return new TrackingOrders(this);
    }

    Supplier<Credentials> credentials() {
        return credentials;
    }

    TrackerSettings settings() {
        return settings;
    }

    URI baseUrl() {
        return baseUrl;
    }

    UnaryOperator<HttpClient> customiser() {
        UnaryOperator<HttpClient> custom = customiser;
        return demo ? client -> custom.apply(client.headers(headers -> headers.set("paptrading", "1"))) : custom;
    }

    boolean mayAddressChange() {
        return addressMayChange;
    }

    int callsPerSecond() {
        return callsPerSecond;
    }

    Time time() {
        return time;
    }
}
