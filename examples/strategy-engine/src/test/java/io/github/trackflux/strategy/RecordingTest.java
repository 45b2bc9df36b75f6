package io.github.trackflux.strategy;

import static io.github.trackflux.strategy.Samples.closed;
import static io.github.trackflux.strategy.Samples.closedPart;
import static io.github.trackflux.strategy.Samples.existing;
import static io.github.trackflux.strategy.Samples.gap;
import static io.github.trackflux.strategy.Samples.opened;
import static io.github.trackflux.strategy.Samples.order;
import static io.github.trackflux.strategy.Samples.reinstated;
import static io.github.trackflux.strategy.Samples.synced;
import static io.github.trackflux.strategy.Samples.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.event.Origin;
import io.github.trackflux.model.PositionSide;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.view.FeedState;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    /** Clears the screen, writes from right to left, begins a new line; and a script of its own. */
    private static final String HOSTILE = "\u001b[2J\u202e\r\n趋势\u2028\"\\";

    private static final Header HEADER = Header.of(Samples.DESK, Optional.empty());
    private static final TrackingOrder ORDER = order("1", "BTCUSDT", "10", "100");

    @TempDir
    private Path directory;

    @Test
    void every_signal_is_read_as_it_was_written() throws IOException {
        List<OrderEvent> events = List.of(
                existing(1, ORDER),
                synced(2),
                opened(3, full(), Origin.LATE),
                updated(4, ORDER, closedPart(ORDER, "0.00000001", "123456789.000001"), Origin.RECOVERED),
                closed(5, ORDER, Origin.LIVE),
                reinstated(6, ORDER),
                gap(7));
        List<Signal> signals = new ArrayList<>();
        events.forEach(event -> signals.add(new Signal.Told(signals.size() + 1, event)));
        signals.add(new Signal.Stood(8, Samples.BEGIN, FeedState.STALE));
        signals.add(new Signal.Cut(9, Samples.BEGIN, "guard all"));

        try (Recording recording = Recording.begin(file(), HEADER)) {
            signals.forEach(recording::append);
            recording.force();
        }

        assertThat(read()).isEqualTo(signals);
        assertThat(Recording.header(file())).isEqualTo(HEADER);
        assertThat(Files.readString(file())).matches("(?:[ -~]+\n){10}");
    }

    @Test
    void a_quick_day_is_kept_in_the_header() {
        Header.DayTime day = new Header.DayTime(Samples.BEGIN, 1920);
        Header header = Header.of(Samples.DESK, Optional.of(day));
        Recording.begin(file(), header).close();

        assertThat(Recording.header(file())).isEqualTo(header);
        assertThat(header.clock(Samples.BEGIN.plusMillis(22_500))).isEqualTo("12:00");
        assertThat(day.at(Duration.ofHours(12))).isEqualTo(Samples.BEGIN.plusMillis(22_500));
    }

    @Test
    void a_last_line_that_was_not_written_whole_is_none() throws IOException {
        write(new Signal.Told(1, synced(1)), new Signal.Told(2, opened(2, ORDER)));
        String whole = Files.readString(file());

        Files.writeString(file(), whole.substring(0, whole.length() - 20));

        assertThat(read()).hasSize(1);
    }

    @Test
    void what_is_no_signal_is_named_with_its_line() throws IOException {
        write(new Signal.Told(1, synced(1)));
        Files.writeString(file(), "{\"n\":2}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(this::read)
                .isInstanceOf(RecordingException.class)
                .hasMessage(file() + ", line 3 is no signal of a recording: it says neither what happened nor when");

        Files.writeString(
                file(),
                "{\"v\":2,\"desk\":{\"traders\":[],\"limits\":{\"share\":1,\"cap\":1,\"perSymbol\":1},"
                        + "\"cash\":1}}\n");
        assertThatThrownBy(() -> Recording.header(file()))
                .hasMessage(file() + ", line 1 is no header of a recording: it has version 2, and only 1 can be read");

        Files.writeString(file(), "");
        assertThatThrownBy(() -> Recording.header(file())).hasMessageContaining("line 1 is no header of a recording");
        assertThatThrownBy(() -> Recording.header(directory.resolve("none")))
                .hasMessageStartingWith("cannot read " + directory.resolve("none"));
    }

    @Test
    void a_book_goes_on_where_the_checkpoint_is_and_what_stands_behind_that_is_void() throws IOException {
        try (Book book = Book.begin(directory, HEADER)) {
            tell(book, synced(1), opened(2, ORDER), opened(3, order("2", "BTCUSDT", "10", "100")), gap(4));
            assertThat(held(book)).isEmpty(); // told to no strategy: here only the record counts
        }
        String void4 = Files.readString(Book.events(directory));

        try (Book book = Book.goOn(directory, 3)) {
            assertThat(held(book)).containsOnlyKeys("1", "2");
            assertThat(book.next()).isEqualTo(4);
            assertThat(book.sequence()).isEqualTo(3);
            tell(book, existing(3, ORDER), closed(4, ORDER, Origin.RECOVERED));
        }

        String now = Files.readString(Book.events(directory));
        assertThat(now.lines().limit(4)).isEqualTo(void4.lines().limit(4).toList());
        assertThat(now).contains("\"kind\":\"closed\"").doesNotContain("\"kind\":\"gap\"");
        try (Book book = Book.goOn(directory, 4)) {
            assertThat(held(book)).containsOnlyKeys("2");
        }
    }

    @Test
    void a_checkpoint_of_another_run_is_refused() {
        try (Book book = Book.begin(directory, HEADER)) {
            tell(book, synced(1), opened(2, ORDER));
        }

        assertThatThrownBy(() -> Book.goOn(directory, 3))
                .isInstanceOf(RecordingException.class)
                .hasMessage(Book.events(directory)
                        + " ends at event 2, and the checkpoint beside it at 3: they must be of one run");
    }

    private static Map<String, Position> held(Book book) {
        return book.results().get(0).account().positions();
    }

    private static void tell(Book book, OrderEvent... events) {
        for (OrderEvent event : events) {
            book.record(new Signal.Told(book.next(), event));
        }
    }

    private void write(Signal... signals) {
        try (Recording recording = Recording.begin(file(), HEADER)) {
            List.of(signals).forEach(recording::append);
        }
    }

    private List<Signal> read() {
        List<Signal> read = new ArrayList<>();
        var unused = Recording.read(file(), read::add);
        return read;
    }

    private Path file() {
        return directory.resolve("one.jsonl");
    }

    private static TrackingOrder full() {
        return new TrackingOrder(
                "9",
                Optional.of("**********"),
                Optional.of(HOSTILE),
                Optional.of("77"),
                Optional.of("78"),
                "$MYROUSDT",
                PositionSide.of("both"),
                Optional.of(new BigDecimal("12.5")),
                Optional.of(new BigDecimal("0.000000000001")),
                Optional.of(Instant.parse("2026-11-26T05:59:00.123Z")),
                Optional.of(new BigDecimal("1E+20")),
                Optional.of(BigDecimal.ONE),
                Optional.of(new BigDecimal("-0.02")),
                Optional.of(BigDecimal.TEN),
                Optional.of(BigDecimal.ONE),
                Optional.of(Instant.parse("2026-11-26T06:00:00Z")),
                Map.of("newField", "{\"a\":\n[1]}"));
    }
}
