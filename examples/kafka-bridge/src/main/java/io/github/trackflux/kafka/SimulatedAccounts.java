package io.github.trackflux.kafka;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.simulator.exchange.Account;
import io.github.trackflux.simulator.exchange.Exchange;
import io.github.trackflux.simulator.exchange.ExchangeSettings;
import io.github.trackflux.simulator.exchange.Reply;
import io.github.trackflux.simulator.exchange.Request;
import io.github.trackflux.simulator.market.Market;
import io.github.trackflux.simulator.market.MarketSettings;
import io.github.trackflux.simulator.market.Truth;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The simulated exchange for many accounts on one address, each with a market of its own: account {@code n} has the
 * credentials {@code simulated:n}.
 */
final class SimulatedAccounts implements CredentialSource, AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Map<String, Simulated> accounts = new ConcurrentHashMap<>();
    private final LongAdder calls = new LongAdder();
    private final Duration roundTrip;
    private final DisposableServer server;

    /** One account: its market and its rules are for one thread at a time. */
    private record Simulated(Market market, Truth truth, Exchange exchange) {
        synchronized Reply answer(Request request) {
            return exchange.answer(request, now());
        }

        synchronized <T> T move(Function<Market, T> change) {
            market.advanceTo(now());
            return change.apply(market);
        }
    }

    /**
     * Starts it.
     *
     * @param count of accounts, numbered from 0
     * @param settings of each market, with a seed of its own
     * @param roundTrip of every call
     * @param port of loopback; 0 for any
     */
    SimulatedAccounts(int count, MarketSettings settings, Duration roundTrip, int port) {
        this.roundTrip = roundTrip;
        for (int number = 0; number < count; number++) {
            Market market = Market.start(settings.withSeed(settings.seed() + number), now());
            Account account = new Account(key(number), secret(number), passphrase(number));
            accounts.put(
                    account.key(),
                    new Simulated(
                            market, Truth.of(market), new Exchange(market, account, ExchangeSettings.defaults())));
        }
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .compress(1024)
                .handle(this::handle)
                .bindNow();
    }

    private static String key(int number) {
        return "simulated-key-" + number;
    }

    private static String secret(int number) {
        return "simulated-secret-" + number;
    }

    private static String passphrase(int number) {
        return "simulated-passphrase-" + number;
    }

    private static long now() {
        java.time.Instant now = java.time.Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        return Mono.delay(roundTrip).then(Mono.defer(() -> {
            Reply reply = answer(request);
            response.status(reply.status());
            reply.headers().forEach(response::header);
            return response.sendByteArray(Mono.just(reply.body())).then();
        }));
    }

    private Reply answer(HttpServerRequest request) {
        calls.increment();
        String uri = request.uri();
        int question = uri.indexOf('?');
        Map<String, String> headers = new HashMap<>();
        request.requestHeaders().forEach(header -> headers.putIfAbsent(header.getKey(), header.getValue()));
        Request read = new Request(
                request.method().name(),
                question < 0 ? uri : uri.substring(0, question),
                question < 0 ? "" : uri.substring(question + 1),
                headers);
        // Whoever has no known key is refused by any of them.
        Simulated first = accounts.values().iterator().next();
        return accounts.getOrDefault(read.header("ACCESS-KEY").orElse(""), first)
                .answer(read);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    int count() {
        return accounts.size();
    }

    /** How many calls came so far. */
    long calls() {
        return calls.sum();
    }

    /** Changes an account's market by hand, or looks at it. */
    <T> T move(int number, Function<Market, T> change) {
        return account(number).move(change);
    }

    /** What happened to an account. */
    Truth truth(int number) {
        return account(number).truth();
    }

    /** An account knows this key instead of its own, or of whichever it knew, from now on. */
    void rekey(int number, Account key) {
        Simulated account = account(number);
        synchronized (account) {
            account.exchange().accounts(key);
            accounts.put(key.key(), account);
        }
    }

    private Simulated account(int number) {
        Simulated account = accounts.get(key(number));
        if (account == null) {
            throw new IllegalArgumentException("there are accounts 0 to " + (accounts.size() - 1) + ", no " + number);
        }
        return account;
    }

    @Override
    public String scheme() {
        return "simulated";
    }

    @Override
    public Credentials read(String name) {
        int number = Integer.parseInt(name);
        return Credentials.of(key(number), secret(number), passphrase(number));
    }

    @Override
    public void close() {
        server.disposeNow(GRACE);
    }
}
