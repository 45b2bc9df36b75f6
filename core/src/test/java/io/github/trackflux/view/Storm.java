package io.github.trackflux.view;

import io.github.trackflux.call.CallTiming;
import io.github.trackflux.call.PageNumberException;
import io.github.trackflux.call.ServerException;
import io.github.trackflux.call.TrackfluxException;
import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.page.Page;
import io.github.trackflux.page.PageAnswer;
import io.github.trackflux.page.PageRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A market that changes at random, watched by a tracker whose calls overlap, come back out of order, fail, and are
 * answered by replicas behind. Every number follows from the seed. What the tracker tells is held against what is true.
 */
final class Storm {
    /** The ways in which a server may list. */
    enum Order {
        NEWEST_FIRST,
        OLDEST_FIRST,
        BY_UPDATE,
        SHUFFLED
    }

    final Market market = new Market();
    TrackerSettings settings = TrackerSettings.DEFAULT;
    Order order = Order.NEWEST_FIRST;
    int orders = 60;
    int traders = 5;
    int symbols = 8;
    /** Changes a second. */
    double opens = 1;

    double closes = 1;
    double updates = 1;
    /** How often a second a trader closes all. */
    double bursts;
    /** How often a second the server loses its list for half a second. */
    double lapses;
    /** How far behind an answer may be, in seconds. */
    double lag;
    /** The share of calls that fail. */
    double failures;
    /** How often a second the tracker dies. It comes back after up to {@link #mostDown} seconds, as it was saved last. */
    double kills;

    double mostDown = 8;
    /** What becomes of an answer before the tracker takes it. */
    UnaryOperator<Page> reading = page -> page;

    private static final double ROUND_TRIP = 0.05;
    private static final double JITTER = 0.15;
    private static final double PACE = 0.108;
    /** The share of checkpoints that are saved. */
    private static final double SAVED = 0.3;

    private final Random random;
    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::sequence));
    private final List<Row> list = new ArrayList<>();
    private final Truth truth = new Truth();
    private final List<OrderEvent> events = new ArrayList<>();
    private Optional<FeedHealth> health = Optional.empty();
    private Duration now = Duration.ZERO;
    private Duration end = Duration.ZERO;
    private Duration lapseUntil = Duration.ZERO;
    private Optional<Tracker> tracker = Optional.empty();
    private Optional<Checkpoint> saved = Optional.empty();
    private int restarts;
    private long sequence;
    private int numbers = 1000;
    private int margins = 11;

    private record Due(Duration at, long sequence, Runnable what) {}

    Storm(long seed) {
        this.random = new Random(seed);
    }

    /** Runs a storm of that many seconds, then a calm of that many. */
    Storm run(double storm, double calm) {
        tracker = Optional.of(begun());
        market.order = this::arranged;
        for (int i = 0; i < orders; i++) {
            open();
        }
        show();
        end = Row.span(storm);
        often(opens, this::open);
        often(closes, this::close);
        often(updates, this::update);
        often(bursts, this::burst);
        often(lapses, () -> lapseUntil = now.plus(Row.span(0.5)));
        often(kills, this::kill);
        tick();
        while (agenda.peek().at().compareTo(Row.span(storm + calm)) < 0) {
            Due due = agenda.remove();
            now = due.at();
            due.what().run();
        }
        return this;
    }

    /** What was told wrongly, and what was not told by the end. */
    List<String> wrongs() {
        List<String> wrongs = new ArrayList<>(truth.wrongs());
        Set<String> told = new TreeSet<>(truth.open());
        Set<String> really = list.stream().map(Row::number).collect(Collectors.toCollection(TreeSet::new));
        if (!told.equals(really)) {
            Set<String> lost = new TreeSet<>(told);
            lost.removeAll(really);
            really.removeAll(told);
            wrongs.add("close never told of " + lost + ", open never told of " + really + ", " + health);
        }
        return wrongs;
    }

    /** The orders that lived for longer than that, and were never told. */
    Set<String> missed(Duration life) {
        return truth.missed(life);
    }

    List<OrderEvent> events() {
        return events;
    }

    private void often(double perSecond, Runnable what) {
        if (perSecond > 0) {
            in(-Math.log(1 - random.nextDouble()) / perSecond, () -> {
                if (now.compareTo(end) < 0) {
                    what.run();
                    show();
                    often(perSecond, what);
                }
            });
        }
    }

    private void in(double seconds, Runnable what) {
        agenda.add(new Due(now.plus(Row.span(seconds)), sequence++, what));
    }

    private void open() {
        Row row = Row.row(++numbers)
                .trader("T" + random.nextInt(traders))
                .symbol("S" + random.nextInt(symbols))
                .opened(now.toNanos() / 1e9);
        list.add(0, row);
        truth.opened(row.number(), now);
    }

    private void close() {
        if (!list.isEmpty()) {
            truth.closed(list.remove(random.nextInt(list.size())).number(), now);
        }
    }

    private void update() {
        if (!list.isEmpty()) {
            int index = random.nextInt(list.size());
            Row row = list.remove(index).margin("" + margins++);
            list.add(order == Order.BY_UPDATE ? 0 : index, row);
            truth.updated(row.order(), now);
        }
    }

    private void burst() {
        String trader = "T" + random.nextInt(traders);
        list.stream().filter(row -> row.trader().equals(trader)).forEach(row -> truth.closed(row.number(), now));
        list.removeIf(row -> row.trader().equals(trader));
    }

    private void show() {
        List<Row> shown = new ArrayList<>(list);
        if (order == Order.OLDEST_FIRST) {
            Collections.reverse(shown);
        }
        market.shows(Script.USDT, now, Row.orders(shown));
    }

    private List<TrackingOrder> arranged(List<TrackingOrder> rows) {
        if (order != Order.SHUFFLED) {
            return rows;
        }
        List<TrackingOrder> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** How often the tracker came back from the dead. */
    int restarts() {
        return restarts;
    }

    private void kill() {
        if (tracker.isPresent()) {
            tracker = Optional.empty();
            in(mostDown * random.nextDouble(), () -> {
                restarts++;
                tracker = Optional.of(begun());
                events.removeIf(event -> event.header().sequence()
                        > saved.map(Checkpoint::sequence).orElse(0L));
                truth.rewound(events, saved.isPresent());
            });
        }
    }

    private Tracker begun() {
        OrderQuery query = OrderQuery.of(Script.USDT);
        return saved.map(Checkpoint::toJson)
                .map(Checkpoint::ofJson)
                .map(checkpoint -> Tracker.resumed(Script.ACCOUNT, query, settings, checkpoint, now))
                .orElseGet(() -> new Tracker(Script.ACCOUNT, query, settings));
    }

    private void tick() {
        tracker.ifPresent(alive -> alive.next(now).ifPresent(request -> send(alive, request)));
        in(PACE, this::tick);
    }

    private void send(Tracker tracker, PageRequest request) {
        Duration sent = now;
        double delay = ROUND_TRIP + JITTER * random.nextDouble();
        Duration made = sent.plus(Row.span(delay * random.nextDouble())).minus(Row.span(lag * random.nextDouble()));
        boolean fails = random.nextDouble() < failures;
        boolean lapsed = sent.compareTo(lapseUntil) < 0;
        in(delay, () -> {
            boolean dead = this.tracker.filter(alive -> alive.equals(tracker)).isEmpty();
            if (dead) {
                return;
            }
            CallTiming timing = new CallTiming(sent, now, Row.EPOCH.plus(sent), Row.EPOCH.plus(now));
            take(fails ? fail(tracker, request, timing) : answer(tracker, request, made, lapsed, timing));
        });
    }

    private FeedStep answer(Tracker tracker, PageRequest request, Duration made, boolean lapsed, CallTiming timing) {
        try {
            Page page = lapsed ? Page.EMPTY : market.page(request, made.isNegative() ? Duration.ZERO : made);
            return tracker.answered(new PageAnswer(request, reading.apply(page), timing));
        } catch (PageNumberException e) {
            return tracker.failed(request, e, timing);
        }
    }

    private static FeedStep fail(Tracker tracker, PageRequest request, CallTiming timing) {
        TrackfluxException error = new ServerException("40725", "service error");
        return tracker.failed(request, error, timing);
    }

    private void take(FeedStep step) {
        health = Optional.of(step.health());
        events.addAll(step.events());
        step.events().forEach(truth::told);
        step.view().ifPresent(truth::viewed);
        if (kills > 0 && step.checkpoint().isPresent() && random.nextDouble() < SAVED) {
            saved = step.checkpoint();
        }
    }
}
