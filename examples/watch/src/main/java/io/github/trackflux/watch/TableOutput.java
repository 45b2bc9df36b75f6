package io.github.trackflux.watch;

import io.github.trackflux.view.FeedStep;
import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;

/** The live table: drawn anew a few times a second, from what is known then. */
final class TableOutput implements Output {
    private static final Duration REDRAW = Duration.ofMillis(250);
    private static final int REDRAWS_A_SIZE = 4;

    private final Screen screen;
    private final Frame frame;
    private final Supplier<Board> board;
    private final Supplier<ScreenSize> terminal;
    private ScreenSize size;
    private int redraws;

    TableOutput(Screen screen, Frame frame, Supplier<Board> board, Supplier<ScreenSize> terminal) {
        this.screen = screen;
        this.frame = frame;
        this.board = board;
        this.terminal = terminal;
        this.size = drawable();
    }

    @Override
    public void take(FeedStep step) {
        // The board holds it; the next redraw shows it.
    }

    @Override
    public Flux<Runnable> chores() {
        return Flux.interval(Duration.ZERO, REDRAW).onBackpressureLatest().map(tick -> this::redraw);
    }

    private void redraw() {
        if (++redraws % REDRAWS_A_SIZE == 0) {
            size = drawable();
        }
        screen.show(frame.lines(board.get(), size));
    }

    /** All but the last column: from there, clearing the rest of the line would clear what stands in it. */
    private ScreenSize drawable() {
        ScreenSize whole = terminal.get();
        return new ScreenSize(Math.max(1, whole.columns() - 1), whole.rows());
    }

    @Override
    public void close() {
        screen.close();
    }
}
