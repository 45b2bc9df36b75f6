package io.github.trackflux.watch;

import io.github.trackflux.event.OrderEvent;
import io.github.trackflux.model.TrackingOrder;
import io.github.trackflux.view.FeedState;
import io.github.trackflux.watch.Ink.Colour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Draws a board for a screen: what is watched, how it stands, open orders, last events. A pure function. */
final class Frame {
    private static final int MOST_EVENTS = 10;
    /** All but orders and events: three lines at the top, two headings, and a blank line above each. */
    private static final int FIXED = 7;

    private static final Duration FRESH = Duration.ofSeconds(3);

    private final Ink ink;
    private final EventText text;

    Frame(Ink ink, EventText text) {
        this.ink = ink;
        this.text = text;
    }

    /** As many lines as there are rows at most, none wider than the screen. */
    List<String> lines(Board board, ScreenSize size) {
        int room = Math.max(0, size.rows() - FIXED);
        int forEvents = Math.min(MOST_EVENTS, room / 3);
        FeedState state = board.health().state();
        boolean failing = board.health().failedSweeps() > 0 || (state != FeedState.LIVE && state != FeedState.SYNCING);
        List<String> lines = new ArrayList<>();
        lines.add(painted(Colour.BOLD, board.title() + "  " + text.second(board.now()), size));
        lines.add(painted(Colour.FAINT, board.query(), size));
        lines.add(painted(failing ? Colour.RED : Colour.CYAN, HealthWords.line(board.health(), board.calls()), size));
        lines.add("");
        lines.addAll(orders(board, room - forEvents, size));
        lines.add("");
        lines.add(painted(Colour.FAINT, "LAST EVENTS", size));
        board.events().stream()
                .limit(forEvents)
                .map(event -> painted(event.fold(EventColours.ALL), text.line(event), size))
                .forEach(lines::add);
        return lines.subList(0, Math.min(lines.size(), size.rows()));
    }

    /** The headings, and exactly so many lines below, so that what follows stays where it is. */
    private List<String> orders(Board board, int room, ScreenSize size) {
        int all = board.orders().size();
        List<TrackingOrder> shown = board.orders().subList(0, all <= room ? all : Math.max(0, room - 1));
        List<String> rows = OrderRows.lines(shown, board.now(), size.columns());
        Map<String, Colour> fresh = fresh(board);
        List<String> lines = new ArrayList<>();
        lines.add(ink.paint(Colour.FAINT, rows.get(0)));
        for (int i = 0; i < shown.size(); i++) {
            Colour colour = fresh.get(shown.get(i).trackingNo());
            lines.add(colour == null ? rows.get(i + 1) : ink.paint(colour, rows.get(i + 1)));
        }
        if (all == 0) {
            lines.add(painted(Colour.FAINT, board.health().synced() ? "no open orders" : "nothing seen yet", size));
        } else if (all > shown.size()) {
            lines.add(painted(Colour.FAINT, "and " + (all - shown.size()) + " older", size));
        }
        while (lines.size() <= room) {
            lines.add("");
        }
        return lines.subList(0, room + 1);
    }

    /** The colours of what happened just now, by number: the newest event of each order counts. */
    private static Map<String, Colour> fresh(Board board) {
        Map<String, Colour> colours = new HashMap<>();
        for (OrderEvent event : board.events()) {
            if (event.header().observedAt().isAfter(board.now().minus(FRESH))) {
                event.subject()
                        .ifPresent(order -> colours.putIfAbsent(order.trackingNo(), event.fold(EventColours.ALL)));
            }
        }
        return colours;
    }

    private String painted(Colour colour, String line, ScreenSize size) {
        return ink.paint(colour, Width.cut(line, size.columns()));
    }
}
