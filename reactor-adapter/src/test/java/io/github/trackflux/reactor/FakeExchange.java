package io.github.trackflux.reactor;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.call.ApiCall;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.Reply;
import io.github.trackflux.suite.TestSecrets;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/**
 * An exchange without a network: a list behind a round trip, in whatever time it is given. Counts and times what is sent
 * to it, and can be in trouble. For one thread, as virtual time is.
 */
final class FakeExchange implements Transport {
    /** Gives the answer as it is. */
    static final UnaryOperator<Mono<Received>> FINE = answer -> answer;

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** The list, top first. */
    final List<TrackingOrder> open = new ArrayList<>();
    /** When each call was sent. */
    final List<Duration> calls = new ArrayList<>();
    /** A key and a host of its own, and so budgets of its own. */
    final Credentials credentials;

    private final String host;

    Duration roundTrip = Duration.ofMillis(80);
    UnaryOperator<Mono<Received>> trouble = FINE;
    int inFlight;
    int mostInFlight;
    int answered;
    int cancelled;
    boolean closed;

    private final Time time;

    FakeExchange(Time time) {
        int number = NUMBERS.incrementAndGet();
        this.credentials = TestSecrets.credentials("fake-" + number);
        this.host = "fake-" + number + ".test";
        this.time = time;
    }

    /** A client of this exchange, of its own. */
    TrackingOrders client(UnaryOperator<TrackingOrdersBuilder> settings) {
        TrackingOrdersBuilder builder = TrackingOrders.builder(credentials)
                .baseUrl(URI.create("https://" + host))
                .time(time);
        return new TrackingOrders(settings.apply(builder), this);
    }

    TrackingOrders client() {
        return client(builder -> builder);
    }

    /** The budget of all its clients. */
    CallBudget budget() {
        return Budgets.of(credentials.account(), host, 10, time);
    }

    static UnaryOperator<Mono<Received>> refusing(int status, String code) {
        Received refusal =
                new Received(status, Optional.empty(), new Reply(code, "refused", Optional.empty(), Optional.empty()));
        return answer -> answer.thenReturn(refusal);
    }

    static UnaryOperator<Mono<Received>> failing(Throwable error) {
        return answer -> answer.then(Mono.error(error));
    }

    /** How many calls were sent since then. */
    long callsSince(Duration moment) {
        return calls.stream().filter(at -> at.compareTo(moment) >= 0).count();
    }

    @Override
    public Mono<Received> send(ApiCall call, Map<String, String> headers) {
        return Mono.defer(() -> {
            AtomicBoolean out = new AtomicBoolean(true);
            calls.add(time.now());
            inFlight++;
            mostInFlight = Math.max(mostInFlight, inFlight);
            Mono<Received> answer = Mono.delay(roundTrip, time.scheduler()).map(back -> answer(call));
            return trouble.apply(answer)
                    .doOnTerminate(() -> {
                        out.set(false);
                        inFlight--;
                        answered++;
                    })
                    .doOnCancel(() -> {
                        // Whoever ends a feed cancels all of its calls, the one that just ended it too.
                        if (out.getAndSet(false)) {
                            inFlight--;
                            cancelled++;
                        }
                    });
        });
    }

    @Override
    public void close() {
        closed = true;
    }

    private Received answer(ApiCall call) {
        Map<String, String> asked = call.parameters();
        List<TrackingOrder> fitting = open.stream()
                .filter(order -> order.symbol().equals(asked.getOrDefault("symbol", order.symbol())))
                .filter(order -> order.traderId().equals(Optional.ofNullable(asked.get("traderId")))
                        || !asked.containsKey("traderId"))
                .toList();
        int size = Integer.parseInt(asked.get("pageSize"));
        int from = Math.min(fitting.size(), (Integer.parseInt(asked.get("pageNo")) - 1) * size);
        Page page = Page.of(fitting.subList(from, Math.min(fitting.size(), from + size)));
        Instant stamp = time.wall().get();
        return new Received(
                200, Optional.empty(), new Reply("00000", "success", Optional.of(stamp), Optional.of(page)));
    }
}
