package io.github.trackflux.page;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of a list in what is remembered while the list comes, and keeps the bytes of those alone that are new.
 *
 * <p>Which row comes next is guessed: the one that came next last time. The guess is right if its text comes, since a row's
 * text ends with its own closing brace. Where it is wrong the row is copied to its end and looked up, since it may be one
 * further down, where a row has gone, or come from another page.
 */
final class RowMatcher {
    /** One parser for the whole body is cheaper than one for each of more rows than so many. */
    private static final int MOST_FRESH = 12;

    private enum State {
        BETWEEN,
        GUESSING,
        COPYING,
        OVER
    }

    private final RememberedRow[] last;
    private final PageMemory memory;
    private final Kept kept;

    private State state = State.BETWEEN;
    /** Whether a row has just ended. */
    private boolean commaDue;
    /** The last rows themselves while nothing differs from them, then a copy; null where a row is new. */
    private @Nullable RememberedRow[] rows;

    private int count;
    private final int freshFrom;
    /** Where the new rows end in what is kept; each begins where the one before ends. */
    private final int[] freshEnds = new int[MOST_FRESH];

    private int fresh;
    private boolean sound;
    /** Where in what is kept that begins which is no whole row. */
    private int rest;

    /** The place, last time, of the row that comes next if nothing has changed. */
    private int next;

    /** How much of that one's text has come. */
    private int within;

    /** Where the row begins, if it must be kept. */
    private int from;

    private final RowEnd rowEnd = new RowEnd();

    /**
     * Nothing has come yet.
     *
     * @param last the rows of the last answer to the same call
     * @param kept where the bytes of new rows go, behind those that are in it
     */
    RowMatcher(RememberedRow[] last, PageMemory memory, Kept kept) {
        this.last = last;
        this.rows = last;
        this.memory = memory;
        this.kept = kept;
        this.freshFrom = kept.length;
    }

    /** Takes rows off a part of the body, up to what is no row; from then on the matcher is over. */
    void take(ByteBuffer part) {
        while (part.hasRemaining() && state != State.OVER) {
            switch (state) {
                case BETWEEN -> {
                    takeSame(part);
                    between(part);
                }
                case GUESSING -> compare(part);
                default -> copy(part);
            }
        }
    }

    /** The usual case, and the one that must be cheap: row after row as last time, and each whole in this part. */
    private void takeSame(ByteBuffer part) {
        while (next < last.length) {
            int begin = part.position();
            ByteBuffer text = last[next].text;
            int comma = commaDue ? 1 : 0;
            if (part.remaining() <= comma + text.limit() || (commaDue && part.get(begin) != ',')) {
                return;
            }
            part.position(begin + comma);
            if (part.mismatch(text) != text.limit()) {
                part.position(begin);
                return;
            }
            part.position(begin + comma + text.limit());
            found(last[next++]);
        }
    }

    private void between(ByteBuffer part) {
        byte mark = part.get(part.position());
        if (mark == ' ' || mark == '\n' || mark == '\r' || mark == '\t') {
            part.get();
        } else if (commaDue && mark == ',') {
            part.get();
            commaDue = false;
        } else if (!commaDue && mark == '{') {
            from = kept.length;
            within = 0;
            state = next < last.length ? State.GUESSING : State.COPYING;
        } else {
            over(kept.length, commaDue || count == 0);
        }
    }

    private void over(int at, boolean whole) {
        state = State.OVER;
        rest = at;
        sound = whole && count <= PageDecoder.MOST_ROWS;
    }

    private void compare(ByteBuffer part) {
        RememberedRow guess = last[next];
        ByteBuffer due = guess.text.duplicate().position(within);
        int differs = part.mismatch(due);
        int equal = differs < 0 ? Math.min(part.remaining(), due.remaining()) : differs;
        part.position(part.position() + equal);
        within += equal;
        if (within == guess.length()) {
            next++;
            found(guess);
        } else if (part.hasRemaining()) {
            keepBeginning();
        }
    }

    /** What was taken for the beginning of a known row is that of another. */
    private void keepBeginning() {
        // Finds no end: a row does not end within another.
        rowEnd.in(last[next].text, 0, within);
        kept.add(last[next].text.array(), 0, within);
        state = State.COPYING;
    }

    private void copy(ByteBuffer part) {
        int end = rowEnd.in(part, part.position(), part.limit());
        kept.take(part, (end < 0 ? part.limit() : end) - part.position());
        if (end >= 0) {
            ended();
        } else if (rowEnd.isTooDeep()) {
            over(from, false);
        }
    }

    private void ended() {
        RememberedRow row = memory.row(kept.bytes, from, kept.length);
        if (row == null) {
            freshEnds[fresh++] = kept.length;
        } else {
            kept.length = from;
            int place = Arrays.asList(last).indexOf(row);
            next = place < 0 ? next : place + 1;
        }
        found(row);
        if (fresh == MOST_FRESH || isStrange()) {
            over(kept.length, false);
        }
    }

    /** Whether nothing of the body is known, not even its first row: it is kept as it comes. */
    private boolean isStrange() {
        return last.length == 0 && count == fresh;
    }

    @SuppressWarnings("ReferenceEquality") // rows are compared by their text when they are looked up
    private void found(@Nullable RememberedRow row) {
        boolean asLast = rows == last && count < last.length && last[count] == row;
        if (!asLast) {
            if (rows == last || count == rows.length) {
                rows = Arrays.copyOf(rows, Math.max(last.length + 1, 2 * count));
            }
            rows[count] = row;
        }
        count++;
        commaDue = true;
        state = State.BETWEEN;
    }

    /** Takes word that nothing more comes. Whether it has read a whole list up to what must be its closing bracket. */
    boolean isSound() {
        if (state == State.GUESSING) {
            keepBeginning();
        }
        if (state != State.OVER) {
            over(state == State.COPYING ? from : kept.length, false);
        }
        return sound;
    }

    /** What had to be copied of the body: all but the rows that are known. */
    Kept kept() {
        return kept;
    }

    /** Where in what is kept the rows belong. */
    int begin() {
        return freshFrom;
    }

    /** Where in what is kept the body goes on after the rows. */
    int rest() {
        return rest;
    }

    int count() {
        return count;
    }

    int fresh() {
        return fresh;
    }

    /**
     * The rows, those that are new parsed.
     *
     * @throws tools.jackson.core.JacksonException if one is no row
     */
    RememberedRow[] parsed(PageDecoder decoder) {
        if (rows == last && count == last.length) {
            return last;
        }
        RememberedRow[] all = Arrays.copyOf(rows, count);
        int begin = freshFrom;
        int at = 0;
        for (int i = 0; i < count && at < fresh; i++) {
            if (all[i] == null) {
                all[i] = decoder.row(Arrays.copyOfRange(kept.bytes, begin, freshEnds[at]));
                begin = freshEnds[at++];
            }
        }
        return all;
    }

    /** The body with all that was left out of it; blanks between rows do not come back. */
    Kept whole(int usual) {
        if (isStrange()) {
            return kept;
        }
        Kept whole = new Kept(usual);
        whole.add(kept.bytes, 0, freshFrom);
        int begin = freshFrom;
        int at = 0;
        for (int i = 0; i < count; i++) {
            RememberedRow row = rows[i];
            if (row == null) {
                whole.add(kept.bytes, begin, freshEnds[at] - begin);
                begin = freshEnds[at++];
            } else {
                whole.add(row.text.array(), 0, row.length());
            }
            if (i < count - 1 || !commaDue) {
                whole.add((byte) ',');
            }
        }
        whole.add(kept.bytes, rest, kept.length - rest);
        return whole;
    }
}
