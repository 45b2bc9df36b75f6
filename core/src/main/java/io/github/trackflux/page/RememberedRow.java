package io.github.trackflux.page;

import io.github.trackflux.model.TrackingOrder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The text of one row with what it says, so that the same text is never parsed twice. */
final class RememberedRow {
    private static final int OBJECTS = 640;
    /** The text, and as characters of two bytes what was made of it. */
    private static final int FOR_A_BYTE = 3;

    private static final int FOR_AN_EXTRA = 128;

    /** All of the array, its position never moved: many threads compare with it at once. */
    final ByteBuffer text;
    /** The row as an order; empty if it cannot be read as one. */
    final Optional<TrackingOrder> order;
    /** The number of a row that cannot be read otherwise. */
    final Optional<String> number;

    final int hash;
    /** How many remembered pages show it; belongs to {@link PageMemory}. */
    int uses;
    /** The next row in its chain of {@link RowTable}, and that table's alone. */
    @Nullable
    RememberedRow below;

    RememberedRow(int hash, byte[] text, Optional<TrackingOrder> order, Optional<String> number) {
        this.hash = hash;
        this.text = ByteBuffer.wrap(text);
        this.order = order;
        this.number = number;
    }

    int length() {
        return text.limit();
    }

    /** How much memory it takes, in bytes; rather too much than too little. */
    int weight() {
        int extras = order.map(known -> known.extra().size()).orElse(0);
        return OBJECTS + FOR_A_BYTE * length() + FOR_AN_EXTRA * extras;
    }

    boolean says(byte[] body, int from, int to) {
        return Arrays.equals(body, from, to, text.array(), 0, length());
    }

    /** What a row is looked up by. Two texts may have the same: whoever finds one compares it. */
    static int hash(byte[] body, int from, int length) {
        CRC32C hash = new CRC32C();
        hash.update(body, from, length);
        return (int) hash.getValue();
    }
}
