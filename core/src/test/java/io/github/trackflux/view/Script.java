package io.github.trackflux.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.call.CallTiming;
import io.github.trackflux.call.PageNumberException;
import io.github.trackflux.call.ServerException;
import io.github.trackflux.call.TrackfluxException;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A tracker with a {@link Market} and a clock that only a test moves. Times are seconds since the script began.
 *
 * <pre>{@code
 * script.shows(row(2), row(1)).run(5);
 * Call call = script.at(5.2).send();
 * script.at(5.28).answer(call);
 * assertThat(script.told()).containsExactly("closed 3 ATOMIC");
 * }</pre>
 */
final class Script {
    static final AccountId ACCOUNT = new AccountId("0123456789ab");
    static final ProductType USDT = ProductType.USDT_FUTURES;

    /** Sweep after sweep and nothing else: a cadence too short to be one. */
    static final TrackerSettings SWEEPS = TrackerSettings.DEFAULT.withEvery(Duration.ofNanos(1));

    private static final double ROUND_TRIP = 0.08;
    private static final double PACE = 0.1;

    final Market market = new Market();
    final Tracker tracker;
    final List<OrderEvent> events = new ArrayList<>();

    /** How far behind the list is that {@link #run} is answered with, in seconds. */
    double lag;

    private final List<FeedStep> steps = new ArrayList<>();
    private Duration now;
    private int toldUpTo;

    /** A call on its way, with the time at which it was sent. */
    record Call(PageRequest request, Duration sent) {}

    private Script(Tracker tracker, Duration now) {
        this.tracker = tracker;
        this.now = now;
    }

    Script(TrackerSettings settings, OrderQuery query) {
        this(new Tracker(ACCOUNT, query, settings), Duration.ZERO);
    }

    /** A feed that goes on from a checkpoint, so many seconds after the script began. */
    static Script resumed(TrackerSettings settings, Checkpoint checkpoint, double seconds) {
        Duration now = Row.span(seconds);
        Checkpoint saved = Checkpoint.ofJson(checkpoint.toJson());
        return new Script(Tracker.resumed(ACCOUNT, saved.query(), settings, saved, now), now);
    }

    static Script resumed(Checkpoint checkpoint, double seconds) {
        return resumed(TrackerSettings.DEFAULT, checkpoint, seconds);
    }

    Script(TrackerSettings settings) {
        this(settings, OrderQuery.of(USDT));
    }

    Script() {
        this(TrackerSettings.DEFAULT);
    }

    /** A feed that knows these orders, all for longer than a hold-down, and has nothing left to tell of them. */
    static Script knowing(TrackerSettings settings, List<Row> rows) {
        Script script = new Script(settings).shows(rows).run(6);
        assertThat(script.health().synced()).isTrue();
        assertThat(script.health().open()).isEqualTo(rows.size());
        script.told();
        return script;
    }

    static Script knowing(List<Row> rows) {
        return knowing(TrackerSettings.DEFAULT, rows);
    }

    static Script knowing(Row... rows) {
        return knowing(Arrays.asList(rows));
    }

    /** The same where one more order was there and is gone, so that a page of all these is known to be short. */
    static Script knowingShort(TrackerSettings settings, List<Row> rows) {
        List<Row> more = new ArrayList<>(List.of(Row.row(9999).trader("T0").symbol("GONEUSDT")));
        more.addAll(rows);
        Script script = knowing(settings, more).shows(rows);
        script.run(script.seconds() + 6);
        assertThat(script.told()).containsExactly("closed 9999 ATOMIC");
        return script;
    }

    static Script knowingShort(List<Row> rows) {
        return knowingShort(TrackerSettings.DEFAULT, rows);
    }

    static Script knowingShort(Row... rows) {
        return knowingShort(Arrays.asList(rows));
    }

    /** From now on the server's list is this. */
    Script shows(List<Row> rows) {
        return shows(USDT, rows);
    }

    Script shows(Row... rows) {
        return shows(Arrays.asList(rows));
    }

    Script shows(ProductType type, List<Row> rows) {
        market.shows(type, now, Row.orders(rows));
        return this;
    }

    Script at(double seconds) {
        Duration then = Row.span(seconds);
        assertThat(then).as("time goes on").isGreaterThanOrEqualTo(now);
        now = then;
        return this;
    }

    Script later(double seconds) {
        return at(seconds() + seconds);
    }

    double seconds() {
        return now.toNanos() / 1e9;
    }

    /** Sends the next call now. */
    Call send() {
        return ask().orElseThrow(() -> new AssertionError("nothing to send at " + now));
    }

    Optional<Call> ask() {
        boolean due = tracker.isDue(now);
        Optional<PageRequest> request = tracker.next(now);
        assertThat(due || request.isEmpty()).as("not due, and yet %s", request).isTrue();
        return request.map(asked -> new Call(asked, now));
    }

    /** Sends calls until one is what is wanted; the others fail, which proves nothing. */
    Call send(Predicate<PageRequest> wanted) {
        for (int i = 0; i < 40; i++) {
            Call call = send();
            if (wanted.test(call.request())) {
                return call;
            }
            fail(call);
        }
        throw new AssertionError("no such call at " + now);
    }

    /** Sends the first page of a walk over the whole list. */
    Call head() {
        return send(request -> request.filter().kind() == Filter.Kind.NONE
                && request.position().isFirst());
    }

    /** Sends a probe of this kind. */
    Call probe(Filter.Kind kind) {
        return send(request -> request.filter().kind() == kind);
    }

    /** An answer arrives that shows the list as it was when the call was sent. */
    FeedStep answer(Call call) {
        return answerAsOf(call, call.sent().toNanos() / 1e9);
    }

    /** An answer arrives from a replica that is still where it was then. */
    FeedStep answerAsOf(Call call, double seconds) {
        try {
            return answer(call, market.page(call.request(), Row.span(seconds)));
        } catch (PageNumberException e) {
            return fail(call, e);
        }
    }

    FeedStep answer(Call call, Row... rows) {
        return answer(call, Page.of(Row.orders(rows)));
    }

    FeedStep answer(Call call, List<Row> rows) {
        return answer(call, Page.of(Row.orders(rows)));
    }

    FeedStep answer(Call call, Page page) {
        return took(tracker.answered(new PageAnswer(call.request(), page, timing(call))));
    }

    FeedStep fail(Call call) {
        return fail(call, new ServerException("40725", "service error"));
    }

    FeedStep fail(Call call, TrackfluxException error) {
        return took(tracker.failed(call.request(), error, timing(call)));
    }

    /** Sends call after call, each answered after 80 ms, until that time. */
    Script run(double until) {
        while (seconds() < until) {
            Optional<Call> call = ask();
            if (call.isEmpty()) {
                later(Math.min(until - seconds(), tracker.idle(now).toNanos() / 1e9));
                continue;
            }
            double sent = seconds();
            later(ROUND_TRIP);
            answerAsOf(call.get(), sent - lag);
            at(Math.max(seconds(), Math.min(sent + PACE, until)));
        }
        return this;
    }

    /**
     * What was told of orders since this was last asked, as text: {@code "closed 3 ATOMIC"}. Scripts leap over time, so
     * most have silences.
     */
    List<String> told() {
        return toldWithGaps().stream().filter(text -> !text.startsWith("gap")).toList();
    }

    /** The same, and when nobody looked. */
    List<String> toldWithGaps() {
        List<String> told = events.subList(toldUpTo, events.size()).stream()
                .map(Telling::of)
                .toList();
        toldUpTo = events.size();
        return told;
    }

    FeedHealth health() {
        return steps.get(steps.size() - 1).health();
    }

    boolean isSynced() {
        return !steps.isEmpty() && health().synced();
    }

    /** The latest view. */
    OrderView view() {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i).view().isPresent()) {
                return steps.get(i).view().get();
            }
        }
        throw new AssertionError("no view yet");
    }

    /** The latest checkpoint. */
    Checkpoint checkpoint() {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i).checkpoint().isPresent()) {
                return steps.get(i).checkpoint().get();
            }
        }
        throw new AssertionError("no checkpoint yet");
    }

    OrderEvent last() {
        return events.get(events.size() - 1);
    }

    private FeedStep took(FeedStep step) {
        steps.add(step);
        events.addAll(step.events());
        return step;
    }

    private CallTiming timing(Call call) {
        return new CallTiming(call.sent(), now, Row.EPOCH.plus(call.sent()), Row.EPOCH.plus(now));
    }
}
