package io.github.trackflux.page;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Steps through JSON of the plainest kind: texts of printable ASCII without an escape, numbers of digits, {@code null}.
 * Each step says whether it found what it looks for; after one that did not, the scan is of no more use.
 */
final class PlainScan {
    private static final int LONGEST_TEXT = 256;
    private static final int LONGEST_NUMBER = 19;
    private static final byte[] NULL = ascii("null");

    private final byte[] body;
    private final int end;
    private int at;
    private int from;
    private int to;

    PlainScan(byte[] body, int end) {
        this.body = body;
        this.end = end;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    int at() {
        return at;
    }

    void moveTo(int place) {
        at = place;
    }

    /** The next byte that is no blank, or zero at the end. */
    int peek() {
        while (at < end && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) {
            at++;
        }
        return at < end ? body[at] : 0;
    }

    boolean isOver() {
        return peek() == 0 && at == end;
    }

    boolean take(char mark) {
        if (peek() != mark) {
            return false;
        }
        at++;
        return true;
    }

    /** Takes a text; {@link #value} and {@link #is} are then of it. */
    boolean text() {
        if (!take('"')) {
            return false;
        }
        from = at;
        while (at < end && at - from <= LONGEST_TEXT && body[at] >= ' ' && body[at] < 127 && body[at] != '\\') {
            if (body[at] == '"') {
                to = at++;
                return true;
            }
            at++;
        }
        return false;
    }

    /** Takes a text, a number or null, which reads as an empty text. */
    boolean scalar() {
        int first = peek();
        if (first == '"') {
            return text();
        }
        from = at;
        if (first == 'n') {
            to = at;
            at += NULL.length;
            return at <= end && Arrays.equals(body, from, at, NULL, 0, NULL.length);
        }
        while (at < end && body[at] >= '0' && body[at] <= '9') {
            at++;
        }
        to = at;
        int digits = to - from;
        // What may follow a number is looked at by whoever looks for what follows.
        return digits > 0 && digits <= LONGEST_NUMBER && (first != '0' || digits == 1);
    }

    boolean is(byte[] word) {
        return Arrays.equals(body, from, to, word, 0, word.length);
    }

    String value() {
        return new String(body, from, to - from, StandardCharsets.US_ASCII);
    }
}
