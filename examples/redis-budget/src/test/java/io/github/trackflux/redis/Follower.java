package io.github.trackflux.redis;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.reactor.CallBudget;
import io.github.trackflux.reactor.CallBudgetBuilder;
import io.github.trackflux.reactor.TrackingOrders;
import io.lettuce.core.RedisClient;
import java.net.URI;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** One program of a user: watches for as long as its standard input is open. */
final class Follower {
    private Follower() {}

    /** Arguments: the exchange's URL, key, secret, passphrase, and Redis's port or 0 for none. */
    public static void main(String[] args) throws Exception {
        CallBudgetBuilder budget = CallBudget.builder();
        int port = Integer.parseInt(args[4]);
        RedisClient client = port == 0 ? null : RedisServer.client(port);
        if (client != null) {
            budget.sharedPermits(RedisPermits.of(RedisServer.connect(client), "user", 10));
        }
        try (TrackingOrders orders = TrackingOrders.builder(Credentials.of(args[1], args[2], args[3]))
                .baseUrl(URI.create(args[0]))
                .budget(budget.build())
                .build()) {
            Mono<Integer> told = Mono.fromCallable(() -> System.in.read())
                    .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic());
            orders.steps(OrderQuery.of(ProductType.USDT_FUTURES))
                    .takeUntilOther(told)
                    .blockLast(Duration.ofMinutes(1));
        }
        if (client != null) {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }
}
