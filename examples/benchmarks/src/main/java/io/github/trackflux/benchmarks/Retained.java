package io.github.trackflux.benchmarks;

import io.github.trackflux.page.RememberingDecoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the decoder remembers, as it counts it itself and as the heap has it. */
final class Retained {
    private static final int MB = 1_000_000;

    private Retained() {}

    static String table(boolean quick) {
        StringBuilder out = new StringBuilder("""
                | orders, on pages of 50 | counted, MB | on the heap, MB | counted / on the heap |
                |--:|--:|--:|--:|
                """);
        // Classes and what they hold are no part of it.
        line(Bodies.ROWS);
        for (int orders : quick ? new int[] {50} : new int[] {50, 1_000, 20_000, 100_000}) {
            out.append(line(orders));
        }
        return out.toString();
    }

    private static String line(int orders) {
        long before = Heap.used();
        RememberingDecoder decoder = new RememberingDecoder();
        for (int page = 0; page * Bodies.ROWS < orders; page++) {
            List<String> rows = new ArrayList<>();
            for (int i = 0; i < Bodies.ROWS; i++) {
                rows.add(Bodies.row((long) page * Bodies.ROWS + i, 0));
            }
            decoder.decode("page " + page, ByteBuffer.wrap(Bodies.body(rows, page)));
        }
        double heap = Heap.used() - before;
        double counted = decoder.retainedBytes();
        return String.format(
                Locale.ROOT, "| %,d | %.2f | %.2f | %.2f |%n", orders, counted / MB, heap / MB, counted / heap);
    }
}
