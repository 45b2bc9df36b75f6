package io.github.trackflux.watch;

import java.util.ArrayList;
import java.util.List;

/** Lays out rows of cells as aligned lines, in the width that there is. */
final class Columns {
    private static final String GUTTER = "  ";

    private final List<Column> columns;

    Columns(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** How the cells of a column stand, and which part of one stays when it is too long. */
    enum Align {
        START,
        END,
        /** Stands at the start and keeps its end: numbers that differ only there. */
        TAIL
    }

    /**
     * One column.
     *
     * @param title its heading
     * @param align how its cells stand
     * @param least how narrow it may become
     * @param usual how wide it is where there is room, so that columns do not jump as rows come and go
     */
    record Column(String title, Align align, int least, int usual) {
        private String cell(String text, int width) {
            return switch (align) {
                case START -> Width.left(text, width);
                case END -> Width.right(text, width);
                case TAIL -> Width.left(tail(text, width), width);
            };
        }

        private static String tail(String text, int width) {
            int from = text.length() - width;
            return from <= 0 ? text : "…" + text.substring(from + 1);
        }
    }

    /** The headings, then a line for each row. Columns that the width cannot hold at their least are cut off. */
    List<String> lines(List<List<String>> rows, int width) {
        int[] widths = widths(rows, width);
        List<String> lines = new ArrayList<>();
        lines.add(line(columns.stream().map(Column::title).toList(), widths, width));
        rows.forEach(row -> lines.add(line(row, widths, width)));
        return lines;
    }

    private String line(List<String> cells, int[] widths, int width) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : GUTTER).append(columns.get(i).cell(cells.get(i), widths[i]));
        }
        return Width.cut(line.toString(), width);
    }

    private int[] widths(List<List<String>> rows, int width) {
        int[] widths = new int[columns.size()];
        int over = GUTTER.length() * (widths.length - 1) - width;
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(columns.get(i).usual(), Width.of(columns.get(i).title()));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], Width.of(row.get(i)));
            }
            over += widths[i];
        }
        for (int widest = roomiest(widths); over > 0 && widest >= 0; widest = roomiest(widths)) {
            widths[widest]--;
            over--;
        }
        return widths;
    }

    /** The column that can give most; -1 if none can give any more. */
    private int roomiest(int[] widths) {
        int roomiest = -1;
        int most = 0;
        for (int i = 0; i < widths.length; i++) {
            int room = widths[i] - columns.get(i).least();
            if (room > most) {
                most = room;
                roomiest = i;
            }
        }
        return roomiest;
    }
}
