package io.github.trackflux.benchmarks;

import io.github.trackflux.auth.AccountId;
import io.github.trackflux.call.CallTiming;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.page.Filter;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import io.github.trackflux.page.Position;
import io.github.trackflux.page.RememberingDecoder;
import io.github.trackflux.view.FeedStep;
import io.github.trackflux.view.Tracker;
import io.github.trackflux.view.TrackerSettings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** One list of so many orders over some virtual minutes, ten calls a second: what each answer costs us, and how old news is. */
final class OneList {
    private static final Duration PACE = Duration.ofMillis(100);
    private static final Duration ROUND_TRIP = Duration.ofMillis(80);
    /** Opens, closes and updates: 0.2 of each a second. */
    private static final double A_CALL = 0.02;

    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private final SplittableRandom random = new SplittableRandom(3);
    private final List<Long> numbers = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();
    private final Map<String, Duration> changedAt = new HashMap<>();
    private final List<Double> latencies = new ArrayList<>();

    private Optional<RememberingDecoder> decoder = Optional.of(new RememberingDecoder());
    private Optional<Tracker> tracker = Optional.of(new Tracker(
            new AccountId("0123456789ab"),
            OrderQuery.of(ProductType.USDT_FUTURES),
            TrackerSettings.DEFAULT.withHoldDown(Duration.ZERO)));
    private Duration now = Duration.ZERO;
    private long next;
    private int revision;
    private long spent;
    private int answers;

    /**
     * What one size cost.
     *
     * @param sweep seconds from one look at a row to the next, if all are looked at in turn
     * @param cpu microseconds an answer: chosen what to ask for, decoded and reconciled
     * @param heap bytes of all that is remembered
     */
    record Run(int orders, double sweep, double median, double p95, double cpu, double heap) {}

    private OneList(int orders) {
        next = orders;
        for (long i = next; i > 0; i--) {
            numbers.add(i);
            rows.add(Bodies.row(i, 0));
        }
    }

    static Run run(int orders, int calls) {
        OneList list = new OneList(orders);
        int baseline = 4 * (orders / Bodies.ROWS + 2);
        for (int i = 0; i < baseline; i++) {
            list.call();
        }
        list.answers = 0;
        list.spent = 0;
        for (int i = 0; i < calls; i++) {
            list.change();
            list.call();
        }
        double cpu = list.spent / 1e3 / list.answers;
        long all = Heap.used();
        list.decoder = Optional.empty();
        list.tracker = Optional.empty();
        double heap = all - Heap.used();
        List<Double> sorted = list.latencies.stream().sorted().toList();
        double pages = Math.ceil((double) orders / Bodies.ROWS);
        return new Run(orders, pages / 10, at(sorted, 0.5), at(sorted, 0.95), cpu, heap);
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) (share * (sorted.size() - 1)));
    }

    private void change() {
        if (random.nextDouble() < A_CALL) {
            changed(++next);
            numbers.add(0, next);
            rows.add(0, Bodies.row(next, 0));
        }
        int place = random.nextInt(rows.size());
        if (random.nextDouble() < A_CALL && rows.size() > 1) {
            changed(numbers.remove(place));
            rows.remove(place);
        }
        place = random.nextInt(rows.size());
        if (random.nextDouble() < A_CALL) {
            changed(numbers.get(place));
            rows.set(place, Bodies.row(numbers.get(place), ++revision));
        }
    }

    private void changed(long number) {
        changedAt.put(Bodies.number(number), now);
    }

    private void call() {
        now = now.plus(PACE);
        Tracker asked = tracker.orElseThrow();
        long begin = System.nanoTime();
        Optional<PageRequest> request = asked.next(now);
        spent += System.nanoTime() - begin;
        if (request.isEmpty()) {
            return;
        }
        byte[] body = Bodies.body(shown(request.get()), now.toMillis());
        CallTiming timing = new CallTiming(
                now, now.plus(ROUND_TRIP), EPOCH.plus(now), EPOCH.plus(now).plus(ROUND_TRIP));
        begin = System.nanoTime();
        Page read = decoder.orElseThrow()
                .decode(request.get().toCall().target(), ByteBuffer.wrap(body))
                .page()
                .orElseThrow();
        FeedStep step = asked.answered(new PageAnswer(request.get(), read, timing));
        spent += System.nanoTime() - begin;
        answers++;
        step.events().forEach(event -> event.subject().ifPresent(order -> told(order.trackingNo(), timing)));
    }

    private List<String> shown(PageRequest request) {
        int page = request.position() instanceof Position.Numbered numbered ? numbered.number() : 1;
        List<String> list = request.filter().kind() == Filter.Kind.NONE ? rows : filtered(request.filter());
        int from = Math.min(list.size(), (page - 1) * request.size());
        return list.subList(from, Math.min(list.size(), from + request.size()));
    }

    private List<String> filtered(Filter filter) {
        return IntStream.range(0, rows.size())
                .filter(i -> filter.symbol()
                        .map(Bodies.symbol(numbers.get(i))::equals)
                        .orElse(true))
                .filter(i -> filter.traderId()
                        .map(Bodies.trader(numbers.get(i))::equals)
                        .orElse(true))
                .mapToObj(rows::get)
                .toList();
    }

    private void told(String number, CallTiming timing) {
        Duration at = changedAt.remove(number);
        if (at != null) {
            latencies.add(timing.received().minus(at).toNanos() / 1e9);
        }
    }
}
