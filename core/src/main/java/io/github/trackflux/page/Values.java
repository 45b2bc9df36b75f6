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

    /** A number, so normalised that equal numbers are equal objects and print plainly. */
    static Optional<BigDecimal> number(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        if (text.length() > LONGEST_NUMBER) {
            throw new NumberFormatException("number has " + text.length() + " characters");
        }
        BigDecimal number = new BigDecimal(text.strip());
        // Before any arithmetic: 1E1000000 is a short text and a long number.
        if (Math.abs((long) number.scale()) > LONGEST_NUMBER) {
            throw new NumberFormatException("number has scale " + number.scale());
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return Optional.of(stripped.scale() < 0 ? stripped.setScale(0) : stripped);
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
