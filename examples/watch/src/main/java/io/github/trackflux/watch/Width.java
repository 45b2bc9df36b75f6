package io.github.trackflux.watch;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How many columns of a terminal a text takes, and texts made to take so many. For {@link Printable} text. */
final class Width {
    /** Ranges that take two columns: what East Asian scripts and pictures use. */
    private static final NavigableMap<Integer, Integer> WIDE = new TreeMap<>(Map.ofEntries(
            Map.entry(0x1100, 0x115F),
            Map.entry(0x231A, 0x231B),
            Map.entry(0x23E9, 0x23F3),
            Map.entry(0x25FD, 0x25FE),
            Map.entry(0x2614, 0x2615),
            Map.entry(0x2648, 0x2653),
            Map.entry(0x26A1, 0x26A1),
            Map.entry(0x26AA, 0x26AB),
            Map.entry(0x26BD, 0x26BE),
            Map.entry(0x2705, 0x2705),
            Map.entry(0x2728, 0x2728),
            Map.entry(0x274C, 0x274E),
            Map.entry(0x2753, 0x2757),
            Map.entry(0x2B1B, 0x2B1C),
            Map.entry(0x2B50, 0x2B55),
            Map.entry(0x2E80, 0x303E),
            Map.entry(0x3041, 0xA4CF),
            Map.entry(0xA960, 0xA97C),
            Map.entry(0xAC00, 0xD7A3),
            Map.entry(0xF900, 0xFAFF),
            Map.entry(0xFE30, 0xFE6F),
            Map.entry(0xFF01, 0xFF60),
            Map.entry(0xFFE0, 0xFFE6),
            Map.entry(0x17000, 0x1B2FF),
            Map.entry(0x1F300, 0x1F64F),
            Map.entry(0x1F680, 0x1F6FF),
            Map.entry(0x1F900, 0x1FAFF),
            Map.entry(0x20000, 0x3FFFD)));

    private Width() {}

    static int of(String text) {
        return text.codePoints().map(Width::of).sum();
    }

    private static int of(int point) {
        if (Printable.isMark(point)) {
            return 0;
        }
        Map.Entry<Integer, Integer> range = WIDE.floorEntry(point);
        return range != null && point <= range.getValue() ? 2 : 1;
    }

    /** At most so many columns: what does not fit ends in an ellipsis. */
    static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        StringBuilder start = new StringBuilder();
        int taken = 0;
        for (int point : text.codePoints().toArray()) {
            taken += of(point);
            if (taken > columns - 1) {
                break;
            }
            start.appendCodePoint(point);
        }
        return columns < 1 ? "" : start + "…";
    }

    /** Exactly so many columns, text first. */
    static String left(String text, int columns) {
        String fits = cut(text, columns);
        return fits + " ".repeat(columns - of(fits));
    }

    /** Exactly so many columns, text last. */
    static String right(String text, int columns) {
        String fits = cut(text, columns);
        return " ".repeat(columns - of(fits)) + fits;
    }
}
