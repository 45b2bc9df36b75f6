package io.github.trackflux.reactor;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.auth.Credentials;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Paging;
import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.FeedStep;
import io.github.trackflux.view.OrderView;
import io.github.trackflux.view.Tracker;
import io.github.trackflux.view.TrackerSettings;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The open copy-trading orders of one account as streams. One for the life of a service; {@link #close()} it at the end.
 *
 * <p>Every stream of it but those of {@link #live} is cold: each subscription is one walk or one poll loop of its own, with
 * its own state and the Reactor context of its subscriber, and nothing is sent before it. All of them, of every client with
 * the same API key and host, share one budget of calls.
 *
 * <p><strong>Errors.</strong> Every stream ends with a {@link io.github.trackflux.call.TrackfluxException} or not at all,
 * unless the client is closed, or has a defect: then with an {@link IllegalStateException}; one that goes on from a
 * checkpoint with its own or its handler's error, one of {@link #live} with a {@link SlowSubscriberException}. Trouble
 * that passes ({@code isTransient()}) ends only {@link #list}, after one more try, two where the server failed. A feed goes
 * on: it keeps away for up to a minute, tells nothing that it has not seen, and its health says what is in the way. Trouble
 * that does not pass, such as a wrong key, ends a stream once, and no call follows. A feed that has worked bears some for
 * a while: a key that is not known any more for a minute (the exchange says so now and then of good keys), a query that
 * is not accepted any more for five.
 *
 * <p><strong>Threading.</strong> Signals of a feed come one at a time on {@link Schedulers#parallel()}: never block there.
 */
public final class TrackingOrders implements AutoCloseable {
    private final Supplier<Credentials> credentials;
    private final TrackerSettings settings;
    private final Time time;
    private final ServerClock clock;
    private final AccountId account;
    private final boolean addressMayChange;
    private final Transport transport;
    private final CallBudget budget;
    private final HostBudget host;
    private final Observed observed;
    private final PageSource source;
    private final Closing closing;

    TrackingOrders(TrackingOrdersBuilder builder) {
        this(builder, new NettyTransport(builder.baseUrl(), builder.customiser(), builder.time()));
    }

    TrackingOrders(TrackingOrdersBuilder builder, Transport transport) {
        this.credentials = builder.credentials();
        this.settings = builder.settings();
        this.time = builder.time();
        this.clock = new ServerClock(time);
        this.closing = new Closing(time.scheduler());
        this.transport = transport;
        this.account = credentials.get().account();
        this.addressMayChange = builder.mayAddressChange();
        this.budget = builder.sharedBudget(account);
        this.host = builder.hostBudget();
        this.observed = builder.observed();
        this.source = assemble(transport, credentials, clock, budget, host, observed, time);
        observed.built(this);
    }

    /** How a call is made, from the outside in: tried again as often as it helps, paid for each time, signed, sent. */
    static PageSource assemble(
            Transport transport,
            Supplier<Credentials> credentials,
            ServerClock clock,
            CallBudget budget,
            HostBudget host,
            Observed observed,
            Time time) {
        Transport heeding = new HeedingTransport(transport);
        PageSource signed = observed.calls(new SigningSource(heeding, credentials, clock, time));
        PageSource paid = new BudgetedSource(signed, budget, host);
        return new RetryingSource(paid, time);
    }

    /** Builds a client for these credentials; see {@link TrackingOrdersBuilder} for what may be set. */
    public static TrackingOrdersBuilder builder(Credentials credentials) {
        Objects.requireNonNull(credentials, "credentials");
        return new TrackingOrdersBuilder(() -> credentials);
    }

    /**
     * Builds a client that asks for its credentials at every call, so that keys can be rotated: a call that is refused for
     * its key is tried once more if they have changed meanwhile. All must be of one account, and events go on under the
     * name of the first; after a restart, {@link Credentials#withAccount} keeps it.
     *
     * @param credentials must not block; called once by {@code build()}, which throws what it throws, and then on any
     *     thread, where what it throws ends a stream with an {@link io.github.trackflux.call.AuthenticationException}
     */
    public static TrackingOrdersBuilder builder(Supplier<Credentials> credentials) {
        return new TrackingOrdersBuilder(Objects.requireNonNull(credentials, "credentials"));
    }

    /**
     * The rows of one walk over the list, top first, each order once. A walk and not a snapshot: the list moves while it is
     * walked, so an order that is open may be missing, and one that closes may be shown.
     *
     * <p><strong>Demand.</strong> A page is fetched when the rows of the one before it have been taken.
     * <p><strong>Errors.</strong> Ends with the error of a page that could not be had after its retries.
     */
    public Flux<TrackingOrder> list(OrderQuery query) {
        Objects.requireNonNull(query, "query");
        return closing.end(Flux.fromIterable(Filter.of(query)).concatMap(this::walk, 1));
    }

    private Flux<TrackingOrder> walk(Filter filter) {
        return Flux.defer(() -> new ListWalk(source, filter, new Paging(settings.dialect()))
                .rows()
                .contextWrite(budget.lane()::writeTo));
    }

    /**
     * What each answer changed: events, after each complete sweep the view that they lead to, and health. The root of all
     * other streams; endless.
     *
     * <pre>
     * call    1     2     3     4     5
     *         |-----|-----|-----|-----|----
     * step     1     2     3     4     5     one for each answer, also if nothing changed
     * events   EEES        U     O           Existing, Synced, Updated, Opened
     * view     v     v     v     v     v
     * </pre>
     *
     * <p><strong>Demand.</strong> While two answers wait for their subscriber no further call is made, and no permit is
     * held. A slow subscriber slows its own polling, and sees every change of state that was looked at.
     *
     * <p><strong>Cancellation.</strong> Gives up the calls in flight. A permit that was not used is free at once.
     */
    public Flux<FeedStep> steps(OrderQuery query) {
        Objects.requireNonNull(query, "query");
        return feed(() -> new Tracker(account, query, settings));
    }

    /**
     * The same, going on from a checkpoint that an earlier run of {@link #steps} came to: with the next sequence number,
     * and without {@code Existing} for what was known.
     *
     * <pre>
     * then     E E E S ---- O - U -- O -- (killed; the checkpoint is from here: |)
     *                            |
     * now      G o u c S ---- U --- C    G: Gap, from the checkpoint to the first call; o u c: what changed meanwhile,
     *                                    origin RECOVERED; S: Synced, the list has been read whole again
     * </pre>
     *
     * <p>Every rule of proof holds after a restart as before it, however long it took: an order that is gone is closed by a
     * proof, and not within the first hold-down, since until then a server's replica may be older than the restart. What
     * opened and closed meanwhile is never seen. The first view and checkpoint come with {@code Synced}.
     *
     * <p><strong>Errors.</strong> Ends with a {@link io.github.trackflux.view.CheckpointException}, before any call, if the
     * checkpoint is of another account or query. As {@link #steps(OrderQuery)} for all else.
     *
     * @param checkpoint as {@link FeedStep#checkpoint()} gave it; of this account and an equal query
     */
    public Flux<FeedStep> steps(OrderQuery query, Checkpoint checkpoint) {
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(checkpoint, "checkpoint");
        return feed(() -> Tracker.resumed(account, query, settings, checkpoint, time.now()));
    }

    /**
     * Steps that survive a restart: goes on from what the store holds, hands each step to your handler, and when that has
     * completed saves the step's checkpoint. Emits each step after that.
     *
     * <pre>{@code
     * orders.resume(query, CheckpointStore.file(path), step -> publish(step.events())).subscribe();
     * }</pre>
     *
     * <p><strong>At least once.</strong> Every event has been handled before a checkpoint that holds it is saved, so none is
     * skipped. Those that were handled after the last save are void after a crash: the sequence goes back to the checkpoint,
     * and what still holds of them is told again, with the same ids. Whoever needs each exactly once keeps the checkpoint
     * in one transaction with what the handler writes, or undoes what is numbered behind the {@code Gap}.
     *
     * <p>A checkpoint comes with each complete sweep; one that says nothing new is saved every ten seconds.
     *
     * <p><strong>Demand.</strong> One step at a time: a slow handler slows the polling.
     *
     * <p><strong>Errors.</strong> Ends with the handler's error, or with a {@link
     * io.github.trackflux.view.CheckpointException} if the store's checkpoint cannot be used or a save fails: going on
     * would break the promise. As {@link #steps(OrderQuery)} for all else.
     *
     * <p><strong>Threading.</strong> Signals come on the thread on which the handler or the store completed.
     */
    public Flux<FeedStep> resume(
            OrderQuery query, CheckpointStore store, Function<? super FeedStep, ? extends Mono<Void>> handler) {
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(handler, "handler");
        return Flux.defer(() -> new Resumption(store, handler).of(saved -> steps(query, saved), () -> steps(query)));
    }

    private Flux<FeedStep> feed(Supplier<Tracker> tracker) {
        return observed.feed(closing.end(Flux.using(
                () -> Schedulers.single(time.scheduler()),
                serial -> {
                    Patience patience = new Patience(addressMayChange, time);
                    Feed feed = new Feed(tracker.get(), source, budget, clock, time, serial, patience);
                    return feed.steps().delaySubscription(start(serial));
                },
                serial -> serial.dispose())));
    }

    /** With a cadence, feeds that were started together must not look together for ever. */
    private Mono<?> start(Scheduler serial) {
        Duration every = settings.every();
        return every.isZero() ? Mono.empty() : Mono.delay(time.jittered(every, 0, every), serial);
    }

    /**
     * What happens to the orders: first one {@code Existing} for each that is open, then {@code Synced}, then what changes.
     *
     * <pre>
     * E E E S ---- O -- U ------ C --- O - U ---
     * </pre>
     *
     * <p>As {@link #steps} for demand, errors and cancellation.
     */
    public Flux<OrderEvent> watch(OrderQuery query) {
        return new StepEvents(steps(query));
    }

    /**
     * All orders that are open, after each complete sweep; the first when the list has been read to its proven end.
     *
     * <p>As {@link #steps} for demand, errors and cancellation.
     */
    public Flux<OrderView> views(OrderQuery query) {
        return steps(query).handle((step, sink) -> step.view().ifPresent(sink::next));
    }

    /** How the budget of calls stands, for this client and all that share it; a feed's refusals and waits show here. */
    public BudgetState budget() {
        return budget.state().withClosed(host.closedFor(), time.wall().get());
    }

    CallBudget callBudget() {
        return budget;
    }

    /** {@link #live(OrderQuery, LiveOptions)} as by default. */
    public LiveOrders live(OrderQuery query) {
        return live(query, LiveOptions.DEFAULT);
    }

    /**
     * The orders of a query for many subscribers, over one poll loop. Sends nothing before its first subscriber. Each call
     * of this makes a loop of its own.
     */
    public LiveOrders live(OrderQuery query, LiveOptions options) {
        return live(query, Optional.empty(), options);
    }

    /**
     * The same, going on from a checkpoint of {@link LiveOrders#checkpoints} or of a step.
     *
     * @param checkpoint of this account and an equal query
     * @throws io.github.trackflux.view.CheckpointException if it is of another account or query
     */
    public LiveOrders live(OrderQuery query, Checkpoint checkpoint, LiveOptions options) {
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(checkpoint, "checkpoint").requireOf(account, query);
        return live(query, Optional.of(checkpoint), options);
    }

    private LiveOrders live(OrderQuery query, Optional<Checkpoint> from, LiveOptions options) {
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(options, "options");
        LiveStart start = new LiveStart(at -> at.map(old -> steps(query, old)).orElseGet(() -> steps(query)), from);
        return LiveOrders.of(start, options, time);
    }

    /**
     * Gives up the calls in flight, closes the connections, and ends every stream that still runs with a {@link
     * CancellationException}. Nothing is lost by giving up a call that only reads, so none is waited for.
     *
     * <p>Returns at once, from any thread: streams end on their own threads soon after, whatever their subscribers do then.
     * A stream that is subscribed to later ends in the same way at once. Repeated calls do nothing.
     */
    @Override
    public void close() {
        closing.now();
        transport.close();
    }
}
