package io.github.trackflux.watch;

import java.text.Normalizer;

/**
 * Text that others chose, fit for a terminal: no control characters, so no escape sequences; nothing that changes the
 * direction of writing or has no looks of its own; no towers of accents; no line ends; not long.
 */
final class Printable {
    private static final int LONGEST = 64;
    private static final int MOST_MARKS = 2;

    private Printable() {}

    static String of(String text) {
        String start = text.substring(0, Math.min(text.length(), 4 * LONGEST));
        StringBuilder clean = new StringBuilder();
        int marks = MOST_MARKS;
        int left = LONGEST;
        for (int point :
                Normalizer.normalize(start, Normalizer.Form.NFC).codePoints().toArray()) {
            marks = isMark(point) ? marks + 1 : 0;
            if (left > 0 && isShown(point) && marks <= MOST_MARKS) {
                clean.appendCodePoint(Character.isSpaceChar(point) ? ' ' : point);
                left--;
            }
        }
        return clean.toString().strip();
    }

    /** Whether it stands on or around the character before it. */
    static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static boolean isShown(int point) {
        boolean changesAnEmoji = (point >= 0xFE00 && point <= 0xFE0F) || (point >= 0x1F3FB && point <= 0x1F3FF);
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> !changesAnEmoji;
        };
    }
}
