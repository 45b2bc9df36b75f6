package io.github.trackflux.model;

import java.util.Locale;

/**
 * The direction of a position: {@link #LONG}, {@link #SHORT}, or what else the exchange says, kept as its text.
 *
 * @param text lower case for the two that are known
 */
public record PositionSide(String text) {
    /** A position that gains when the price rises. */
    public static final PositionSide LONG = new PositionSide("long");
    /** A position that gains when the price falls. */
    public static final PositionSide SHORT = new PositionSide("short");

    /** The side for the exchange's text, in either case; unknown text is kept as it is. */
    public static PositionSide of(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "long" -> LONG;
            case "short" -> SHORT;
            default -> new PositionSide(text);
        };
    }

    /** Whether this is {@link #LONG} or {@link #SHORT}. */
    public boolean isKnown() {
        return equals(LONG) || equals(SHORT);
    }

    /** Its text, fit for a log. */
    @Override
    public String toString() {
        return LogText.of(text);
    }
}
