package io.github.trackflux.strategy;

import java.util.ArrayList;
import java.util.List;

/** What a run has come to, as lines for a terminal: how the strategies did, and what kind of a day it was. */
final class Summary {
    private static final List<String> HEADINGS =
            List.of("STRATEGY", "TRADES", "FEES", "REALISED", "OPEN", "GAIN", "EQUITY", "FALL", "HIGHEST");

    private Summary() {}

    static List<String> lines(Book book) {
        List<Result> results = book.results();
        List<String> lines = new ArrayList<>(table(results));
        lines.add("");
        lines.add(events(book));
        for (Result result : results) {
            result.stopped().ifPresent(why -> lines.add(result.name() + " " + why));
        }
        lines.add("USDT, on paper: each trade whole at the last price that a row told, "
                + Fill.FEE.movePointRight(2).toPlainString() + " % fees.");
        lines.add("FALL: the deepest below an earlier height. HIGHEST: the most that was paid for one symbol at once.");
        return lines;
    }

    private static String events(Book book) {
        Chronicle day = book.chronicle();
        String clock = day.first()
                .map(first ->
                        book.header().clock(first) + " to " + book.header().clock(day.last()))
                .orElse("nothing happened");
        return clock + ": " + counted(day, "existing", "opened", "updated", "closed", "reinstated", "gap")
                + "; of these " + counted(day, "late", "recovered") + ".";
    }

    private static String counted(Chronicle day, String... words) {
        List<String> parts = new ArrayList<>();
        for (String word : words) {
            parts.add(Shown.count(day.count(word)) + " " + word);
        }
        return String.join(", ", parts);
    }

    private static List<String> table(List<Result> results) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        results.forEach(result -> rows.add(cells(result)));
        int[] widths = new int[HEADINGS.size()];
        for (List<String> row : rows) {
            for (int k = 0; k < widths.length; k++) {
                widths[k] = Math.max(widths[k], row.get(k).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static List<String> cells(Result result) {
        return List.of(
                result.name() + (result.stopped().isPresent() ? " (stopped)" : ""),
                Shown.count(result.trades().count()),
                Shown.money(result.account().fees()),
                Shown.change(result.account().realised()),
                Shown.change(result.unrealised()),
                Shown.change(result.gain()),
                Shown.money(result.equity()),
                Shown.percent(result.curve().deepestFall()),
                Shown.money(result.trades().highest()));
    }

    /** Names to the left, numbers to the right. */
    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int k = 0; k < widths.length; k++) {
            String pad = " ".repeat(widths[k] - row.get(k).length());
            line.append(k == 0 ? row.get(k) + pad : "  " + pad + row.get(k));
        }
        return line.toString();
    }
}
