package io.github.trackflux.reactor;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.reactor.LiveState.Change;
import io.github.trackflux.reactor.LiveState.Snapshot;
import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.OrderView;
import java.util.Map;
import java.util.Optional;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/**
 * The open orders of one query for any number of subscribers: one poll loop feeds them all.
 *
 * <p>The loop starts with the first subscriber of any of the streams here, and stops a grace after the last has left ({@link
 * LiveOptions}); the next then starts a new one, which reads everything anew, or goes on if these were made from a
 * checkpoint. Whoever comes while it runs is first told what is open, as {@code Existing} and, once the list has been read
 * whole, {@code Synced}, and then every change: none is missed and none told twice.
 *
 * <pre>
 * loop          E1 E2 S3 --- O4 --- U5 ------ C6 --- O7
 * first         E1 E2 S3 --- O4 --- U5 ------ C6 --- O7
 * late comer                             E1 E5 E4 S5  C6 --- O7     E5 is the order that U5 changed
 * </pre>
 *
 * <p>An {@code Existing} that is repeated like this carries the number of the news that it stands for, the {@code Synced}
 * after it the number of the last event that all of them hold; the next event is one more. An id never comes with two
 * contents, whoever is told what and when.
 *
 * <p><strong>From a checkpoint</strong> ({@link TrackingOrders#live(OrderQuery, Checkpoint, LiveOptions)}) whoever comes
 * first is told what that holds, then that nobody looked, and what changed meanwhile:
 *
 * <pre>
 * loop           G5 o6 u7 c8 S9 --- U10      as steps(query, checkpoint), whose checkpoint holds three orders, up to number 4
 * first E4 E4 E4 G5 o6 u7 c8 S9 --- U10      o6 u7 c8: of origin RECOVERED
 * late comer                   E7 E4 E6 S9 U10
 * </pre>
 *
 * <p>Until {@code Synced} what is told as existing may be as old as the checkpoint, and {@link #views} say nothing. A loop
 * that begins after one has stopped goes on, in the same way, from that one's last checkpoint. What was told after that is
 * void, as after a crash; whoever heard it has left.
 *
 * <p><strong>Demand.</strong> Subscribers never slow the loop or one another. What waits for a slow one is bounded, in the
 * way of the stream that it chose:
 *
 * <table border="1">
 * <caption>for B = buffer, 4,096 by default, N = orders that are open or were when it came, T = orders that it was told are open</caption>
 * <tr><td>{@link #events()} and what is picked from it</td><td>each event; more than B waiting is a {@link
 * SlowSubscriberException} for this subscriber alone</td><td>at most B events, and N that are shared</td></tr>
 * <tr><td>{@link #conflated()}</td><td>one change for each order; more than B short lives waiting is the same
 * error</td><td>at most 3 (N + T + B) + 2 events</td></tr>
 * <tr><td>{@link #views()}, {@link #health()}</td><td>the newest</td><td>one</td></tr>
 * </table>
 *
 * <p><strong>Errors.</strong> What ends the loop, such as a refused key, ends every stream once, after what waits was
 * delivered; streams subscribed to later end in the same way at once, and no further call is sent. To try again is to ask
 * for a new {@code live}. Trouble that passes ends nothing.
 *
 * <p><strong>Threading.</strong> Signals of one subscriber come one at a time on {@link LiveOptions#scheduler()}. One that
 * blocks or throws there concerns no other. The loop runs in a Reactor context of nobody's: it outlives whoever started it.
 */
public final class LiveOrders implements AutoCloseable {
    /** For its checks of what orders are narrowed by. */
    private static final OrderQuery ANY = OrderQuery.of(ProductType.USDT_FUTURES);

    private final LiveHub hub;
    private final Interest interest;
    private final int buffer;
    private volatile Current last = new Current(Snapshot.NOTHING, Map.of());

    /** The orders of a moment, kept until the next. */
    private record Current(Snapshot of, Map<String, TrackingOrder> orders) {}

    private LiveOrders(LiveHub hub, Interest interest, int buffer) {
        this.hub = hub;
        this.interest = interest;
        this.buffer = buffer;
    }

    /**
     * @param start a feed; subscribed to when there is somebody to tell, one subscription at a time
     * @param time by which the grace is waited for and health ages
     */
    static LiveOrders of(LiveStart start, LiveOptions options, Time time) {
        return new LiveOrders(new LiveHub(start, options, time), Interest.ALL, options.buffer());
    }

    /**
     * The same loop, for those who want one trading pair alone. {@code Synced} and {@code Gap} concern everybody.
     *
     * @param symbol as {@link OrderQuery#withSymbol} takes it
     */
    public LiveOrders withSymbol(String symbol) {
        return new LiveOrders(
                hub, interest.withSymbol(ANY.withSymbol(symbol).symbol().orElseThrow()), buffer);
    }

    /**
     * The same loop, for those who want one trader's orders alone. An order that the exchange begins to mask stays the
     * trader's; one that turns out to be the trader's is {@code Opened} then, of origin {@code late}. A checkpoint knows no
     * more of this than the last row said: an order that was masked before a restart is nobody's after it.
     *
     * @param traderId as {@link OrderQuery#withTrader} takes it
     */
    public LiveOrders withTrader(String traderId) {
        return new LiveOrders(
                hub, interest.withTrader(ANY.withTrader(traderId).traderId().orElseThrow()), buffer);
    }

    /**
     * Every event. For those who must see each change, and keep up.
     *
     * <pre>
     * loop        E1 S2 - O3 - U4 - U5 - C6 -
     * slow, B=2   E1 S2 .............. # 2       more than two waited: SlowSubscriberException, all is delivered up to 2
     * </pre>
     */
    public Flux<OrderEvent> events() {
        return events(interest);
    }

    /**
     * What changed, merged for each order while it waits. For those who act on what is so, at their own pace: replaying it
     * gives what is open.
     *
     * <pre>
     * loop   E1 S2 - O3 - U4 - U5 - C6 ------ O7 - U8 ---
     *        one order opens, changes twice, closes; another opens and changes
     * slow   E1 S2 .................. O5 C6 ........ O8
     * </pre>
     *
     * <p>An open and the changes after it come as one {@code Opened} of the newest state, several changes as one {@code
     * Updated} from the first state to the last, of the fields that really differ; none if nothing does. A close is always
     * told, also that of a short life, after its {@code Opened} or {@code Existing}; and if it is taken back, that too.
     * What becomes known after a {@code Gap} comes after it, but for what becomes of an order that was there at the start and
     * has not been told yet: that comes where its {@code Existing} does. Two gaps are one from the first's start to the
     * last's end. A merged event has an id of its own and the number of the last event in it, so numbers may go back from
     * one order to another, never for one order.
     */
    public Flux<OrderEvent> conflated() {
        return hub.stream(() -> new Conflated(interest, buffer));
    }

    /**
     * What is open: when it is first known whole, and whenever it changed. For those who show it.
     *
     * <pre>
     * loop   E1 S2 - O3 - U4 - U5 - C6 -
     * slow   v2 .............. v5 .. v6
     * </pre>
     *
     * <p>{@code asOf} is when the last event in it was observed.
     */
    public Flux<OrderView> views() {
        return hub.stream(() -> new Latest<>(this::isNews, this::view));
    }

    private boolean isNews(Change change) {
        return change.now().synced().isPresent()
                && change.news().stream().anyMatch(news -> interest.in(news).isPresent());
    }

    private Optional<OrderView> view(Snapshot now) {
        return now.synced().map(synced -> new OrderView(orders(now), now.sequence(), now.asOf()));
    }

    /**
     * Checkpoints of the loop, the newest alone, for whoever goes on after a restart with {@link
     * TrackingOrders#live(OrderQuery, Checkpoint, LiveOptions)}: one when the list has been read whole, and whenever a
     * complete sweep leads to one that is worth saving ({@link Checkpoint#isNewsAfter}). They are of the whole loop,
     * whatever part of it this is.
     *
     * <p>A checkpoint that is saved before you have handled every event up to its {@link Checkpoint#sequence()} takes the
     * rest from you, should you die between: keep it until you have.
     */
    public Flux<Checkpoint> checkpoints() {
        return hub.stream(() -> new Latest<>(
                change -> !change.now().checkpoint().equals(change.before().checkpoint()), Snapshot::checkpoint));
    }

    /**
     * Orders as they open; not those that are open at the start. Whoever trades reads {@link #events()} instead, which say
     * how fresh the news is, that nobody looked for a while ({@code Gap}), and that a close is taken back ({@code
     * Reinstated}).
     */
    public Flux<TrackingOrder> opened() {
        return events(interest.only(OrderEvent.Opened.class)).transform(OrderEvents::opened);
    }

    /** Orders as they are after each change. See {@link #opened()} for who should not use it. */
    public Flux<TrackingOrder> updated() {
        return events(interest.only(OrderEvent.Updated.class)).transform(OrderEvents::updated);
    }

    /** Orders that are gone, as they were last seen. See {@link #opened()} for who should not use it. */
    public Flux<TrackingOrder> closed() {
        return events(interest.only(OrderEvent.Closed.class)).transform(OrderEvents::closed);
    }

    private Flux<OrderEvent> events(Interest wanted) {
        return hub.stream(() -> new EachEvent(wanted, buffer));
    }

    /**
     * How the feed stands: as it is now, then after each step, and whenever its state changes without one, since a feed that
     * hangs says nothing. The last before an error is {@code HALTED}. A subscriber like any other: it keeps the loop running.
     */
    public Flux<FeedHealth> health() {
        return hub.stream(() -> new Latest<>(
                change -> !change.now().health().equals(change.before().health()), Snapshot::health));
    }

    /** How the feed stands at this moment, or how it stood when an error ended it; empty while no loop runs. */
    public Optional<FeedHealth> currentHealth() {
        return hub.health();
    }

    /**
     * What is open now, by {@code trackingNo}, oldest sight first; unmodifiable. Holds at least what was delivered to any
     * subscriber. Empty while no loop runs, and not whole until it is synced: till then a loop that goes on from a checkpoint
     * shows what that holds and what was found since. Costs nothing while nothing changes.
     */
    public Map<String, TrackingOrder> current() {
        return orders(hub.now());
    }

    /** Made once for all who ask for the same moment. */
    @SuppressWarnings("ReferenceEquality") // the same roll is the same state; an equal one would be worth no comparison
    private Map<String, TrackingOrder> orders(Snapshot now) {
        Current known = last;
        if (known.of.open() != now.open()) {
            known = new Current(now, interest.orders(now));
            last = known;
        }
        return known.orders;
    }

    /**
     * Stops the loop, gives up its calls in flight, and completes every stream once what waits for it was taken. Those
     * subscribed to later complete at once. The same for all that {@link #withSymbol} and {@link #withTrader} made of it.
     */
    @Override
    public void close() {
        hub.end(CoreSubscriber::onComplete);
    }
}
