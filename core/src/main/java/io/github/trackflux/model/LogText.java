package io.github.trackflux.model;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Text that others chose, fit for one line of a log: no control characters, so no line ends and no escape sequences of a
 * terminal; nothing invisible, nothing that changes the direction of writing; not long. Each such character becomes a
 * question mark, so that one sees that something was there.
 */
final class LogText {
    private static final int LONGEST = 64;

    private LogText() {}

    static String of(String text) {
        // Nearly all that an exchange sends.
        if (text.length() <= LONGEST && isPrintableAscii(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(point -> clean.appendCodePoint(isPlain(point) ? point : '?'));
        return text.codePointCount(0, text.length()) > LONGEST ? clean + "…" : clean.toString();
    }

    static String of(Optional<String> text) {
        return text.map(LogText::of).orElse("-");
    }

    static String of(Map<String, String> texts) {
        return of(new TreeMap<>(texts).toString());
    }

    private static boolean isPrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
