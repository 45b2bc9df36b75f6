package io.github.trackflux.strategy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;
import java.util.function.Predicate;

/** What became known, a line for each signal, behind a {@link Header}. Whatever was decided can be decided again from it. */
final class Recording implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final Writer lines;

    private Recording(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
        this.lines = Channels.newWriter(channel, StandardCharsets.US_ASCII);
    }

    /** Begins one, in the place of one that was there. */
    static Recording begin(Path file, Header header) {
        try {
            Recording begun = new Recording(
                    file,
                    FileChannel.open(
                            file,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING));
            begun.write(Json.line(header));
            return begun;
        } catch (IOException e) {
            throw cannot("write", file, e);
        }
    }

    /** Goes on with one behind so many bytes; what stands there is void. */
    static Recording goOn(Path file, long bytes) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            channel.truncate(bytes);
            channel.position(bytes);
            return new Recording(file, channel);
        } catch (IOException e) {
            throw cannot("write", file, e);
        }
    }

    static Header header(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String first = reader.readLine();
            return parsed(file, 1, first == null ? "" : first, Json::header);
        } catch (IOException e) {
            throw cannot("read", file, e);
        }
    }

    /**
     * Reads signals while they are wanted. A last line that was not written whole, since the program died, is none.
     *
     * @param take is told each signal, and answers whether it was wanted and another one is
     * @return how many bytes the lines have that were wanted
     */
    static long read(Path file, Predicate<Signal> take) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            long size = Files.size(file);
            long bytes = 0;
            long number = 0;
            String line = reader.readLine();
            while (line != null && bytes + line.length() < size) {
                number++;
                if (number > 1 && !take.test(parsed(file, number, line, Json::signal))) {
                    return bytes;
                }
                bytes += line.length() + 1;
                line = reader.readLine();
            }
            return bytes;
        } catch (IOException e) {
            throw cannot("read", file, e);
        }
    }

    private static <T> T parsed(Path file, long number, String line, Function<String, T> reading) {
        try {
            return reading.apply(line);
        } catch (RuntimeException e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new RecordingException(
                    file + ", line " + number + " is no " + (number == 1 ? "header" : "signal") + " of a recording: "
                            + why,
                    e);
        }
    }

    void append(Signal signal) {
        try {
            write(Json.line(signal));
        } catch (IOException e) {
            throw cannot("write", file, e);
        }
    }

    private void write(String line) throws IOException {
        lines.write(line + "\n");
        lines.flush();
    }

    /** Returns when what was appended will survive a crash of the machine. */
    void force() {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw cannot("write", file, e);
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw cannot("write", file, e);
        }
    }

    private static RecordingException cannot(String verb, Path file, IOException why) {
        return new RecordingException("cannot " + verb + " " + file + ": " + why, why);
    }
}
