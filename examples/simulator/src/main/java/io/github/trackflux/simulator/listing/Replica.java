package io.github.trackflux.simulator.listing;

import io.github.trackflux.simulator.market.Change;
import io.github.trackflux.simulator.market.ChangeListener;
import io.github.trackflux.simulator.market.Market;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A copy of the list that is behind the market: at t it shows the list as it was at t − lag.
 *
 * <p>It takes over the same changes, later. One that is made while the market runs begins with the present state, so it
 * is less behind until its lag has passed. It never goes back in time by itself; who reads of several does.
 */
public final class Replica implements ChangeListener {

    private final Listing listing;
    private final long lag;
    private final Deque<Change> waiting = new ArrayDeque<>();
    private final Deque<Change> lingering = new ArrayDeque<>();
    private long linger;
    private boolean joined;

    private Replica(ListOrder order, Duration lag) {
        this.listing = new Listing(order);
        this.lag = lag.toNanos();
    }

    /** Makes a copy of the market's list, so much behind. */
    public static Replica of(Market market, ListOrder order, Duration lag) {
        if (lag.isNegative()) {
            throw new IllegalArgumentException("lag must be 0 or more, was " + lag);
        }
        Replica replica = new Replica(order, lag);
        market.listen(replica);
        replica.joined = true;
        return replica;
    }

    /** Lets orders that close from now on stay in the list for so long, in a row that says that it is closed. */
    public void linger(Duration time) {
        linger = time.toNanos();
    }

    /** Sorts the list in another way from now on. */
    public void sort(ListOrder order) {
        listing.sort(order);
    }

    @Override
    public void changed(Change change) {
        if (joined) {
            waiting.add(change);
            at(change.at());
        } else {
            listing.apply(change);
        }
    }

    /** Returns the list as it shows at that moment; the market must have been played up to it. */
    public Listing at(long now) {
        Change change = waiting.peek();
        while (change != null && change.at() <= now - lag) {
            apply(waiting.remove());
            change = waiting.peek();
        }
        Change closed = lingering.peek();
        while (closed != null && closed.at() <= now - lag - linger) {
            listing.apply(lingering.remove());
            closed = lingering.peek();
        }
        return listing;
    }

    private void apply(Change change) {
        if (change.kind() == Change.Kind.CLOSED && linger > 0) {
            lingering.add(change);
            listing.apply(new Change(Change.Kind.UPDATED, change.order()));
        } else {
            listing.apply(change);
        }
    }
}
