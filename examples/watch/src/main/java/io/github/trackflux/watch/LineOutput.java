package io.github.trackflux.watch;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.view.FeedStep;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** One line for each event, written and flushed at once; trouble goes to the notes. */
final class LineOutput implements Output {
    private final OutputStream out;
    private final Function<OrderEvent, String> line;
    private final HealthNotes notes;

    LineOutput(OutputStream out, Function<OrderEvent, String> line, HealthNotes notes) {
        this.out = out;
        this.line = line;
        this.notes = notes;
    }

    @Override
    public void take(FeedStep step) {
        notes.take(step.health());
        step.events().forEach(this::write);
    }

    private void write(OrderEvent event) {
        try {
            out.write((line.apply(event) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
