package io.github.trackflux.page;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes of an answer that had to be copied. */
final class Kept {
    byte[] bytes;
    int length;

    Kept(int usual) {
        bytes = new byte[usual];
    }

    void add(byte one) {
        room(1);
        bytes[length++] = one;
    }

    void add(byte[] from, int begin, int count) {
        room(count);
        System.arraycopy(from, begin, bytes, length, count);
        length += count;
    }

    /** Takes so many bytes off a buffer. */
    void take(ByteBuffer part, int count) {
        room(count);
        part.get(bytes, length, count);
        length += count;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
