package io.github.trackflux.reactor;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.event.EventHeader;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.event.Proof;
import io.github.trackflux.model.OrderField;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.view.FeedHealth;
import io.github.trackflux.view.FeedStep;
import io.github.trackflux.view.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** A feed that says what a test tells it to: events numbered and dated one after the other, as a tracker would. */
final class LiveScript {
    static final AccountId ACCOUNT = new AccountId("0123456789ab");

    /** How often the feed was subscribed to, and how often it was given up. */
    int subscriptions;

    int cancellations;

    private final Map<String, TrackingOrder> open = new LinkedHashMap<>();
    private Sinks.@Nullable Many<FeedStep> sink;
    private long sequence;
    private boolean synced;

    /** The feed; each subscription begins anew. */
    Flux<FeedStep> steps() {
        return Flux.defer(() -> {
            subscriptions++;
            sequence = 0;
            synced = false;
            open.clear();
            sink = Sinks.many().unicast().onBackpressureBuffer();
            return sink.asFlux().doOnCancel(() -> cancellations++);
        });
    }

    /** Orders of this script for many; subscribers are called and the grace waited for on this scheduler. */
    LiveOrders live(LiveOptions options) {
        return LiveOrders.of(LiveStart.anew(steps()), options, Time.of(options.scheduler()));
    }

    /** One step of these events. */
    void tell(OrderEvent... events) {
        sink.tryEmitNext(step(events)).orThrow();
    }

    void fail(Throwable error) {
        sink.tryEmitError(error).orThrow();
    }

    FeedStep step(OrderEvent... events) {
        return new FeedStep(Arrays.asList(events), Optional.empty(), Optional.empty(), health(open.size()));
    }

    static FeedHealth health(int open) {
        return new FeedHealth(
                true, open, 0, Duration.ZERO, 0, Duration.ofSeconds(2), Set.of(), Freshness.NEW, Optional.empty(), 9);
    }

    OrderEvent opens(int number) {
        return opens(Samples.order(number));
    }

    OrderEvent opens(TrackingOrder order) {
        open.put(order.trackingNo(), order);
        return synced
                ? new OrderEvent.Opened(header("opened", order), order)
                : new OrderEvent.Existing(header("existing", order), order);
    }

    OrderEvent synced() {
        synced = true;
        return new OrderEvent.Synced(header("synced", null), open.size());
    }

    OrderEvent changes(int number, String size) {
        return changes(Samples.order(number, size));
    }

    OrderEvent changes(TrackingOrder order) {
        TrackingOrder before = open.put(order.trackingNo(), order);
        return new OrderEvent.Updated(header("updated", order), before, order, OrderField.differences(before, order));
    }

    OrderEvent closes(int number) {
        TrackingOrder last = open.remove(Integer.toString(number));
        Proof proof = new Proof(Proof.Kind.ATOMIC, at(sequence), at(sequence));
        return new OrderEvent.Closed(header("closed", last), last, proof);
    }

    OrderEvent returns(int number) {
        TrackingOrder order = Samples.order(number);
        open.put(order.trackingNo(), order);
        return new OrderEvent.Reinstated(header("reinstated", order), order);
    }

    OrderEvent gap() {
        return new OrderEvent.Gap(header("gap", null), at(sequence - 1), at(sequence));
    }

    Map<String, TrackingOrder> open() {
        return open;
    }

    static Instant at(long sequence) {
        return Instant.EPOCH.plusSeconds(sequence);
    }

    private EventHeader header(String kind, @Nullable TrackingOrder order) {
        sequence++;
        String id = kind + sequence + (order == null ? "" : "-" + order.trackingNo());
        return new EventHeader(
                id, ACCOUNT, sequence, Origin.LIVE, at(sequence), at(sequence).minusMillis(500), at(sequence));
    }

    /** An event in short, such as {@code U5:3=2}: its kind, its number, its order and the order's size. */
    static String text(OrderEvent event) {
        String kind = event.getClass().getSimpleName().substring(0, 1);
        String order = event.subject()
                .map(subject ->
                        ":" + subject.trackingNo() + "=" + subject.openSize().orElseThrow())
                .orElse("");
        return kind + event.header().sequence() + order;
    }

    static List<String> texts(List<OrderEvent> events) {
        return events.stream().map(LiveScript::text).toList();
    }
}
