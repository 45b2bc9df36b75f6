package io.github.trackflux.strategy;

import io.github.trackflux.auth.Credentials;
import io.github.trackflux.model.OrderQuery;
import io.github.trackflux.model.ProductType;
import io.github.trackflux.reactor.CheckpointStore;
import io.github.trackflux.reactor.LiveOptions;
import io.github.trackflux.reactor.LiveOrders;
import io.github.trackflux.reactor.TrackingOrders;
import io.github.trackflux.reactor.TrackingOrdersBuilder;
import io.github.trackflux.view.Checkpoint;
import io.github.trackflux.watch.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** One run of the program: a simulated day, an account of one's own, or a recording. */
final class Session {
    static final OrderQuery QUERY = OrderQuery.of(ProductType.USDT_FUTURES);
    private static final String CHECKPOINT = "checkpoint.json";
    private static final int BUFFER = 4096;
    private static final Duration A_WORD_EVERY = Duration.ofMinutes(1);
    private static final int WORDS_A_DAY = 12;

    private final Options options;
    private final Shell shell;

    Session(Options options, Shell shell) {
        this.options = options;
        this.shell = shell;
    }

    /**
     * Makes ready what the options ask for.
     *
     * @throws IllegalArgumentException if options or environment are wrong; the message says which value and what is
     *     allowed
     */
    Runnable prepared() {
        Optional<Credentials> keys = options.replay == null ? Keys.in(shell.environment()) : Optional.empty();
        if (keys.isEmpty() && options.baseUrl != null) {
            throw new IllegalArgumentException("--base-url needs " + Keys.KEY + ", " + Keys.SECRET + " and "
                    + Keys.PASSPHRASE + " in the environment");
        }
        if ((keys.isPresent() || options.replay != null) && (options.seed != null || options.seconds != null)) {
            throw new IllegalArgumentException("--seed and --seconds are for the simulated day, and this is "
                    + (keys.isPresent() ? "an account: the environment has keys" : "a replay"));
        }
        Desk desk = options.desk(List.of());
        if (options.replay != null) {
            Path recording = options.replay;
            return () -> replay(recording);
        }
        return keys.map(found -> account(found, desk)).orElseGet(() -> day(desk));
    }

    private void replay(Path recording) {
        Header recorded = Recording.header(recording);
        Path directory = options.directory("strategy-replay");
        try (Book book = Book.replay(recording, directory, recorded.withDesk(options.desk(recorded.desk())))) {
            report(book, directory);
        }
    }

    /** Runs on an account until it is interrupted, and goes on from the run before. */
    private Runnable account(Credentials credentials, Desk desk) {
        Path directory = options.directory("strategy-account");
        if (Files.exists(directory.resolve(CHECKPOINT)) && options.changesDesk()) {
            throw new IllegalArgumentException("--share, --cap, --limit and --trader-id are those of the run that "
                    + directory + " holds; name another --dir to begin anew");
        }
        TrackingOrdersBuilder builder = TrackingOrders.builder(credentials);
        Optional.ofNullable(options.baseUrl).ifPresent(builder::baseUrl);
        return () -> {
            CheckpointStore store = CheckpointStore.file(directory.resolve(CHECKPOINT));
            Optional<Checkpoint> from = store.load().blockOptional();
            try (TrackingOrders orders = builder.build();
                    LiveOrders live = live(orders, from);
                    Book book = from.map(checkpoint -> Book.goOn(directory, checkpoint.sequence()))
                            .orElseGet(() -> Book.begin(directory, Header.of(desk, Optional.empty())))) {
                shell.say((from.isPresent() ? "going on" : "beginning") + " on paper in " + directory
                        + "; no order is sent to the exchange; Ctrl-C ends it");
                run(book, live, store, A_WORD_EVERY, shell.interrupted());
                report(book, directory);
            }
        };
    }

    private Runnable day(Desk asked) {
        Path directory = options.directory("strategy-day");
        if (Files.exists(directory.resolve(CHECKPOINT))) {
            throw new IllegalArgumentException("--dir " + directory + " holds the run of an account; name another");
        }
        Duration length = options.dayLength();
        return () -> {
            try (Day day = Day.begin(options.seed(), length)) {
                shell.say("a simulated day in " + length.toSeconds() + " s, on paper, into " + directory);
                Desk desk = asked.traders().isEmpty() ? options.desk(day.busiest()) : asked;
                MemoryStore store = new MemoryStore();
                untilTheStop(day, Header.of(desk, Optional.of(day.time())), store, directory);
                shell.say("stopped at 15:00, as by a crash; to be started again at 15:45");
                var unused = end(day, Day.START_AGAIN, Mono.empty()).blockOptional();
                afterIt(day, store, directory);
            }
        };
    }

    private void untilTheStop(Day day, Header header, MemoryStore store, Path directory) {
        try (TrackingOrders orders = day.orders();
                LiveOrders live = orders.live(QUERY);
                Book book = Book.begin(directory, header)) {
            run(book, live, store, day.length().dividedBy(WORDS_A_DAY), end(day, Day.STOP, store.nextSave()));
        }
    }

    private void afterIt(Day day, MemoryStore store, Path directory) {
        Optional<Checkpoint> kept = store.load().blockOptional();
        if (kept.isEmpty()) {
            throw new RecordingException("interrupted before the list was read whole: nothing to go on from");
        }
        Checkpoint checkpoint = kept.get();
        try (TrackingOrders orders = day.orders();
                LiveOrders live = live(orders, kept);
                Book book = Book.goOn(directory, checkpoint.sequence())) {
            shell.say("going on after event " + checkpoint.sequence());
            run(book, live, store, day.length().dividedBy(WORDS_A_DAY), end(day, Day.END, store.nextSave()));
            report(book, directory);
        }
    }

    /** That time of the day, but not before the list was read whole, which may take long on a busy machine. */
    private Mono<Void> end(Day day, Duration time, Mono<Void> read) {
        return Mono.firstWithSignal(shell.interrupted(), Mono.when(Mono.delay(day.until(time)), read));
    }

    private static LiveOrders live(TrackingOrders orders, Optional<Checkpoint> from) {
        return from.map(checkpoint -> orders.live(QUERY, checkpoint, LiveOptions.DEFAULT))
                .orElseGet(() -> orders.live(QUERY));
    }

    private void run(Book book, LiveOrders live, CheckpointStore store, Duration word, Publisher<?> end) {
        Progress progress = new Progress(book, live, Instant::now, shell::tell);
        new Engine(book, store, BUFFER, Instant::now).run(live, progress.every(word), end);
    }

    private void report(Book book, Path directory) {
        Path chart = directory.resolve("equity.svg");
        try {
            Files.writeString(chart, EquityChart.svg(book));
        } catch (IOException e) {
            throw new RecordingException("cannot write " + chart + ": " + e, e);
        }
        Summary.lines(book).forEach(shell.out()::println);
        shell.out().flush();
        shell.say("decisions and " + chart + " are written");
    }
}
