package io.github.trackflux.page;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** What the exchange's texts mean: its many forms of "not set", and numbers and times within sane bounds. */
final class Values {
    private static final int LONGEST_NUMBER = 64;
    private static final long YEAR_10000 = 253_402_300_800_000L;

    private Values() {}

    static Optional<String> text(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    /** A number as it is written, its exponent still unbounded: no arithmetic before an order has taken it. */
    static Optional<BigDecimal> number(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        if (text.length() > LONGEST_NUMBER) {
            throw new NumberFormatException("number has " + text.length() + " characters");
        }
        return Optional.of(new BigDecimal(text.strip()));
    }

    static Optional<BigDecimal> size(String text) {
        Optional<BigDecimal> size = number(text);
        if (size.isPresent() && size.get().signum() < 0) {
            throw new NumberFormatException("size is negative");
        }
        return size;
    }

    /** A number where zero says "not set". */
    static Optional<BigDecimal> closing(String text) {
        return size(text).filter(number -> number.signum() != 0);
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
