package io.github.trackflux.reactor;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.Reply;
import io.github.trackflux.suite.TestSecrets;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Clients for the Reactive Streams kit: no network, and fast time on threads on which its subscribers may block. */
final class TckClients {
    /** How long the kit waits for a signal at most, in milliseconds. */
    static final long SIGNAL = 1_500;
    /** How often it looks for an error meanwhile; left alone it sleeps through all of the wait first. */
    static final long POLL = 20;
    /** How long it waits for none. */
    static final long NO_SIGNAL = 60;
    /** How long a cancelled subscription may be held on to; slept through in each run of the kit. */
    static final long LET_GO = 500;

    private static final AtomicInteger KEYS = new AtomicInteger();
    private static final AtomicInteger SILENCES = new AtomicInteger();

    private TckClients() {}

    /** No client that was made before this gets another answer. */
    static void silence() {
        SILENCES.incrementAndGet();
    }

    /** A list that stays as it is. */
    static TrackingOrders listing(int orders) {
        List<TrackingOrder> all = orders == 0 ? List.of() : Samples.orders(1, orders);
        return client((call, headers) -> Mono.fromSupplier(() -> {
            int size = Integer.parseInt(call.parameters().get("pageSize"));
            int from = size * (Integer.parseInt(call.parameters().get("pageNo")) - 1);
            List<TrackingOrder> page = all.subList(Math.min(from, all.size()), Math.min(from + size, all.size()));
            return page(page);
        }));
    }

    /** A list of one order that is another at each look. */
    static TrackingOrders changing() {
        return changing(Schedulers.boundedElastic());
    }

    /** The same, polled on this scheduler. */
    static TrackingOrders changing(Scheduler scheduler) {
        AtomicInteger looks = new AtomicInteger();
        return client(
                (call, headers) -> Mono.fromSupplier(() -> {
                    boolean first = call.parameters().get("pageNo").equals("1");
                    TrackingOrder order = Samples.order(1, Integer.toString(looks.incrementAndGet()));
                    return page(first ? List.of(order) : List.of());
                }),
                scheduler);
    }

    /** An exchange that does not know the key. */
    static TrackingOrders refused() {
        Reply reply = new Reply("40009", "", Optional.empty(), Optional.empty());
        return client((call, headers) -> Mono.just(new Transport.Received(400, Optional.empty(), reply)));
    }

    private static Transport.Received page(List<TrackingOrder> rows) {
        Reply reply = new Reply("00000", "success", Optional.empty(), Optional.of(Page.of(rows)));
        return new Transport.Received(200, Optional.empty(), reply);
    }

    private static TrackingOrders client(Transport transport) {
        return client(transport, Schedulers.boundedElastic());
    }

    private static TrackingOrders client(Transport transport, Scheduler scheduler) {
        int number = KEYS.incrementAndGet();
        int born = SILENCES.get();
        Transport mortal = (call, headers) -> SILENCES.get() == born ? transport.send(call, headers) : Mono.never();
        Credentials credentials = TestSecrets.credentials("tck-" + number);
        return new TrackingOrders(
                TrackingOrders.builder(credentials)
                        .baseUrl(URI.create("https://tck-" + number + ".test"))
                        .time(FastTime.on(scheduler)),
                mortal);
    }
}
