package io.github.trackflux.watch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The alternate screen of a terminal: what stood there before comes back at {@link #close()}. Each picture is one write over
 * the last, never cleared in between, so nothing flickers.
 */
final class Screen implements AutoCloseable {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l";
    private static final String LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l";
    /** Terminals that know it show nothing of a picture until it is whole; others ignore it. */
    private static final String BEGIN = "\u001b[?2026h\u001b[H";

    private static final String END = "\u001b[J\u001b[H\u001b[?2026l";
    private static final String REST_OF_LINE = "\u001b[K";

    private final OutputStream out;

    Screen(OutputStream out) {
        this.out = out;
        write(ENTER);
    }

    void show(List<String> lines) {
        write(BEGIN + String.join(REST_OF_LINE + "\r\n", lines) + REST_OF_LINE + END);
    }

    @Override
    public void close() {
        write(LEAVE);
    }

    private void write(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
