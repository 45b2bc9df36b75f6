package io.github.trackflux.reactor;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.auth.Credentials;
import io.github.trackflux.page.Dialect;
import io.github.trackflux.view.TrackerSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

/** Settings of a client, each with a default that is right for the live exchange. Not thread-safe. */
public final class TrackingOrdersBuilder {
    private final Supplier<Credentials> credentials;
    private TrackerSettings settings = TrackerSettings.DEFAULT;
    private URI baseUrl = BaseUrl.BITGET;
    private UnaryOperator<HttpClient> customiser = UnaryOperator.identity();
    private OptionalInt callsPerSecond = OptionalInt.empty();
    private OptionalInt hostCallsPerSecond = OptionalInt.empty();
    private @Nullable CallBudget budget;
    private @Nullable InetAddress localAddress;
    private @Nullable ClientObserver observer;
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
     * How many calls the exchange allows this user in any second. If it allows fewer, the client learns that. Clients of
     * one API key and host share the lowest that one of them was told.
     *
     * @param callsPerSecond 1 to 10; 10 by default
     */
    public TrackingOrdersBuilder callsPerSecond(int callsPerSecond) {
        this.callsPerSecond = OptionalInt.of(CallBudgetBuilder.checked(callsPerSecond, 1, CallBudget.DOCUMENTED));
        return this;
    }

    /**
     * Pays for calls out of this budget: for several keys of one user, several programs, or more calls than documented.
     * By default all clients with the same API key and host share one.
     */
    public TrackingOrdersBuilder budget(CallBudget budget) {
        this.budget = budget;
        return this;
    }

    /**
     * How many calls the host allows in any second from one address of this machine, whichever user makes them.
     *
     * @param callsPerSecond 1 to 100; 90 by default, and no limit on this machine's loopback
     */
    public TrackingOrdersBuilder hostCallsPerSecond(int callsPerSecond) {
        this.hostCallsPerSecond = OptionalInt.of(CallBudgetBuilder.checked(callsPerSecond, 1, HostBudget.DOCUMENTED));
        return this;
    }

    /**
     * Calls from this address of this machine. The exchange limits calls for each address, so each has a host budget of its
     * own: a machine with several can follow more accounts.
     *
     * @param address by default whichever the system takes
     */
    public TrackingOrdersBuilder localAddress(InetAddress address) {
        this.localAddress = address;
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
     * Changes the HTTP client: a proxy, metrics, an event loop. Base URL, redirects (never followed), retries (made in
     * one place, with a fresh signature) and the wire log (off: it would show key and passphrase) are set after it. HTTP/2
     * is spoken where TLS offers it; {@code client.protocol(HttpProtocol.HTTP11)} turns that off. Called more than once; must only change what it is given.
     */
    public TrackingOrdersBuilder httpClient(UnaryOperator<HttpClient> customiser) {
        this.customiser = customiser;
        return this;
    }

    /** Tells this what calls and feeds do, {@link TrackfluxMetrics} for one; by default nobody. One observer may be of many clients. */
    public TrackingOrdersBuilder observer(ClientObserver observer) {
        this.observer = observer;
        return this;
    }

    TrackingOrdersBuilder time(Time time) {
        this.time = time;
        return this;
    }

    /**
     * A client with these settings; sends nothing yet.
     *
     * @throws IllegalStateException if both a budget and its calls per second are set
     */
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
        InetAddress address = localAddress;
        UnaryOperator<HttpClient> bound = address == null
                ? custom
                : client -> custom.apply(client).bindAddress(() -> new InetSocketAddress(address, 0));
        return demo ? client -> bound.apply(client.headers(headers -> headers.set("paptrading", "1"))) : bound;
    }

    Observed observed() {
        return new Observed(observer, time);
    }

    boolean mayAddressChange() {
        return addressMayChange;
    }

    CallBudget sharedBudget(AccountId account) {
        if (budget == null) {
            int calls = callsPerSecond.orElse(CallBudget.DOCUMENTED);
            return Budgets.of(account, baseUrl.getAuthority(), calls, time);
        }
        if (callsPerSecond.isPresent()) {
            throw new IllegalStateException(
                    "either a budget or its calls per second, not both; " + "set them where the budget is made");
        }
        return budget;
    }

    HostBudget hostBudget() {
        int usual = BaseUrl.isLoopback(baseUrl) ? HostBudget.UNLIMITED : HostBudget.DEFAULT;
        String from = localAddress == null ? "" : localAddress.getHostAddress();
        return Budgets.ofHost(baseUrl.getAuthority(), from, hostCallsPerSecond.orElse(usual), time);
    }

    Time time() {
        return time;
    }
}
