package io.github.trackflux.page;

import java.nio.ByteBuffer;

/** Looks for the end of a row, which may come in parts. Used for one row after the other. */
final class RowEnd {
    /** With what stands around a row, far from the depth that is refused. */
    private static final int DEEPEST = 8;

    private int depth;
    private boolean inText;
    private boolean escaped;

    /** Where the row ends in this part, or below zero: it goes on, or is too deep to be looked at. */
    int in(ByteBuffer part, int begin, int end) {
        for (int i = begin; i < end && depth <= DEEPEST; i++) {
            byte next = part.get(i);
            if (inText) {
                inText = escaped || next != '"';
                escaped = !escaped && next == '\\';
            } else if (next == '"') {
                inText = true;
            } else if (next == '{' || next == '[') {
                depth++;
            } else if ((next == '}' || next == ']') && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    boolean isTooDeep() {
        return depth > DEEPEST;
    }
}
