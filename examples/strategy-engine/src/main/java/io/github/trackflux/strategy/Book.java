package io.github.trackflux.strategy;

import io.github.trackflux.event.OrderEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The strategies of a desk, their accounts, and the files in which they are kept: {@code events.jsonl}, what became known,
 * and {@code decisions-….jsonl} for each strategy, what it traded. Only the first is ever read; the others follow from it.
 *
 * <p><strong>After a restart</strong> the record is played again up to the last event that the checkpoint holds, which gives
 * every strategy and account as it was then. What was recorded behind that is void, as the feed will tell it again as far as
 * it lasted, and is cut off. Then the feed tells what is open, a {@code Gap}, and what changed meanwhile.
 */
final class Book implements AutoCloseable {
    private final Header header;
    private final List<Seat<?>> seats = new ArrayList<>();
    private final List<Writer> decisions = new ArrayList<>();
    private final Chronicle chronicle = new Chronicle();
    private @Nullable Recording recording;
    private long number;
    private long sequence;

    private Book(Path directory, Header header, Map<String, Strategy<?>> strategies) {
        this.header = header;
        try {
            Files.createDirectories(directory);
            for (var named : strategies.entrySet()) {
                seats.add(seat(directory, named.getKey(), named.getValue()));
            }
        } catch (IOException e) {
            throw new RecordingException("cannot write into " + directory + ": " + e, e);
        }
    }

    /** Begins anew, in the place of what is there. */
    static Book begin(Path directory, Header header) {
        return begin(directory, header, header.desk().strategies());
    }

    /** The same with strategies of your own. */
    static Book begin(Path directory, Header header, Map<String, Strategy<?>> strategies) {
        Book book = new Book(directory, header, strategies);
        book.recording = Recording.begin(events(directory), header);
        return book;
    }

    /** Goes on from a checkpoint that was reached while this was recorded, with the strategies that ran then. */
    static Book goOn(Path directory, long checkpoint) {
        Path file = events(directory);
        Header header = Recording.header(file);
        Book book = new Book(directory, header, header.desk().strategies());
        long bytes = Recording.read(file, signal -> {
            boolean isOfCheckpoint = !(signal instanceof Signal.Told told)
                    || told.event().header().sequence() <= checkpoint;
            if (isOfCheckpoint) {
                book.take(signal);
            }
            return isOfCheckpoint;
        });
        if (book.sequence != checkpoint) {
            throw new RecordingException(file + " ends at event " + book.sequence + ", and the checkpoint beside it at "
                    + checkpoint + ": they must be of one run");
        }
        book.recording = Recording.goOn(file, bytes);
        return book;
    }

    /** Plays a recording again, on one thread; what it leads to is written into the directory. */
    static Book replay(Path recording, Path directory, Header header) {
        return replay(recording, directory, header, header.desk().strategies());
    }

    /** The same with strategies of your own. */
    static Book replay(Path recording, Path directory, Header header, Map<String, Strategy<?>> strategies) {
        Book book = new Book(directory, header, strategies);
        var unused = Recording.read(recording, signal -> {
            book.take(signal);
            return true;
        });
        return book;
    }

    static Path events(Path directory) {
        return directory.resolve("events.jsonl");
    }

    private <S> Seat<S> seat(Path directory, String name, Strategy<S> strategy) throws IOException {
        Path file = directory.resolve("decisions-" + name.replace(' ', '-') + ".jsonl");
        Writer lines = Files.newBufferedWriter(file, StandardCharsets.US_ASCII);
        decisions.add(lines);
        return new Seat<>(name, strategy, header.desk().cash(), decided -> write(lines, decided));
    }

    private static void write(Writer lines, Decided decided) {
        try {
            lines.write(Json.line(decided) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(Signal signal) {
        noted(signal);
        seats.forEach(seat -> seat.take(signal));
    }

    private void noted(Signal signal) {
        number = signal.number();
        if (signal instanceof Signal.Told told && !(told.event() instanceof OrderEvent.Existing)) {
            sequence = told.event().header().sequence();
        }
        chronicle.take(signal);
    }

    /** The number that the next signal has. */
    long next() {
        return number + 1;
    }

    /** The sequence number of the last event that is recorded. */
    long sequence() {
        return sequence;
    }

    /** Writes a signal down, before any strategy hears of it. */
    void record(Signal signal) {
        Optional.ofNullable(recording).ifPresent(open -> open.append(signal));
        noted(signal);
    }

    void force() {
        Optional.ofNullable(recording).ifPresent(Recording::force);
    }

    Header header() {
        return header;
    }

    List<Seat<?>> seats() {
        return List.copyOf(seats);
    }

    Chronicle chronicle() {
        return chronicle;
    }

    /** How all strategies have done; when none of them runs but those that were abandoned. */
    List<Result> results() {
        return seats.stream().<Result>map(Seat::result).toList();
    }

    @Override
    public void close() {
        Optional.ofNullable(recording).ifPresent(Recording::close);
        for (Writer lines : decisions) {
            try {
                lines.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
