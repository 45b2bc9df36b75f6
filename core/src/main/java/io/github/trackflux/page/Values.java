package io.github.trackflux.page;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the exchange's texts mean: its many forms of "not set", and numbers and times within sane bounds. */
final class Values {
    private static final int LONGEST_NUMBER = 64;
    /** So many digits, with a point, are never too many for a long. */
    private static final int USUAL_DIGITS = 18;
    /** Up to the year 2286; so many digits are never a time that is too far away. */
    private static final int USUAL_TIME = 13;

    private static final long YEAR_10000 = 253_402_300_800_000L;

    private Values() {}

    static Optional<String> text(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    /** A number as it is written, its exponent still unbounded: no arithmetic before an order has taken it; null if not set. */
    static @Nullable BigDecimal number(char[] text, int from, int length) {
        BigDecimal usual = length <= USUAL_DIGITS ? usualNumber(text, from, from + length) : null;
        if (usual != null) {
            return usual;
        }
        String whole = new String(text, from, length);
        if (whole.isBlank()) {
            return null;
        }
        if (length > LONGEST_NUMBER) {
            throw new NumberFormatException("number has " + length + " characters");
        }
        return new BigDecimal(whole.strip());
    }

    /** What {@link BigDecimal} makes of digits with a point or a minus sign or both; null for anything else. */
    private static @Nullable BigDecimal usualNumber(char[] text, int from, int to) {
        boolean minus = from < to && text[from] == '-';
        int point = -1;
        int digits = 0;
        long unscaled = 0;
        for (int i = minus ? from + 1 : from; i < to; i++) {
            if (text[i] >= '0' && text[i] <= '9') {
                unscaled = 10 * unscaled + text[i] - '0';
                digits++;
            } else if (text[i] == '.' && point < 0) {
                point = i;
            } else {
                return null;
            }
        }
        int scale = point < 0 ? 0 : to - point - 1;
        return digits == 0 ? null : BigDecimal.valueOf(minus ? -unscaled : unscaled, scale);
    }

    /** Milliseconds since 1970; null for nothing, zero and less, which say "not set". */
    static @Nullable Instant time(char[] text, int from, int length) {
        long millis = 0;
        for (int i = from; i < from + length; i++) {
            if (text[i] < '0' || text[i] > '9' || length > USUAL_TIME) {
                return time(new String(text, from, length)).orElse(null);
            }
            millis = 10 * millis + text[i] - '0';
        }
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }

    /** Milliseconds since 1970; nothing, zero and less say "not set". */
    static Optional<Instant> time(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        long millis = Long.parseLong(text.strip());
        if (millis >= YEAR_10000) {
            throw new NumberFormatException("time is after the year 9999");
        }
        return millis <= 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
