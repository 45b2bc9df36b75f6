package io.github.trackflux.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.trackflux.event.OrderEvent.Opened;
import io.github.trackflux.simulator.NamedFault;
import io.github.trackflux.simulator.junit.SimulatorExtension;
import io.github.trackflux.simulator.market.NewOrder;
import io.github.trackflux.view.FeedState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EngineIT {
    @RegisterExtension
    static final SimulatorExtension exchange = SimulatorExtension.still();

    private static final Header HEADER = Header.of(Samples.DESK, Optional.empty());
    private static final NewOrder ORDER =
            NewOrder.of("BTCUSDT").withTrader("anna").withSize("10");

    private final MemoryStore store = new MemoryStore();
    private final Running.Ear ear = new Running.Ear();

    @TempDir
    private Path directory;

    /** Waits for ever in its first decision, until it is let go or interrupted. */
    private record Stuck(CountDownLatch letGo) implements Strategy<Boolean> {
        @Override
        public Boolean start() {
            return true;
        }

        @Override
        public Decision<Boolean> decide(Boolean state, Signal signal, Quotes quotes) {
            try {
                letGo.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Decision.nothing(state);
        }
    }

    private Map<String, Strategy<?>> strategies(String name, Strategy<?> another) {
        Map<String, Strategy<?>> all = new LinkedHashMap<>();
        all.put(name, another);
        all.put("ear", ear);
        all.putAll(Samples.DESK.strategies());
        return all;
    }

    @Test
    void one_that_is_stuck_holds_up_no_other_and_is_cut_off_and_a_replay_cuts_it_off_there() throws Exception {
        CountDownLatch letGo = new CountDownLatch(1);
        Book book = Book.begin(directory, HEADER, strategies("stuck", new Stuck(letGo)));
        Running running = Running.start(exchange, book, store, 4);
        ear.awaitLive();
        String held = exchange.open(ORDER);
        ear.awaitEvent(Opened.class, held);

        Signal cut = cutOff();
        assertThat(letGo.getCount()).as("it is stuck still").isOne();
        letGo.countDown();
        running.stop();
        book.close();

        assertThat(result(book, "stuck").stopped())
                .contains("stopped at signal " + cut.number() + ": fell too far behind");
        assertThat(result(book, "mirror all").stopped()).isEmpty();
        assertThat(result(book, "mirror all").account().held(held)).isEqualByComparingTo("1");
        assertReplayed(book, strategies("stuck", new Stuck(letGo)));
    }

    @Test
    void one_that_never_comes_back_takes_no_result_of_the_others_along_and_no_thread_is_left() throws Exception {
        Book book = Book.begin(directory, HEADER, strategies("stuck", new Stuck(new CountDownLatch(1))));
        Running running = Running.start(exchange, book, store, 4);
        ear.awaitLive();
        String held = exchange.open(ORDER);
        ear.awaitEvent(Opened.class, held);
        var unused = cutOff();
        running.stop();
        List<String> summary = Summary.lines(book);
        String chart = EquityChart.svg(book);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("strategy-")) {
                thread.join(Duration.ofSeconds(30).toMillis());
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
        book.close();

        assertThat(summary)
                .anyMatch(line -> line.startsWith("stuck (stopped)"))
                .contains("stuck still deciding at the end, on signal 1");
        assertThat(result(book, "mirror all").stopped()).isEmpty();
        assertThat(result(book, "mirror all").account().held(held)).isEqualByComparingTo("1");
        assertThat(Summary.lines(book)).as("what it comes to decide later").isEqualTo(summary);
        assertThat(EquityChart.svg(book)).isEqualTo(chart);
    }

    /** Opens orders until somebody is too far behind. */
    private Signal cutOff() throws InterruptedException {
        while (true) {
            String number = exchange.open(NewOrder.of("ETHUSDT"));
            Signal next = ear.await(signal -> signal instanceof Signal.Cut || isOpenOf(signal, number));
            if (next instanceof Signal.Cut) {
                return next;
            }
        }
    }

    private static boolean isOpenOf(Signal signal, String number) {
        return signal instanceof Signal.Told told
                && told.event() instanceof Opened opened
                && opened.order().trackingNo().equals(number);
    }

    @Test
    void one_that_throws_is_stopped_and_reported_and_the_others_go_on() throws Exception {
        Strategy<?> failing = new SeatTest.Failing(new Mirror(Optional.empty(), Samples.LIMITS));
        Book book = Book.begin(directory, HEADER, strategies("failing", failing));
        Running running = Running.start(exchange, book, store, 100);
        ear.awaitLive();
        String number = exchange.open(ORDER);
        ear.awaitEvent(Opened.class, number);
        running.stop();
        book.close();

        assertThat(result(book, "failing").stopped())
                .hasValueSatisfying(why ->
                        assertThat(why).isEqualTo("stopped at signal 3: java.lang.IllegalStateException: no idea"));
        assertThat(result(book, "mirror anna").account().held(number)).isEqualByComparingTo("1");
        assertThat(Summary.lines(book))
                .anyMatch(line -> line.startsWith("failing (stopped)"))
                .contains("failing stopped at signal 3: java.lang.IllegalStateException: no idea");
        assertReplayed(book, strategies("failing", failing));
    }

    @Test
    @Tag("long")
    void after_a_restart_what_is_held_is_what_the_trader_still_holds_of_it() throws Exception {
        Book before =
                Book.begin(directory, HEADER, strategies("another", new Mirror(Optional.empty(), Samples.LIMITS)));
        Running running = Running.start(exchange, before, store, 100);
        ear.awaitLive();
        String closing = exchange.open(ORDER);
        String shrinking = exchange.open(ORDER.withPrice("50"));
        ear.awaitEvent(Opened.class, shrinking);
        while (store.load()
                .blockOptional()
                .filter(kept -> kept.view().orders().containsKey(shrinking))
                .isEmpty()) {
            exchange.awaitCalls(1);
        }
        running.stop();
        before.close();
        long recorded = store.load().blockOptional().orElseThrow().sequence();

        exchange.close(closing);
        exchange.closePart(shrinking, "4", "60");
        String missed = exchange.open(ORDER);

        Book after = Book.goOn(directory, recorded);
        Running again = Running.start(exchange, after, store, 100);
        awaitFile("\"kind\":\"closed\"", "\"trackingNo\":\"" + missed + "\"", "\"kind\":\"updated\"");
        String news = exchange.open(ORDER);
        awaitFile("\"trackingNo\":\"" + news + "\"");
        again.stop();
        after.close();

        Account mirror = result(after, "mirror all").account();
        assertThat(mirror.positions()).containsOnlyKeys(shrinking, news);
        assertThat(mirror.held(shrinking)).isEqualByComparingTo("0.6");
        assertThat(result(after, "guard all").account().positions()).as("a gap").containsOnlyKeys(news);
        assertThat(after.chronicle().count("recovered")).isGreaterThanOrEqualTo(2);
        assertThat(after.chronicle().count("gap")).isOne();
        assertReplayed(after, Samples.DESK.strategies());
    }

    /** Waits until the record has a line for each of these; calls go on meanwhile. */
    private void awaitFile(String... wanted) throws IOException {
        while (true) {
            String record = Files.readString(Book.events(directory));
            boolean all = true;
            for (String one : wanted) {
                all &= record.contains(one);
            }
            if (all) {
                return;
            }
            exchange.awaitCalls(1);
        }
    }

    @Test
    @Tag("long")
    void a_guard_holds_nothing_when_no_sweep_was_complete_for_ten_seconds() throws Exception {
        Book book = Book.begin(directory, HEADER, strategies("another", new Mirror(Optional.empty(), Samples.LIMITS)));
        Running running = Running.start(exchange, book, store, 100);
        ear.awaitLive();
        String number = exchange.open(ORDER);
        ear.awaitEvent(Opened.class, number);
        exchange.play(NamedFault.SERVER_ERROR);
        var unused = ear.await(signal -> signal instanceof Signal.Stood stood && stood.state() == FeedState.STALE);
        running.stop();
        book.close();

        String guarded = Files.readString(directory.resolve("decisions-guard-all.jsonl"));
        assertThat(guarded.lines()).hasSize(2).last().asString().contains("\"why\":\"health is STALE\"");
        assertThat(result(book, "guard all").account().positions()).isEmpty();
        assertThat(result(book, "mirror all").account().positions()).containsOnlyKeys(number);
    }

    /** A replay writes the same decisions, byte for byte, and comes to the same end. */
    private void assertReplayed(Book live, Map<String, Strategy<?>> strategies) throws IOException {
        Path again = directory.resolve("again");
        Book replayed = Book.replay(Book.events(directory), again, HEADER, strategies);
        replayed.close();

        assertThat(Summary.lines(replayed)).isEqualTo(Summary.lines(live));
        assertThat(EquityChart.svg(replayed)).isEqualTo(EquityChart.svg(live));
        for (String name : strategies.keySet()) {
            String file = "decisions-" + name.replace(' ', '-') + ".jsonl";
            assertThat(again.resolve(file)).hasSameBinaryContentAs(directory.resolve(file));
        }
    }

    private static Result result(Book book, String name) {
        return book.results().stream()
                .collect(Collectors.toMap(Result::name, Function.identity()))
                .get(name);
    }
}
