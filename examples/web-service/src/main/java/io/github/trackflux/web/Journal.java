package io.github.trackflux.web;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.reactor.LiveOrders;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * What is open, and the last events that led there: the one subscriber of the feed, from which every reader reads at its own
 * pace. Bounded, whatever readers do: one that is further behind than the journal reaches is told what is open instead.
 *
 * <p>Safe for use by many threads.
 */
@Component
final class Journal implements SmartLifecycle {
    private final LiveOrders live;
    private final Entry[] ring;
    /** Of this run: sequence numbers begin anew with each. */
    private final String run = HexFormat.of().toHexDigits(new SecureRandom().nextInt());

    private final Map<String, Held> open = new LinkedHashMap<>();
    private final Sinks.Many<Long> news = Sinks.many().replay().latestOrDefault(0L);
    private final Sinks.Empty<Void> closing = Sinks.empty();
    private long next;
    private long sequence;
    private long synced = Long.MAX_VALUE;
    private Instant asOf = Instant.EPOCH;
    private @Nullable Throwable end;
    private volatile @Nullable Disposable feed;

    /** An event, its place, and whose order it is about. */
    record Entry(long position, OrderEvent event, Optional<String> trader) {}

    /** An order, and whose it was when that was last shown. */
    record Held(TrackingOrder order, Optional<String> trader) {}

    /**
     * What is open.
     *
     * @param next the position of the first event that it does not hold
     * @param isSynced whether the list has been read whole
     */
    record View(List<Held> orders, long next, long sequence, boolean isSynced, Instant asOf) {}

    Journal(LiveOrders live, WebProperties properties) {
        this.live = live;
        this.ring = new Entry[properties.journal()];
    }

    /** Called for one event after the other. */
    void add(OrderEvent event) {
        // Outside the lock: readers wake.
        news.tryEmitNext(kept(event));
    }

    private synchronized long kept(OrderEvent event) {
        Optional<String> trader = open(event);
        ring[(int) (next % ring.length)] = new Entry(next, event, trader);
        next++;
        sequence = event.header().sequence();
        asOf = event.header().observedAt();
        if (event instanceof OrderEvent.Synced && synced == Long.MAX_VALUE) {
            synced = sequence;
        }
        return next;
    }

    private Optional<String> open(OrderEvent event) {
        TrackingOrder order = event.subject().orElse(null);
        if (order == null) {
            return Optional.empty();
        }
        Held before = open.get(order.trackingNo());
        Optional<String> known = before == null ? Optional.empty() : before.trader();
        Optional<String> trader =
                order.traderId().filter(id -> id.indexOf('*') < 0).or(() -> known);
        if (event instanceof OrderEvent.Closed) {
            open.remove(order.trackingNo());
        } else {
            open.put(order.trackingNo(), new Held(order, trader));
        }
        return trader;
    }

    synchronized View view() {
        return new View(List.copyOf(open.values()), next, sequence, synced != Long.MAX_VALUE, asOf);
    }

    synchronized Optional<Held> order(String trackingNo) {
        return Optional.ofNullable(open.get(trackingNo));
    }

    /** What was added from that position on; empty if some of it is no longer kept. */
    synchronized Optional<List<Entry>> from(long position) {
        if (position < oldest()) {
            return Optional.empty();
        }
        List<Entry> entries = new ArrayList<>();
        for (long at = position; at < next; at++) {
            entries.add(at(at));
        }
        return Optional.of(entries);
    }

    /**
     * Where to go on after the event of this number; empty if that is not known any more or not yet: numbers before the list
     * has been read whole may come more than once.
     */
    synchronized Optional<Long> after(long number) {
        if (number < synced || number > sequence) {
            return Optional.empty();
        }
        long position = next - (sequence - number);
        return position < oldest() ? Optional.empty() : Optional.of(position);
    }

    private long oldest() {
        return Math.max(0, next - ring.length);
    }

    private Entry at(long position) {
        return ring[(int) (position % ring.length)];
    }

    /** Whether events of this number can be told with it: from the moment when each has its own. */
    synchronized boolean isNumbered(long number) {
        return number >= synced;
    }

    /** A tick now, and whenever something was added; the newest alone to whoever is slow, on a thread that is not the feed's. */
    Flux<Long> news() {
        return news.asFlux().onBackpressureLatest().publishOn(Schedulers.parallel(), 1);
    }

    /** Completes when the service ends. */
    Flux<Void> closing() {
        return closing.asMono().flux();
    }

    String run() {
        return run;
    }

    /** What ended the feed for good, if something did. */
    synchronized Optional<Throwable> end() {
        return Optional.ofNullable(end);
    }

    private synchronized void ended(Throwable error) {
        end = error;
    }

    @Override
    public void start() {
        feed = live.events().subscribe(this::add, this::ended);
    }

    /** Before the web server: a stream that never ends would hold up its graceful end. */
    @Override
    public void stop() {
        closing.tryEmitEmpty();
        Disposable running = feed;
        if (running != null) {
            running.dispose();
            feed = null;
        }
    }

    @Override
    public boolean isRunning() {
        return feed != null;
    }
}
